import { defineRule } from '../../engine/define-rule';
import { pass } from '../../engine/outcome';
import type { Block } from '../../model/block';
import type { PolicyText, Statement } from '../../model/policy-document';
import { grantsAction } from '../../model/policy-match';
import { fixesCaller } from '../../model/public-access';
import { isUnknown } from '../../model/value';
import { demands } from '../../reading/policies/conditions';
import { judgeAllows, type Fault } from '../../reading/policies/judge-statements';
import { both, either, every, not, some, type Truth } from '../../reading/truth';
import { keyPolicyExample } from './shared/example-key-policy';
import { accountPrincipals, accountsOfKey, isForeign, type KeyAccounts } from './shared/foreign-principals';
import { KEY_POLICY_CARRIERS, keyPolicies } from './shared/key-policy';

interface Options {
  /** Accounts that the configuration is deployed to. */
  readonly accountIds: readonly string[];
  /** Other accounts that may administer keys. */
  readonly trustedAccounts: readonly string[];
}

const ADMINISTRATION = [
  'PutKeyPolicy',
  'ScheduleKeyDeletion',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'CreateAlias',
  'UpdateAlias',
  'DeleteAlias',
  'UpdateKeyDescription',
  'UpdatePrimaryRegion',
  'DeleteImportedKeyMaterial',
].map((name) => `kms:${name}`);

/** AWS services make and withdraw grants for their users; a condition can hold the permission to that. */
const GRANTS = ['kms:CreateGrant', 'kms:RevokeGrant'];

/** Conditions that tell the account of a caller who is not named in Principal. */
const ACCOUNT_KEYS: ReadonlySet<string> = new Set([
  'kms:calleraccount',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
]);

function administration(statement: Statement): { readonly granted: readonly string[]; readonly truth: Truth } {
  const forServices = demands(statement, /^kms:grantisforawsresource$/, (text) => text.toLowerCase() === 'true');
  const truths = [
    ...ADMINISTRATION.map((action) => [action, grantsAction(statement, action)] as const),
    ...GRANTS.map((action) => [action, both(grantsAction(statement, action), not(forServices))] as const),
  ];
  const granted = truths.filter(([, truth]) => truth === true).map(([action]) => action);
  return { granted, truth: granted.length > 0 ? true : (truths.map(([, truth]) => truth).find(isUnknown) ?? false) };
}

/** True where everyone, within the conditions, includes someone of another account. */
function letsForeignersIn(block: Block, statement: Statement, accounts: KeyAccounts): Truth {
  return every(statement.conditions, (condition) => {
    const fixes = fixesCaller(condition, ACCOUNT_KEYS);
    if (fixes === false) return true;
    const foreign = some(condition.values, (value) => isForeign(block, value, accounts));
    return isUnknown(fixes) ? either(foreign, fixes) : foreign;
  });
}

function faultsOf(block: Block, statement: Statement, accounts: KeyAccounts): readonly Fault[] {
  const { granted, truth } = administration(statement);
  if (truth === false) return [];
  const principals: readonly PolicyText[] =
    statement.notPrincipals === undefined ? accountPrincipals(statement) : ['*'];
  return principals.map((principal): Fault => ({
    violated: both(
      truth,
      principal === '*' ? letsForeignersIn(block, statement, accounts) : isForeign(block, principal, accounts),
    ),
    message: `${String(principal)} may administer the key from another account${granted[0] === undefined ? '' : ` (${summary(granted)})`}`,
    observed: statement.actions ?? statement.notActions,
    expected: 'kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and kms:DescribeKey only',
    subject: String(principal),
    element: statement.actions === undefined ? 'NotAction' : 'Action',
  }));
}

function summary([first = '', ...rest]: readonly string[]): string {
  return rest.length === 0 ? first : `${first} and ${String(rest.length)} more`;
}

const ACCOUNT_LIST = { type: 'array', items: { type: 'string', pattern: '^[0-9]{12}$' } } as const;

export default defineRule<Options>({
  id: 'kms-key-policy-external-account-scoped',
  title: 'Other accounts may use a KMS key, not administer it',
  why: 'Whoever may change the policy, delete or disable the key, or hand out grants can lock its owner out and pass the access on, and the owning account has no say in who of the other account does so.',
  remediation:
    'Limit the statement for the other account to kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and kms:DescribeKey; let it create grants only with kms:GrantIsForAWSResource = true. Name accounts that may administer keys in the option trustedAccounts.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: KEY_POLICY_CARRIERS,
  whenUnknown:
    'The policy or a principal is an expression that only Terraform can compute, or several accounts may administer the key and neither the option accountIds nor allowed_account_ids or assume_role of the provider tells which one owns it.',
  controls: {},
  equivalents: { checkov: [{ id: 'CKV_AWS_33', relation: 'broader' }] },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  defaultOptions: { accountIds: [], trustedAccounts: [] },
  optionsSchema: {
    accountIds: { ...ACCOUNT_LIST, description: 'accounts that the configuration is deployed to' },
    trustedAccounts: { ...ACCOUNT_LIST, description: 'other accounts that may administer keys' },
  },
  check(block, { options }) {
    const policies = keyPolicies(block);
    if (policies.length === 0) return pass('policy');
    return policies.flatMap((policy) => {
      const accounts = accountsOfKey(block, policy.document, options.accountIds, options.trustedAccounts);
      return judgeAllows(block, [policy], (statement) => faultsOf(block, statement, accounts));
    });
  },
  examples: {
    good: [
      {
        name: 'another account only uses the key',
        configuration: {
          ...keyPolicyExample({
            Principal: { AWS: 'arn:aws:iam::444455556666:root' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
          }),
          provider: { aws: { allowed_account_ids: ['111122223333'] } },
        },
      },
    ],
    bad: [
      {
        name: 'another account does what it likes',
        configuration: {
          ...keyPolicyExample({ Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'kms:*' }),
          provider: { aws: { allowed_account_ids: ['111122223333'] } },
        },
      },
    ],
    unknown: [
      {
        name: 'two administrators, and nothing tells whose account the key is in',
        configuration: keyPolicyExample({
          Principal: { AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'] },
          Action: 'kms:*',
        }),
      },
    ],
  },
});
