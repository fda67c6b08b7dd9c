import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import type { CarriedPolicy } from '../../reading/policies/carried-policies';
import { hasAdministrator } from './shared/administrators';
import { keyPolicyExample } from './shared/example-key-policy';
import { KEY_POLICY_CARRIERS, keyPolicies } from './shared/key-policy';

const BYPASS = 'bypass_policy_lockout_safety_check';
const BYPASS_EXPECTED = `${BYPASS} = false`;
const POLICY_EXPECTED = 'a statement that allows the account root or an administrator kms:PutKeyPolicy';

function judgeBypass(block: Block): readonly Outcome[] {
  const bypass = toBoolean(block.get(BYPASS)) ?? false;
  if (isUnknown(bypass)) return [undecided(BYPASS, bypass, BYPASS_EXPECTED)];
  if (!bypass) return [];
  const message = 'AWS is told not to check that someone can still change the key policy';
  return [fail({ path: BYPASS, message, observed: block.get(BYPASS), expected: BYPASS_EXPECTED })];
}

function judgePolicy(block: Block, { path, document }: CarriedPolicy): readonly Outcome[] {
  if (isUnknown(document)) return [undecided(path, document, POLICY_EXPECTED)];
  const administrator = hasAdministrator(block, document);
  if (administrator === true) return [];
  if (document.invalid !== undefined)
    return [unknown({ path, message: `the policy cannot be judged: ${document.invalid}`, expected: POLICY_EXPECTED })];
  if (isUnknown(administrator)) return [undecided(path, administrator, POLICY_EXPECTED)];
  const message = 'the key policy lets nobody change it again, so that only AWS support can recover the key';
  return [fail({ path, message, expected: POLICY_EXPECTED })];
}

export default defineRule({
  id: 'kms-key-policy-lockout-safety',
  title: 'A KMS key policy leaves someone who can change it',
  why: 'A key whose policy nobody may change can be neither repaired nor deleted, and what it encrypts stays out of reach as soon as its users are gone.',
  remediation:
    'Remove bypass_policy_lockout_safety_check, and keep a statement that allows the account root or an administrator kms:* or kms:PutKeyPolicy.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: KEY_POLICY_CARRIERS,
  whenUnknown: 'bypass_policy_lockout_safety_check or the policy is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_key.html.markdown',
  ],
  check(block) {
    const outcomes = [...judgeBypass(block), ...keyPolicies(block).flatMap((policy) => judgePolicy(block, policy))];
    return outcomes.length === 0 ? pass(BYPASS) : outcomes;
  },
  examples: {
    good: [
      {
        name: 'the account root stays in charge',
        configuration: keyPolicyExample({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' }),
      },
    ],
    bad: [
      {
        name: 'the check is bypassed',
        configuration: {
          resource: { aws_kms_key: { main: { enable_key_rotation: true, bypass_policy_lockout_safety_check: true } } },
        },
      },
      {
        name: 'users but no administrator',
        configuration: keyPolicyExample({
          Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        }),
      },
    ],
    unknown: [
      {
        name: 'the policy is a variable',
        configuration: {
          resource: { aws_kms_key: { main: { policy: '${var.policy}' } } },
          variable: { policy: { type: 'string' } },
        },
      },
    ],
  },
});
