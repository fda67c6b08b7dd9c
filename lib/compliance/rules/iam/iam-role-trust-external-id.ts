import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import type { PolicyText, Statement } from '../../model/policy-document';
import { accountOf } from '../../model/policy-match';
import { providerAddress } from '../../model/provider-address';
import { isUnknown, Unknown } from '../../model/value';
import { TRUST_POLICY_CARRIERS, trustPolicies } from '../../reading/policies/carried-policies';
import { demands, demandsMfa, isFixedValue, isOrganizationPath } from '../../reading/policies/conditions';
import { ASSUME_ROLE, allowsCall } from '../../reading/policies/document-use';
import { trustExample } from './shared/example-policy';
import { judgeAllows, type Fault } from '../../reading/policies/judge-statements';
import { ownAccounts } from '../../reading/policies/own-accounts';
import { both, either, not, type Truth } from '../../reading/truth';

interface Options {
  /** Ids of the accounts that the configuration is applied to. */
  readonly accountIds: readonly string[];
  /** Ids of other accounts that need no condition. */
  readonly trustedAccounts: readonly string[];
}

export default defineRule<Options>({
  id: 'iam-role-trust-external-id',
  title: 'Roles assumed by other accounts require an external id or organization condition',
  why: 'A third party that serves many customers can be talked into using its access on behalf of another customer, as long as knowing the ARN of the role is enough.',
  remediation:
    'Add a condition StringEquals on sts:ExternalId with a value that the other party generated for you, or aws:PrincipalOrgID where both accounts are of one organization. Name accounts that you trust without it in the option trustedAccounts.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: TRUST_POLICY_CARRIERS,
  whenUnknown:
    'The account of the principal is an expression, or the own account is not known: neither the option accountIds nor allowed_account_ids or assume_role of the provider tells it.',
  controls: {},
  equivalents: { prowler: [{ id: 'iam_role_cross_account_readonlyaccess_policy', relation: 'broader' }] },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],
  defaultOptions: { accountIds: [], trustedAccounts: [] },
  optionsSchema: {
    accountIds: {
      description: 'Own account ids: trust of them needs no external id.',
      type: 'array',
      items: { type: 'string', pattern: '^[0-9]{12}$' },
    },
    trustedAccounts: {
      description: 'Ids of other accounts that are trusted without an external id.',
      type: 'array',
      items: { type: 'string', pattern: '^[0-9]{12}$' },
    },
  },
  examples: {
    good: [
      {
        name: 'another account with an external id',
        configuration: {
          ...trustExample({
            Action: 'sts:AssumeRole',
            Principal: { AWS: 'arn:aws:iam::444455556666:root' },
            Condition: { StringEquals: { 'sts:ExternalId': 'c0ffee-42' } },
          }),
          provider: { aws: { allowed_account_ids: ['111122223333'] } },
        },
      },
    ],
    bad: [
      {
        name: 'another account',
        configuration: {
          ...trustExample({ Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::444455556666:root' } }),
          provider: { aws: { allowed_account_ids: ['111122223333'] } },
        },
      },
    ],
    unknown: [
      {
        name: 'the own account is not known',
        configuration: trustExample({ Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::444455556666:root' } }),
      },
    ],
  },
  check: (block, { options }) => {
    const own = [...options.accountIds, ...ownAccounts(block)];
    return judgeAllows(block, trustPolicies(block), (statement) => {
      const open = both(allowsCall(statement, ASSUME_ROLE), not(isProven(statement)));
      const identifiers = (statement.principals ?? [])
        .filter(({ type }) => isUnknown(type) || type === 'AWS')
        .flatMap((principal) => principal.identifiers);
      return identifiers.map((identifier): Fault => ({
        violated: both(isForeign(block, identifier, own, options.trustedAccounts), open),
        message: `another account may assume the role without an external id: ${String(identifier)}`,
        observed: identifier,
        expected: 'a condition on sts:ExternalId or aws:PrincipalOrgID',
        subject: String(identifier),
        element: 'Principal',
      }));
    });
  },
});

function isProven(statement: Statement): Truth {
  return either(
    demands(statement, /^(?:sts:externalid|aws:principalorgid)$/, isFixedValue),
    demands(statement, /^aws:principalorgpaths$/, isOrganizationPath),
    demandsMfa(statement),
  );
}

/** True for a principal of another account. `*` is everybody, which another rule judges. */
function isForeign(block: Block, identifier: PolicyText, own: readonly string[], trusted: readonly string[]): Truth {
  if (isUnknown(identifier) && isOwn(block, identifier)) return false;
  const account = accountOf(identifier);
  if (account === undefined) return false;
  if (isUnknown(account)) return isOwn(block, account) ? false : account;
  if (own.includes(account) || trusted.includes(account)) return false;
  return own.length > 0 || new Unknown(`the own account (is ${account} another one?)`);
}

/** True for an account id or an ARN that comes from the account the block is made in. */
function isOwn(block: Block, value: Unknown): boolean {
  const [reference] = value.references;
  if (!value.isReference || reference === undefined) return false;
  const source = block.configuration.block(reference.address);
  if (source === undefined || providerAddress(source) !== providerAddress(block)) return false;
  if (source.selector === 'data.aws_caller_identity') return true;
  return /^(?:data\.)?aws_iam_(?:role|user)$/.test(source.selector) && reference.attribute === 'arn';
}
