import { defineRule } from '../../engine/define-rule';
import { pass } from '../../engine/outcome';
import { exists, requireDeclared } from '../../reading/account-baseline';
import { instancesOf } from '../../reading/block-instances';
import { both, some } from '../../reading/truth';
import { isOwnAccount } from './shared/own-account';

const CONTACT = 'aws_account_primary_contact';

export default defineRule({
  id: 'account-primary-contact',
  title: 'The contact details of the account are declared',
  why: 'AWS suspends an account whose owner it cannot reach. Details that are code are reviewed and move with the team; details typed in once name somebody who left.',
  remediation: 'Declare aws_account_primary_contact with the name, address and phone number of the organization.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: [CONTACT],
  whenUnknown:
    'account_id or a count is an expression that only Terraform can compute, or a module may hold the contact.',
  controls: {
    cisAws: { '1.4.0': ['1.1'], '3.0.0': ['1.1'], '5.0.0': ['1.1'], '6.0.0': ['2.1'] },
    iso27001_2022: ['A.5.5'],
  },
  equivalents: { prowler: ['account_maintain_current_contact_details'] },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-primary.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/account_primary_contact.html.markdown',
  ],
  check: () => pass(),
  absence({ configuration }) {
    const declared = some(configuration.ofType(CONTACT), (block) =>
      some(instancesOf(block), ({ get }) => both(exists(block), isOwnAccount(block, get('account_id')))),
    );
    return requireDeclared(configuration, declared, {
      message: 'no primary contact of the account is declared',
      expected: `an ${CONTACT}`,
    });
  },
  examples: {
    good: [
      {
        name: 'declared',
        configuration: {
          resource: {
            [CONTACT]: {
              main: {
                full_name: 'Example Limited',
                address_line_1: '1 Example Street',
                city: 'Seattle',
                state_or_region: 'WA',
                postal_code: '98101',
                country_code: 'US',
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
        name: 'a baseline without contact',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a module may hold it',
        configuration: { module: { baseline: { source: './baseline' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
  },
});
