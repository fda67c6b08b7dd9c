import { defineRule } from '../../engine/define-rule';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { demands, isNarrowValue } from '../../reading/policies/conditions';
import { policyExample } from './shared/example-policy';
import { judgeAllows, listed } from '../../reading/policies/judge-statements';
import { KMS_ALIASES, KMS_KEYS } from './shared/resource-coverage';
import { grantedOnAll } from './shared/sensitive-grants';
import { both, not } from '../../reading/truth';

interface Options {
  /** Accept a statement whose condition kms:ViaService names the services that decrypt. */
  readonly honourViaService: boolean;
}

const DECRYPTION = [{ actions: ['kms:Decrypt', 'kms:ReEncryptFrom'], kinds: [KMS_KEYS, KMS_ALIASES] }];

export default defineRule<Options>({
  id: 'iam-policy-no-kms-decrypt-all',
  title: 'Decryption is allowed only on named KMS keys',
  why: 'A key protects data only from those who may not use it. Decryption on all keys makes every encrypted bucket, volume and secret of the account readable, and the keys that teams keep apart one key.',
  remediation: 'Name the ARNs of the keys in Resource.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['KMS.1', 'KMS.2'],
    nist80053r5: ['AC-2', 'AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-5', 'AC-6', 'AC-6(3)'],
  },
  equivalents: {
    tfsec: [{ id: 'aws-iam-no-policy-wildcards', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-IAM5', relation: 'narrower' }],
    securityHub: ['KMS.1', 'KMS.2'],
    prowler: [{ id: 'iam_policy_no_full_access_to_kms', relation: 'broader' }],
    awsConfig: ['iam-inline-policy-blocked-kms-actions'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
  ],
  defaultOptions: { honourViaService: false },
  optionsSchema: {
    honourViaService: {
      description: 'Accept every key where a condition kms:ViaService limits the service that uses it.',
      type: 'boolean',
    },
  },
  examples: {
    good: [
      {
        name: 'one key',
        configuration: policyExample({
          Action: 'kms:Decrypt',
          Resource: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        }),
      },
    ],
    bad: [
      {
        name: 'every key',
        configuration: policyExample({ Action: ['kms:Decrypt', 'kms:DescribeKey'], Resource: '*' }),
      },
      {
        name: 'every key of the account',
        configuration: policyExample({ Action: 'kms:*', Resource: 'arn:aws:kms:eu-west-1:111122223333:key/*' }),
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
  check: (block, { options }) =>
    judgeAllows(block, identityPolicies(block), (statement) => {
      const { actions, violated } = grantedOnAll(statement, DECRYPTION);
      return {
        violated: both(
          violated,
          !options.honourViaService || not(demands(statement, /^kms:viaservice$/, isNarrowValue)),
        ),
        message: `${actions.length === 0 ? 'decryption' : listed(actions)} is granted on every KMS key`,
        observed: statement.resources ?? statement.notResources,
        expected: 'the ARNs of the keys',
        subject: actions.join(' '),
        element: statement.notResources === undefined ? 'Resource' : 'NotResource',
      };
    }),
});
