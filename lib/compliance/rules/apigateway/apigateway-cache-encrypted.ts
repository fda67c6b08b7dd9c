import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';

const EXPECTED = 'cache_data_encrypted = true';

export default defineRule({
  id: 'apigateway-cache-encrypted',
  title: 'API caches are encrypted',
  why: 'The cache of a stage holds whole answers, with the data of the users they were meant for, on disks that AWS runs for it.',
  remediation: 'Set settings.cache_data_encrypted = true wherever settings.caching_enabled is true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_api_gateway_method_settings'],
  whenUnknown: 'caching_enabled or cache_data_encrypted is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['APIGateway.5'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    iso27001_2022: ['A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_308'],
    trivy: ['AVD-AWS-0002'],
    tfsec: ['aws-apigateway-enable-cache-encryption'],
    cdkNag: ['NIST.800.53.R5-APIGWCacheEnabledAndEncrypted'],
    securityHub: ['APIGateway.5'],
    prowler: ['apigateway_restapi_cache_encrypted'],
  },
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_method_settings.html.markdown',
  ],
  check(block) {
    const settings = block.nested('settings');
    return settings.length === 0 ? notApplicable() : settings.map((item) => judge(item));
  },
  examples: {
    good: [
      {
        name: 'an encrypted cache',
        configuration: {
          resource: {
            aws_api_gateway_method_settings: {
              prod: {
                rest_api_id: '${aws_api_gateway_rest_api.orders.id}',
                stage_name: 'prod',
                method_path: '*/*',
                settings: { caching_enabled: true, cache_data_encrypted: true },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a cache in clear',
        configuration: {
          resource: {
            aws_api_gateway_method_settings: {
              prod: {
                rest_api_id: '${aws_api_gateway_rest_api.orders.id}',
                stage_name: 'prod',
                method_path: '*/*',
                settings: { caching_enabled: true },
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
          variable: { encrypt: { type: 'bool' } },
          resource: {
            aws_api_gateway_method_settings: {
              prod: {
                rest_api_id: '${aws_api_gateway_rest_api.orders.id}',
                stage_name: 'prod',
                method_path: '*/*',
                settings: { caching_enabled: true, cache_data_encrypted: '${var.encrypt}' },
              },
            },
          },
        },
      },
    ],
  },
});

function judge(settings: NestedBlock): Outcome {
  if (settings.unknown !== undefined) return undecided(settings.path, settings.unknown, EXPECTED);
  const path = `${settings.path}.cache_data_encrypted`;
  const encrypted = toBoolean(settings.get('cache_data_encrypted'));
  if (encrypted === true) return pass(path);
  const caching = toBoolean(settings.get('caching_enabled')) ?? false;
  if (caching === false) return pass(path);
  if (isUnknown(encrypted)) return undecided(path, encrypted, EXPECTED);
  if (isUnknown(caching)) return undecided(`${settings.path}.caching_enabled`, caching, EXPECTED);
  const message = 'answers of the API are cached unencrypted';
  return fail({ path, message, observed: settings.get('cache_data_encrypted'), expected: EXPECTED });
}
