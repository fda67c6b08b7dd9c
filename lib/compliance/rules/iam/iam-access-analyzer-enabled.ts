import { defineRule } from '../../engine/define-rule';
import { notApplicable, pass, undecided } from '../../engine/outcome';
import { isUnknown, toText, type Value } from '../../model/value';
import { declaredInstances, requireInEveryRegion } from '../../reading/account-baseline';
import { instancesOf } from '../../reading/block-instances';
import { some, type Truth } from '../../reading/truth';

const ANALYZER = 'aws_accessanalyzer_analyzer';

export default defineRule({
  id: 'iam-access-analyzer-enabled',
  title: 'An analyzer of external access runs in every region that is used',
  why: 'A bucket, key or role that another account may use is one line in one of many policies. The analyzer lists all of them, and tells of each new one.',
  remediation:
    'Declare aws_accessanalyzer_analyzer with type = "ACCOUNT" or "ORGANIZATION" for each provider region; analyzers of unused or internal access do not look at this.',
  severity: 'high',
  scope: 'account-baseline',
  resourceTypes: [ANALYZER],
  whenUnknown:
    'The type of an analyzer, its region or its count is an expression that only Terraform can compute, or a module may hold the analyzer.',
  controls: {
    cisAws: { '1.4.0': ['1.20'], '3.0.0': ['1.20'], '5.0.0': ['1.19'], '6.0.0': ['2.19'] },
    iso27001_2022: ['A.8.3'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0175'],
    tfsec: ['aws-accessanalyzer-enable-access-analyzer'],
    securityHub: ['IAM.28'],
    prowler: ['accessanalyzer_enabled'],
    awsConfig: ['iam-external-access-analyzer-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/accessanalyzer_analyzer.html.markdown',
  ],
  check(block) {
    const external = some(instancesOf(block), ({ get }) => isExternal(get('type')));
    if (external === true) return pass('type');
    return external === false ? notApplicable() : undecided('type', external, 'type = "ACCOUNT" or "ORGANIZATION"');
  },
  absence({ configuration }) {
    const analyzers = configuration
      .ofType(ANALYZER)
      .flatMap((block) => declaredInstances(block, (get) => isExternal(get('type'))));
    return requireInEveryRegion(configuration, analyzers, {
      message: 'no analyzer of external access is declared',
      expected: `an ${ANALYZER} with type = "ACCOUNT" or "ORGANIZATION"`,
    });
  },
  examples: {
    good: [
      {
        name: 'an analyzer of the account',
        configuration: {
          provider: { aws: { region: 'eu-west-1' } },
          resource: { [ANALYZER]: { main: { analyzer_name: 'external-access' } } },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'an analyzer of unused access only',
        configuration: {
          provider: { aws: { region: 'eu-west-1' } },
          resource: { [ANALYZER]: { main: { analyzer_name: 'unused', type: 'ACCOUNT_UNUSED_ACCESS' } } },
        },
        address: 'terraform',
        accountBaseline: true,
      },
      {
        name: 'one region of two',
        configuration: {
          provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] },
          resource: { [ANALYZER]: { main: { analyzer_name: 'external-access', type: 'ACCOUNT' } } },
        },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { type: { type: 'string' } },
          resource: { [ANALYZER]: { main: { analyzer_name: 'main', type: '${var.type}' } } },
        },
      },
    ],
  },
});

function isExternal(value: Value): Truth {
  const type = toText(value);
  if (isUnknown(type)) return type;
  return type === undefined || type === 'ACCOUNT' || type === 'ORGANIZATION';
}
