import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { accountOf } from '../../model/policy-match';
import { isUnknown, toList, toText, type Unknown } from '../../model/value';

const EXPECTED = 'allowed_account_ids = ["<account>"], or assume_role with a role of a literal account';

export default defineRule({
  id: 'provider-allowed-account-ids',
  title: 'The AWS provider is pinned to its accounts',
  why: 'Credentials of the wrong account are one environment variable away: without a pin Terraform creates the stack there, or plans to destroy what it finds.',
  remediation:
    'Set allowed_account_ids on every configuration of the provider, or assume_role with the ARN of a role in the account.',
  severity: 'low',
  scope: 'config',
  resourceTypes: ['provider.aws'],
  whenUnknown: 'allowed_account_ids, or the account in the ARN of the role, is an expression.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/index.html.markdown#allowed_account_ids',
  ],
  examples: {
    good: [
      { name: 'a list of accounts', configuration: { provider: { aws: [{ allowed_account_ids: ['111122223333'] }] } } },
      {
        name: 'a role of one account',
        configuration: {
          provider: { aws: [{ assume_role: [{ role_arn: 'arn:aws:iam::111122223333:role/deploy' }] }] },
        },
      },
    ],
    bad: [{ name: 'any account', configuration: { provider: { aws: [{ region: 'eu-central-1' }] } } }],
    unknown: [
      {
        name: 'accounts that a variable gives',
        configuration: {
          variable: { accounts: { type: 'list(string)' } },
          provider: { aws: [{ allowed_account_ids: '${var.accounts}' }] },
        },
      },
    ],
  },
  check(block) {
    const path = 'allowed_account_ids';
    const accounts = toList(block.get(path));
    if (!isUnknown(accounts) && accounts.length > 0) return [];
    const role = assumedAccount(block);
    if (role === true) return [];
    const hidden = isUnknown(accounts) ? accounts : role;
    if (hidden !== undefined) return undecided(isUnknown(accounts) ? path : 'assume_role', hidden, EXPECTED);
    return fail({
      path,
      message: 'the provider works in whatever account the credentials belong to',
      observed: block.get(path),
      expected: EXPECTED,
    });
  },
});

/** True where a role of a literal account is assumed; an unknown where the account is not known. Roles are assumed in turn: the last one counts. */
function assumedAccount(block: Block): true | Unknown | undefined {
  for (const name of ['assume_role', 'assume_role_with_web_identity']) {
    const last = block.nested(name).at(-1);
    if (last?.unknown !== undefined) return last.unknown;
    const arn = toText(last?.get('role_arn'));
    if (arn === undefined) continue;
    const account = accountOf(arn);
    if (isUnknown(account)) return account;
    if (account !== undefined) return true;
  }
  return undefined;
}
