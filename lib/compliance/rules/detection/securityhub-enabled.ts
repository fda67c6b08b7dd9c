import { defineRule } from '../../engine/define-rule';
import { notApplicable, pass } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, toText } from '../../model/value';
import { declaredInstances, requireInEveryRegion } from '../../reading/account-baseline';
import { either, type Truth } from '../../reading/truth';

const ACCOUNT = 'aws_securityhub_account';
const ORGANIZATION = 'aws_securityhub_organization_configuration';

export default defineRule({
  id: 'securityhub-enabled',
  title: 'Security Hub is on in every region that is used',
  why: 'Findings of GuardDuty, Inspector, Macie and AWS Config stay in consoles of their own, and nobody checks the account against a standard.',
  remediation:
    'Declare aws_securityhub_account for each provider region, or aws_securityhub_organization_configuration with auto_enable = true.',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: [ACCOUNT, ORGANIZATION],
  whenUnknown:
    'A region, a count or auto_enable is an expression that only Terraform can compute, or a module may hold the account.',
  controls: {
    cisAws: { '3.0.0': ['4.16'], '5.0.0': ['4.16'], '6.0.0': ['5.16'] },
    nist80053r5: [
      'AU-6(1)',
      'AU-6(5)',
      'AU-12(3)',
      'AU-14(a)',
      'AU-14(b)',
      'CA-2(d)',
      'CA-7',
      'CA-7(b)',
      'PM-14(a)(1)',
      'PM-14(b)',
      'PM-31',
    ],
    soc2: ['CC3.1', 'CC6.8', 'CC7.1', 'CC7.2', 'CC7.3', 'CC7.4'],
    iso27001_2022: ['A.5.1', 'A.8.23'],
  },
  equivalents: { prowler: ['securityhub_enabled'] },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/securityhub_account.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/securityhub_organization_configuration.html.markdown',
  ],
  check: (block) => (block.type === ACCOUNT ? pass() : notApplicable()),
  absence({ configuration }) {
    const declared = [...configuration.ofType(ACCOUNT), ...configuration.ofType(ORGANIZATION)].flatMap((block) =>
      declaredInstances(block, () => turnsOn(block)),
    );
    return requireInEveryRegion(configuration, declared, {
      message: 'nothing turns Security Hub on',
      expected: `an ${ACCOUNT}`,
    });
  },
  examples: {
    good: [
      {
        name: 'on in both regions',
        configuration: {
          provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] },
          resource: { [ACCOUNT]: { eu: { enable_default_standards: true }, us: { provider: 'aws.us' } } },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'on in one region of two',
        configuration: {
          provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] },
          resource: { [ACCOUNT]: { eu: {} } },
        },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          provider: { aws: { region: 'eu-west-1' } },
          variable: { enable: { type: 'bool' } },
          resource: { [ACCOUNT]: { main: { count: '${var.enable ? 1 : 0}' } } },
        },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
  },
});

/** A configuration of the organization can be made only where Security Hub is on; central policies turn it on, too. */
function turnsOn(block: Block): Truth {
  if (block.type === ACCOUNT) return true;
  const type = toText(block.get('organization_configuration.configuration_type'));
  return either(toBoolean(block.get('auto_enable')) ?? false, isUnknown(type) ? type : type === 'CENTRAL');
}
