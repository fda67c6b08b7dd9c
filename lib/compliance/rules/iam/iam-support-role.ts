import { defineRule } from '../../engine/define-rule';
import { notApplicable, pass } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toList, type Value } from '../../model/value';
import { exists, requireDeclared } from '../../reading/account-baseline';
import { both, either, some, type Truth } from '../../reading/truth';
import { attachedPolicies, awsPolicyName } from './shared/attached-policies';

const SUPPORT = 'AWSSupportAccess';
const ATTACHMENTS = [
  'aws_iam_role_policy_attachment',
  'aws_iam_policy_attachment',
  'aws_iam_group_policy_attachment',
  'aws_iam_role',
  'aws_iam_role_policy_attachments_exclusive',
  'aws_iam_group_policy_attachments_exclusive',
];

export default defineRule({
  id: 'iam-support-role',
  title: 'Somebody may open a case with AWS Support',
  why: 'When an account is under attack, the support of AWS answers only to somebody who may ask. Without a role for it that is the root user, or an administrator.',
  remediation:
    'Attach arn:aws:iam::aws:policy/AWSSupportAccess to a role of the incident team with aws_iam_role_policy_attachment.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: ATTACHMENTS,
  whenUnknown:
    'The policy that is attached, or a count, is an expression that only Terraform can compute, or a module may hold the attachment.',
  controls: {
    cisAws: { '1.4.0': ['1.17'], '3.0.0': ['1.17'], '5.0.0': ['1.16'], '6.0.0': ['2.16'] },
    pciDss: ['v4.0.1/12.10.3'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0169'],
    tfsec: ['aws-iam-require-support-role'],
    securityHub: ['IAM.18'],
    prowler: ['iam_support_role_created'],
    awsConfig: ['iam-policy-in-use'],
  },
  sources: [
    'https://docs.aws.amazon.com/awssupport/latest/user/accessing-support.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_role_policy_attachment.html.markdown',
  ],
  check: (block) => (attachesSupport(block) === true ? pass() : notApplicable()),
  absence({ configuration }) {
    const attachments = ATTACHMENTS.flatMap((type) => configuration.ofType(type));
    const declared = some(attachments, (block) => both(attachesSupport(block), exists(block)));
    const expected = `an aws_iam_role_policy_attachment of ${SUPPORT}`;
    return requireDeclared(configuration, declared, { message: 'no role may use AWS Support', expected });
  },
  examples: {
    good: [
      {
        name: 'a role for cases',
        configuration: {
          resource: {
            aws_iam_role_policy_attachment: {
              support: { role: '${aws_iam_role.support.name}', policy_arn: 'arn:aws:iam::aws:policy/AWSSupportAccess' },
            },
          },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'a baseline without such a role',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a policy that a variable names',
        configuration: {
          variable: { policy: { type: 'string' } },
          resource: {
            aws_iam_role_policy_attachment: {
              support: { role: '${aws_iam_role.support.name}', policy_arn: '${var.policy}' },
            },
          },
        },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
  },
});

function attachesSupport(block: Block): Truth {
  const names = some(attachedPolicies(block), ({ arn }) => {
    const name = awsPolicyName(block, arn);
    return isUnknown(name) ? name : name === SUPPORT;
  });
  return block.type === 'aws_iam_policy_attachment' ? both(names, isForRoles(block)) : names;
}

/** The attachment of a policy names roles, groups and users; support for a user alone does not count. */
function isForRoles(block: Block): Truth {
  return either(isFilled(block.get('roles')), isFilled(block.get('groups')));
}

function isFilled(value: Value): Truth {
  const names = toList(value);
  return isUnknown(names) ? names : names.length > 0;
}
