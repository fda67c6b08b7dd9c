import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { declaredInstances, requireInEveryRegion } from '../../reading/account-baseline';

const ACCOUNT = 'aws_macie2_account';

export default defineRule({
  id: 'macie-enabled',
  title: 'Macie is on in every region that is used',
  why: 'Personal data ends up in buckets where nobody expects it. Macie finds it, and the buckets that are open, before somebody else does.',
  remediation: 'Declare aws_macie2_account for each provider region, and leave status out or "ENABLED".',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: [ACCOUNT, 'aws_macie2_classification_job'],
  whenUnknown:
    'status, a region or a count is an expression that only Terraform can compute, or a module may hold the account.',
  controls: {
    cisAws: { '1.4.0': ['2.1.4'], '3.0.0': ['2.1.3'], '5.0.0': ['2.1.3'], '6.0.0': ['3.1.3'] },
    fsbp: ['Macie.1'],
  },
  equivalents: { securityHub: ['Macie.1'], prowler: ['macie_is_enabled'], awsConfig: ['macie-status-check'] },
  sources: [
    'https://docs.aws.amazon.com/macie/latest/user/getting-started.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/macie-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/macie2_account.html.markdown',
  ],
  check(block) {
    if (block.type !== ACCOUNT) return notApplicable();
    const path = 'status';
    const status = toText(block.get(path));
    const expected = 'status = "ENABLED"';
    if (status === undefined || status === 'ENABLED') return pass(path);
    if (isUnknown(status)) return undecided(path, status, expected);
    return fail({ path, message: 'Macie is paused', observed: status, expected });
  },
  absence({ configuration }) {
    const accounts = configuration.ofType(ACCOUNT).flatMap((block) => declaredInstances(block));
    return requireInEveryRegion(configuration, accounts, {
      message: 'nothing turns Macie on',
      expected: `an ${ACCOUNT}`,
    });
  },
  examples: {
    good: [
      {
        name: 'on',
        configuration: {
          provider: { aws: { region: 'eu-west-1' } },
          resource: { [ACCOUNT]: { main: { finding_publishing_frequency: 'FIFTEEN_MINUTES' } } },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      { name: 'paused', configuration: { resource: { [ACCOUNT]: { main: { status: 'PAUSED' } } } } },
      {
        name: 'a baseline without Macie',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { status: { type: 'string' } },
          resource: { [ACCOUNT]: { main: { status: '${var.status}' } } },
        },
      },
    ],
  },
});
