import rule from '../../../../lib/compliance/rules/apigateway/apigateway-cache-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const settings = (value: unknown) =>
  blocks({ 'aws_api_gateway_method_settings.all': { method_path: '*/*', settings: value } });
const caching = { caching_enabled: true };

testRule(rule, {
  pass: [
    { name: 'encrypted', configuration: settings({ ...caching, cache_data_encrypted: true }) },
    {
      name: 'encrypted, as text in an array',
      configuration: settings([{ caching_enabled: 'true', cache_data_encrypted: 'true' }]),
    },
    ...[{}, { caching_enabled: false }, { caching_enabled: null, cache_data_encrypted: false }].map((value) => ({
      name: JSON.stringify(value),
      configuration: settings(value),
    })),
    {
      name: 'encrypted, caching unknown',
      configuration: settings({ caching_enabled: '${var.unset}', cache_data_encrypted: true }),
    },
    { name: 'no caching, encryption unknown', configuration: settings({ cache_data_encrypted: '${var.unset}' }) },
  ],
  fail: [
    ...[
      caching,
      { caching_enabled: 'true', cache_data_encrypted: null },
      { ...caching, cache_data_encrypted: false },
      { ...caching, cache_data_encrypted: '${var.no}' },
    ].map((value) => ({
      name: JSON.stringify(value),
      configuration: settings(value),
      path: 'settings[0].cache_data_encrypted',
    })),
  ],
  unknown: [
    { name: 'encryption', configuration: settings({ ...caching, cache_data_encrypted: '${var.unset}' }) },
    {
      name: 'caching',
      configuration: settings({ caching_enabled: '${var.unset}' }),
      path: 'settings[0].caching_enabled',
    },
    {
      name: 'dynamic',
      configuration: blocks({
        'aws_api_gateway_method_settings.all': {
          dynamic: { settings: { for_each: '${var.unset}', content: caching } },
        },
      }),
    },
  ],
  notApplicable: [{ name: 'no settings', configuration: settings(null) }],
});
