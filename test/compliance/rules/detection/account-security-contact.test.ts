import rule from '../../../../lib/compliance/rules/detection/account-security-contact';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const CONTACT = 'aws_account_alternate_contact.main';
const BASELINE = { accountBaseline: true, address: 'terraform' };
const contact = (attributes: Record<string, unknown>) => resources({ [CONTACT]: attributes });

testRule(rule, {
  pass: [
    { name: 'in any scope', configuration: contact({ alternate_contact_type: 'SECURITY' }) },
    { name: 'in a baseline', configuration: contact({ alternate_contact_type: 'SECURITY' }), ...BASELINE },
    {
      name: 'one of for_each',
      configuration: contact({ for_each: ['BILLING', 'SECURITY'], alternate_contact_type: '${each.value}' }),
      ...BASELINE,
    },
    {
      name: 'of the account of the caller',
      configuration: resources({
        [CONTACT]: { alternate_contact_type: 'SECURITY', account_id: '${data.aws_caller_identity.c.account_id}' },
        'data.aws_caller_identity.c': {},
      }),
      ...BASELINE,
    },
  ],
  fail: [
    { name: 'another contact', configuration: contact({ alternate_contact_type: 'OPERATIONS' }), ...BASELINE },
    { name: 'none', configuration: resources({}), ...BASELINE },
    { name: 'removed', configuration: contact({ count: 0, alternate_contact_type: 'SECURITY' }), ...BASELINE },
  ],
  unknown: [
    { name: 'a type', configuration: contact({ alternate_contact_type: '${var.t}' }) },
    { name: 'a type in a baseline', configuration: contact({ alternate_contact_type: '${var.t}' }), ...BASELINE },
    {
      name: 'an account that may be another one',
      configuration: contact({ alternate_contact_type: 'SECURITY', account_id: '111122223333' }),
      ...BASELINE,
    },
    { name: 'a count', configuration: contact({ alternate_contact_type: 'SECURITY', count: '${var.n}' }), ...BASELINE },
    { name: 'a module', configuration: { module: { m: { source: './m' } } }, ...BASELINE },
  ],
  notApplicable: [{ name: 'another contact', configuration: contact({ alternate_contact_type: 'BILLING' }) }],
});
