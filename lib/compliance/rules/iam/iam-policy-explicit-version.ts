import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { readPolicyDataSource } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { identityPolicies, policyAt, type CarriedPolicy } from '../../reading/policies/carried-policies';
import { isUsed } from '../../reading/policies/document-use';
import { policyExample } from './shared/example-policy';
import { unreadParts } from '../../reading/policies/judge-statements';

export default defineRule({
  id: 'iam-policy-explicit-version',
  title: 'Policy documents use version 2012-10-17',
  why: 'Without Version AWS reads the document as 2008-10-17, where a policy variable such as ${aws:username} is plain text: a statement then matches nothing, or a Deny that relies on the variable does not deny.',
  remediation: 'Add "Version": "2012-10-17" to the document.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: [
    'aws_iam_policy',
    'aws_iam_role_policy',
    'aws_iam_user_policy',
    'aws_iam_group_policy',
    'data.aws_iam_policy_document',
    'aws_iam_role',
    'aws_ssoadmin_permission_set_inline_policy',
    'aws_s3_bucket_policy',
    'aws_kms_key',
    'aws_sqs_queue_policy',
    'aws_sns_topic_policy',
  ],
  whenUnknown: 'The policy or its Version is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html'],
  examples: {
    good: [
      { name: 'the current version', configuration: policyExample({ Action: 's3:ListAllMyBuckets', Resource: '*' }) },
    ],
    bad: [
      {
        name: 'no version',
        configuration: {
          resource: {
            aws_iam_policy: {
              main: {
                name: 'main',
                policy:
                  '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::home/$${aws:username}/*"}]}',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the whole policy is a variable',
        configuration: {
          resource: { aws_iam_policy: { main: { name: 'main', policy: '${var.policy}' } } },
          variable: { policy: { type: 'string' } },
        },
      },
    ],
  },
  check(block) {
    const policies = policiesOf(block);
    return policies.length === 0 ? notApplicable() : policies.flatMap(judge);
  },
});

const EXPECTED = 'Version = 2012-10-17';

function judge({ path, document }: CarriedPolicy): Outcome | readonly Outcome[] {
  if (isUnknown(document)) return undecided(path, document, EXPECTED);
  const { version } = document;
  const place = path === '' ? 'version' : path;
  if (version === '2012-10-17') return pass(place);
  if (isUnknown(version)) return undecided(place, version, EXPECTED);
  const unread = version === undefined ? unreadParts(path, document) : [];
  if (unread.length > 0 && document.statements.length === 0) return unread;
  const message = version === undefined ? 'the policy has no Version' : `the policy has the Version ${version}`;
  return fail({
    path: place,
    message: `${message}, so that policy variables are plain text`,
    observed: version,
    expected: EXPECTED,
  });
}

function policiesOf(block: Block): readonly CarriedPolicy[] {
  switch (block.selector) {
    case 'aws_iam_role':
      return [...policyAt(block, 'assume_role_policy'), ...identityPolicies(block)];
    case 'aws_ssoadmin_permission_set_inline_policy':
      return identityPolicies(block);
    case 'data.aws_iam_policy_document':
      return isUsed(block) ? [] : [{ path: '', document: readPolicyDataSource(block) }];
    default:
      return policyAt(block, 'policy');
  }
}
