import rule from '../../../../lib/compliance/rules/ecs/ecs-container-insights';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const cluster = (setting: unknown) => resource('aws_ecs_cluster', { name: 'main', setting });
const insights = (value: unknown) => ({ name: 'containerInsights', value });
const withDefault = (value: unknown, setting: unknown) =>
  resources({
    'aws_ecs_cluster.main': { setting },
    'aws_ecs_account_setting_default.d': { name: 'containerInsights', value },
  });

testRule(rule, {
  pass: [
    { name: 'enabled', configuration: cluster(insights('enabled')) },
    { name: 'enhanced, in an array', configuration: cluster([insights('enhanced')]) },
    {
      name: 'enabled beside an unknown',
      configuration: cluster([insights('enabled'), { name: '${var.n}', value: 'x' }]),
    },
    { name: 'on in spite of the account', configuration: withDefault('disabled', [insights('enabled')]) },
    {
      name: 'a dynamic block',
      configuration: resource('aws_ecs_cluster', {
        dynamic: {
          setting: {
            for_each: { containerInsights: 'enabled' },
            content: { name: '${setting.key}', value: '${setting.value}' },
          },
        },
      }),
    },
  ],
  fail: [
    { name: 'absent', configuration: resource('aws_ecs_cluster', { name: 'main' }), path: 'setting' },
    { name: 'null', configuration: cluster(null) },
    { name: 'an empty list', configuration: cluster([]) },
    { name: 'disabled', configuration: cluster(insights('disabled')), path: 'setting[0].value' },
    { name: 'enabled and disabled', configuration: cluster([insights('enabled'), insights('disabled')]) },
    { name: 'another setting', configuration: cluster([{ name: 'other', value: 'enabled' }]) },
    { name: 'off in spite of the account', configuration: withDefault('enabled', [insights('disabled')]) },
    { name: 'off by default of the account', configuration: withDefault('disabled', null) },
  ],
  unknown: [
    { name: 'a value', configuration: cluster(insights('${var.v}')), path: 'setting[0].value' },
    { name: 'a name', configuration: cluster({ name: '${var.n}', value: 'enabled' }) },
    { name: 'all settings', configuration: cluster('${var.settings}') },
    {
      name: 'the default of the account',
      configuration: withDefault('enabled', null),
      message: 'account_setting_default.d',
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_ecs_cluster', { count: 0 }) }],
});
