import { defineRule } from '../../engine/define-rule';
import { notApplicable, pass, undecided } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { exists, requireDeclared } from '../../reading/account-baseline';
import { instancesOf } from '../../reading/block-instances';
import { both, some } from '../../reading/truth';
import { isOwnAccount } from './shared/own-account';

const CONTACT = 'aws_account_alternate_contact';
const PATH = 'alternate_contact_type';

export default defineRule({
  id: 'account-security-contact',
  title: 'AWS knows whom to tell about the security of the account',
  why: 'AWS writes to the security contact when keys leak or an account attacks others. Without one the letter goes to the mailbox of the root user, which often nobody reads.',
  remediation:
    'Declare aws_account_alternate_contact with alternate_contact_type = "SECURITY" and a mailbox that a team reads.',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: [CONTACT],
  whenUnknown:
    'alternate_contact_type, account_id or a count is an expression that only Terraform can compute, or a module may hold the contact.',
  controls: {
    cisAws: { '1.4.0': ['1.2'], '3.0.0': ['1.2'], '5.0.0': ['1.2'], '6.0.0': ['2.2'] },
    fsbp: ['Account.1'],
    nist80053r5: ['CM-2', 'CM-2(2)'],
    iso27001_2022: ['A.5.5'],
  },
  equivalents: {
    securityHub: ['Account.1'],
    prowler: ['account_security_contact_information_is_registered'],
    awsConfig: ['security-account-information-provided'],
  },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/account-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/account_alternate_contact.html.markdown',
  ],
  check(block) {
    const types = instancesOf(block).map(({ get }) => toText(get(PATH)));
    if (types.includes('SECURITY')) return pass(PATH);
    const open = types.find(isUnknown);
    return open === undefined ? notApplicable() : undecided(PATH, open, `${PATH} = "SECURITY"`);
  },
  absence({ configuration }) {
    const declared = some(configuration.ofType(CONTACT), (block) =>
      some(instancesOf(block), ({ get }) => {
        const type = toText(get(PATH));
        return both(
          exists(block),
          isUnknown(type) ? type : type === 'SECURITY',
          isOwnAccount(block, get('account_id')),
        );
      }),
    );
    return requireDeclared(configuration, declared, {
      message: 'no security contact of the account is declared',
      expected: `an ${CONTACT} with ${PATH} = "SECURITY"`,
    });
  },
  examples: {
    good: [
      {
        name: 'a security contact',
        configuration: {
          resource: {
            [CONTACT]: {
              security: {
                alternate_contact_type: 'SECURITY',
                name: 'Security team',
                title: 'Security team',
                email_address: 'security@example.com',
                phone_number: '+1 555 0100',
              },
            },
          },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'a contact for bills only',
        configuration: {
          resource: {
            [CONTACT]: {
              billing: {
                alternate_contact_type: 'BILLING',
                name: 'Accounting',
                title: 'Accounting',
                email_address: 'accounting@example.com',
                phone_number: '+1 555 0101',
              },
            },
          },
        },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a contact of an account that a variable names',
        configuration: {
          variable: { account: { type: 'string' } },
          resource: {
            [CONTACT]: {
              security: {
                account_id: '${var.account}',
                alternate_contact_type: 'SECURITY',
                name: 'Security team',
                title: 'Security team',
                email_address: 'security@example.com',
                phone_number: '+1 555 0100',
              },
            },
          },
        },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
  },
});
