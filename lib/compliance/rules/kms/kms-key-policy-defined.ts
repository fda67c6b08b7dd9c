import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { readPolicy } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { presence, type Presence } from '../../reading/presence';
import { keyPolicyExample } from './shared/example-key-policy';
import { attachedPolicy } from './shared/attached-policy';

const PATH = 'policy';
const EXPECTED = 'policy, or an aws_kms_key_policy for the key';

function ownPolicy(block: Block): Presence {
  const value = block.get(PATH);
  const document = readPolicy(value, block.configuration, { block, path: PATH });
  if (document === undefined) return 'absent';
  return isUnknown(document) ? presence(value) : 'set';
}

export default defineRule({
  id: 'kms-key-policy-defined',
  title: 'A KMS key has a policy of its own',
  why: 'The policy that AWS writes otherwise leaves the key to the IAM policies of the account: whoever has kms:* or kms:Decrypt on every resource there uses the key, and nothing at the key says who was meant to.',
  remediation:
    'Set policy, or add an aws_kms_key_policy whose key_id is the key, with one statement for administrators and one for users.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_kms_key', 'aws_kms_key_policy'],
  whenUnknown:
    'policy is an expression that may turn out to be null, or the key has none and the key_id of an aws_kms_key_policy is not known.',
  controls: {},
  equivalents: { checkov: ['CKV2_AWS_64'] },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_key_policy.html.markdown',
  ],
  check(block) {
    const own = ownPolicy(block);
    if (own === 'set') return pass(PATH);
    const attached = block.type === 'aws_kms_key' ? attachedPolicy(block) : 'none';
    if (attached === 'attached') return pass(PATH);
    if (isUnknown(own)) return undecided(PATH, own, EXPECTED);
    if (isUnknown(attached)) return undecided(PATH, attached, EXPECTED);
    const message =
      attached === 'none'
        ? 'the key has the default policy only'
        : 'some instances of the key have the default policy only';
    return fail({ path: PATH, message, observed: block.get(PATH), expected: EXPECTED });
  },
  examples: {
    good: [
      {
        name: 'a policy in the key',
        configuration: keyPolicyExample(
          { Principal: { AWS: 'arn:aws:iam::111122223333:role/key-admin' }, Action: 'kms:*' },
          { Principal: { AWS: 'arn:aws:iam::111122223333:role/app' }, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] },
        ),
      },
      {
        name: 'a policy beside the key',
        configuration: {
          resource: {
            aws_kms_key: { main: { enable_key_rotation: true } },
            aws_kms_key_policy: {
              main: { key_id: '${aws_kms_key.main.id}', policy: '${data.aws_iam_policy_document.key.json}' },
            },
          },
          data: {
            aws_iam_policy_document: {
              key: {
                statement: [
                  {
                    actions: ['kms:*'],
                    resources: ['*'],
                    principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::111122223333:root'] }],
                  },
                ],
              },
            },
          },
        },
        address: 'aws_kms_key.main',
      },
    ],
    bad: [{ name: 'no policy', configuration: { resource: { aws_kms_key: { main: { enable_key_rotation: true } } } } }],
    unknown: [
      {
        name: 'a policy for a key that a variable names',
        configuration: {
          resource: {
            aws_kms_key: { main: { enable_key_rotation: true } },
            aws_kms_key_policy: {
              main: { key_id: '${var.key_id}', policy: '{"Version":"2012-10-17","Statement":[]}' },
            },
          },
          variable: { key_id: { type: 'string' } },
        },
        address: 'aws_kms_key.main',
      },
    ],
  },
});
