import rule from '../../../../lib/compliance/rules/provider/provider-allowed-account-ids';
import { testRule } from '../../../../lib/testing/rule-tester';

const provider = (attributes: Record<string, unknown>) => ({ provider: { aws: [attributes] }, variable: { v: {} } });
const role = (role_arn: unknown) => ({ assume_role: [{ role_arn }] });

testRule(rule, {
  pass: [
    { name: 'a list', configuration: provider({ allowed_account_ids: ['111122223333'] }) },
    { name: 'a list with an expression in it', configuration: provider({ allowed_account_ids: ['${var.v}'] }) },
    { name: 'a role', configuration: provider(role('arn:aws:iam::111122223333:role/deploy')) },
    {
      name: 'a role of an unknown name in a literal account',
      configuration: provider(role('arn:aws:iam::111122223333:role/${var.v}')),
    },
    {
      name: 'a role by web identity',
      configuration: provider({ assume_role_with_web_identity: { role_arn: 'arn:aws:iam::111122223333:role/ci' } }),
    },
  ],
  fail: [
    { name: 'nothing', configuration: provider({ region: 'eu-central-1' }), path: 'allowed_account_ids' },
    { name: 'null', configuration: provider({ allowed_account_ids: null }) },
    { name: 'an empty list', configuration: provider({ allowed_account_ids: [] }) },
    { name: 'only accounts that are forbidden', configuration: provider({ forbidden_account_ids: ['111122223333'] }) },
    { name: 'a role without ARN', configuration: provider({ assume_role: [{}] }) },
  ],
  unknown: [
    {
      name: 'a list of a variable',
      configuration: provider({ allowed_account_ids: '${var.v}' }),
      path: 'allowed_account_ids',
    },
    {
      name: 'a role of an unknown account',
      configuration: provider(role('arn:aws:iam::${var.v}:role/deploy')),
      path: 'assume_role',
    },
    { name: 'a role of a variable', configuration: provider(role('${var.v}')) },
  ],
});
