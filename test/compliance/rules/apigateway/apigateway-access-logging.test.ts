import rule from '../../../../lib/compliance/rules/apigateway/apigateway-access-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const access_log_settings = { destination_arn: '${aws_cloudwatch_log_group.api.arn}', format: '$context.requestId' };
const rest_api_id = '${aws_api_gateway_rest_api.api.id}';
const rest = (settings: Attributes = {}, stage: Attributes = {}, others: Readonly<Record<string, Attributes>> = {}) =>
  blocks({
    'aws_api_gateway_rest_api.api': {},
    'aws_api_gateway_rest_api.other': {},
    'aws_api_gateway_stage.prod': { rest_api_id, stage_name: 'prod', access_log_settings, ...stage },
    'aws_api_gateway_method_settings.all': {
      rest_api_id,
      stage_name: '${aws_api_gateway_stage.prod.stage_name}',
      method_path: '*/*',
      settings: { logging_level: 'ERROR' },
      ...settings,
    },
    ...others,
  });
const http = (settings: unknown) => blocks({ 'aws_apigatewayv2_stage.prod': { access_log_settings: settings } });
const options = { executionLogs: false };

testRule(rule, {
  pass: [
    { name: 'REST', configuration: rest() },
    {
      name: 'REST, as arrays',
      configuration: rest({ settings: [{ logging_level: 'info' }] }, { access_log_settings: [access_log_settings] }),
    },
    { name: 'REST, stage by literal name', configuration: rest({ stage_name: 'prod' }) },
    { name: 'REST, execution logs not asked for', configuration: rest({ settings: {} }), options },
    { name: 'HTTP', configuration: http(access_log_settings) },
  ],
  fail: [
    ...[undefined, null, {}, { destination_arn: '' }, { destination_arn: null }].map((settings) => ({
      name: `HTTP: ${JSON.stringify([settings])}`,
      configuration: http(settings),
    })),
    {
      name: 'REST without access log',
      configuration: rest({}, { access_log_settings: null }),
      path: 'access_log_settings',
      findings: 1,
    },
    { name: 'REST with neither', configuration: rest({ settings: {} }, { access_log_settings: null }), findings: 2 },
    { name: 'no level', configuration: rest({ settings: { metrics_enabled: true } }) },
    {
      name: 'off',
      configuration: rest({ settings: { logging_level: 'OFF' } }),
      message: 'switches execution logs off',
    },
    { name: 'one method', configuration: rest({ method_path: 'orders/GET' }) },
    {
      name: 'off for one method',
      configuration: rest(
        {},
        {},
        {
          'aws_api_gateway_method_settings.one': {
            rest_api_id,
            stage_name: 'prod',
            method_path: 'orders/GET',
            settings: { logging_level: 'OFF' },
          },
        },
      ),
    },
    {
      name: 'settings of another API',
      configuration: rest({ stage_name: 'prod', rest_api_id: '${aws_api_gateway_rest_api.other.id}' }),
    },
    { name: 'settings of another stage', configuration: rest({ stage_name: 'dev' }) },
    { name: 'settings that count removes', configuration: rest({ count: 0 }) },
  ],
  unknown: [
    { name: 'destination', configuration: http({ destination_arn: '${var.unset}' }) },
    { name: 'level', configuration: rest({ settings: { logging_level: '${var.unset}' } }) },
    { name: 'stage', configuration: rest({ stage_name: '${var.unset}' }) },
    { name: 'API', configuration: rest({ stage_name: 'prod', rest_api_id: '${var.unset}' }) },
    { name: 'method', configuration: rest({ method_path: '${var.unset}' }) },
    { name: 'count of the settings', configuration: rest({ count: '${var.unset ? 1 : 0}' }) },
  ],
});
