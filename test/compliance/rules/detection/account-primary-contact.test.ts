import rule from '../../../../lib/compliance/rules/detection/account-primary-contact';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const CONTACT = 'aws_account_primary_contact.main';
const BASELINE = { accountBaseline: true, address: 'terraform' };

testRule(rule, {
  pass: [
    { name: 'declared', configuration: resources({ [CONTACT]: { full_name: 'Example' } }), ...BASELINE },
    { name: 'in any scope', configuration: resources({ [CONTACT]: {} }) },
  ],
  fail: [
    { name: 'none', configuration: resources({}), ...BASELINE },
    {
      name: 'another contact only',
      configuration: resources({ 'aws_account_alternate_contact.a': { alternate_contact_type: 'SECURITY' } }),
      ...BASELINE,
    },
  ],
  unknown: [
    { name: 'a count', configuration: resources({ [CONTACT]: { count: '${var.n}' } }), ...BASELINE },
    { name: 'of an account', configuration: resources({ [CONTACT]: { account_id: '${var.a}' } }), ...BASELINE },
  ],
  notApplicable: [{ name: 'no baseline', configuration: resources({}) }],
});
