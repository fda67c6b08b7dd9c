import rule from '../../../../lib/compliance/rules/apigateway/apigateway-domain-tls';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const rest = (security_policy: unknown) => blocks({ 'aws_api_gateway_domain_name.main': { security_policy } });
const http = (domain_name_configuration: unknown) =>
  blocks({ 'aws_apigatewayv2_domain_name.main': { domain_name_configuration } });

testRule(rule, {
  pass: [
    ...[
      'TLS_1_2',
      'SecurityPolicy_TLS13_1_3_2025_09',
      'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      'SecurityPolicy_TLS12_2018_EDGE',
      'SecurityPolicy_TLS13_2025_EDGE',
    ].map((policy) => ({ name: policy, configuration: rest(policy) })),
    { name: 'HTTP', configuration: http({ security_policy: 'TLS_1_2' }) },
    { name: 'HTTP, as array', configuration: http([{ security_policy: 'TLS_1_2' }]) },
  ],
  fail: [
    ...['TLS_1_0', 'SecurityPolicy_TLS13_1_0_2021_06', 'TLS_1_20'].map((policy) => ({
      name: policy,
      configuration: rest(policy),
      path: 'security_policy',
    })),
    {
      name: 'HTTP',
      configuration: http({ security_policy: 'TLS_1_0' }),
      path: 'domain_name_configuration[0].security_policy',
    },
    { name: 'HTTP, not said', configuration: http({ endpoint_type: 'REGIONAL' }) },
  ],
  unknown: [
    { name: 'policy', configuration: rest('${var.unset}') },
    ...[undefined, null, ''].map((policy) => ({
      name: String(policy),
      configuration: rest(policy),
      message: 'names no security policy',
    })),
    { name: 'HTTP', configuration: http({ security_policy: '${var.unset}' }) },
  ],
});
