import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';

const SOURCES = ['account_aggregation_source', 'organization_aggregation_source'];

export default defineRule({
  id: 'config-aggregator-all-regions',
  title: 'An aggregator of AWS Config gathers all regions',
  why: 'Whoever breaks in works where nobody looks: resources in a region that the aggregator leaves out are in no overview, and regions that AWS adds later are not either.',
  remediation:
    'Set all_regions = true in account_aggregation_source or organization_aggregation_source, and leave out regions.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_config_configuration_aggregator'],
  whenUnknown: 'all_regions, or the block that holds it, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: ['CKV_AWS_121'],
    trivy: ['AVD-AWS-0019'],
    tfsec: ['aws-config-aggregate-all-regions'],
  },
  sources: [
    'https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/config_configuration_aggregator.html.markdown',
  ],
  check(block) {
    const sources = SOURCES.flatMap((source) => block.nested(source));
    if (sources.length > 0) return sources.map(judgeSource);
    return fail({
      message: 'the aggregator gathers from nowhere',
      expected: `${SOURCES.join(' or ')} with all_regions = true`,
    });
  },
  examples: {
    good: [
      {
        name: 'all regions of the organization',
        configuration: {
          resource: {
            aws_config_configuration_aggregator: {
              main: {
                name: 'organization',
                organization_aggregation_source: { all_regions: true, role_arn: '${aws_iam_role.config.arn}' },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'one region',
        configuration: {
          resource: {
            aws_config_configuration_aggregator: {
              main: {
                name: 'accounts',
                account_aggregation_source: { account_ids: ['111122223333'], regions: ['eu-west-1'] },
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { everywhere: { type: 'bool' } },
          resource: {
            aws_config_configuration_aggregator: {
              main: {
                name: 'accounts',
                account_aggregation_source: { account_ids: ['111122223333'], all_regions: '${var.everywhere}' },
              },
            },
          },
        },
      },
    ],
  },
});

function judgeSource(source: NestedBlock): Outcome {
  const path = `${source.path}.all_regions`;
  const expected = 'all_regions = true';
  if (source.unknown !== undefined) return undecided(source.path, source.unknown, expected);
  const all = toBoolean(source.get('all_regions'));
  if (all === true) return pass(path);
  if (isUnknown(all)) return undecided(path, all, expected);
  return fail({
    path,
    message: 'the aggregator leaves regions out, and those that AWS adds',
    observed: source.get('all_regions'),
    expected,
  });
}
