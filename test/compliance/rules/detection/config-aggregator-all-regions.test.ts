import rule from '../../../../lib/compliance/rules/detection/config-aggregator-all-regions';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const aggregator = (attributes: Record<string, unknown>) =>
  resource('aws_config_configuration_aggregator', { name: 'a', ...attributes });

testRule(rule, {
  pass: [
    { name: 'accounts', configuration: aggregator({ account_aggregation_source: { all_regions: true } }) },
    {
      name: 'the organization',
      configuration: aggregator({ organization_aggregation_source: [{ all_regions: 'true' }] }),
    },
    {
      name: 'a dynamic block that is known',
      configuration: aggregator({
        dynamic: { account_aggregation_source: { for_each: [1], content: { all_regions: true } } },
      }),
    },
  ],
  fail: [
    {
      name: 'some regions',
      configuration: aggregator({ account_aggregation_source: { regions: ['eu-west-1'] } }),
      path: 'account_aggregation_source[0].all_regions',
    },
    { name: 'false', configuration: aggregator({ organization_aggregation_source: [{ all_regions: false }] }) },
    { name: 'null', configuration: aggregator({ organization_aggregation_source: { all_regions: null } }) },
    { name: 'no source', configuration: aggregator({ account_aggregation_source: null }), message: 'nowhere' },
    {
      name: 'one source of two',
      configuration: aggregator({
        account_aggregation_source: { all_regions: true },
        organization_aggregation_source: { all_regions: false },
      }),
      findings: 1,
    },
  ],
  unknown: [
    { name: 'a variable', configuration: aggregator({ account_aggregation_source: { all_regions: '${var.a}' } }) },
    { name: 'a block that is not known', configuration: aggregator({ account_aggregation_source: '${var.a}' }) },
    {
      name: 'a dynamic block',
      configuration: aggregator({
        dynamic: { account_aggregation_source: { for_each: '${var.a}', content: { all_regions: false } } },
      }),
    },
  ],
});
