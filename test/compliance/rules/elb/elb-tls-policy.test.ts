import rule from '../../../../lib/compliance/rules/elb/elb-tls-policy';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const listener = (attributes: Attributes) =>
  blocks({ 'aws_lb_listener.main': { load_balancer_arn: '${var.unset}', protocol: 'HTTPS', ...attributes } });
const classic = (policy_attribute: unknown, policy_type_name: unknown = 'SSLNegotiationPolicyType') =>
  blocks({ 'aws_load_balancer_policy.main': { policy_type_name, policy_attribute } });
const reference = (value: unknown) => ({ name: 'Reference-Security-Policy', value });

testRule(rule, {
  pass: [
    ...[
      'ELBSecurityPolicy-TLS13-1-2-2021-06',
      'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04',
      'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
      'ELBSecurityPolicy-TLS-1-2-Ext-2018-06',
      'ELBSecurityPolicy-FS-1-2-Res-2020-10',
    ].map((ssl_policy) => ({ name: ssl_policy, configuration: listener({ ssl_policy }) })),
    { name: 'TLS', configuration: listener({ protocol: 'TLS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }) },
    {
      name: 'protocol unknown',
      configuration: listener({ protocol: '${var.unset}', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }),
    },
    { name: 'classic, predefined', configuration: classic(reference('ELBSecurityPolicy-TLS-1-2-2017-01')) },
    {
      name: 'classic, TLS 1.2 alone',
      configuration: classic([
        { name: 'Protocol-TLSv1.2', value: 'true' },
        { name: 'Protocol-TLSv1', value: 'false' },
      ]),
    },
    {
      name: 'classic, a cipher',
      configuration: classic([
        { name: 'Protocol-TLSv1.2', value: 'true' },
        { name: 'ECDHE-RSA-AES128-GCM-SHA256', value: 'true' },
      ]),
    },
    {
      name: 'negotiation policy',
      configuration: blocks({
        'aws_lb_ssl_negotiation_policy.main': { attribute: [reference('ELBSecurityPolicy-TLS-1-2-2017-01')] },
      }),
    },
  ],
  fail: [
    ...[
      'ELBSecurityPolicy-2016-08',
      'ELBSecurityPolicy-TLS-1-1-2017-01',
      'ELBSecurityPolicy-TLS13-1-0-2021-06',
      'ELBSecurityPolicy-TLS13-1-1-2021-06',
      'ELBSecurityPolicy-FS-1-1-2019-08',
      'TLS13-1-2-2021-06',
    ].map((ssl_policy) => ({ name: ssl_policy, configuration: listener({ ssl_policy }), path: 'ssl_policy' })),
    ...[{}, { ssl_policy: null }, { ssl_policy: '' }, { ssl_policy: '${var.nothing}' }].map((attributes) => ({
      name: `without: ${JSON.stringify(attributes)}`,
      configuration: listener(attributes),
      message: 'ELBSecurityPolicy-2016-08',
    })),
    {
      name: 'classic, predefined',
      configuration: classic([reference('ELBSecurityPolicy-2016-08')]),
      path: 'policy_attribute[0].value',
    },
    {
      name: 'classic, a policy of other load balancers',
      configuration: classic([reference('ELBSecurityPolicy-TLS13-1-2-2021-06')]),
    },
    {
      name: 'classic, TLS 1.1 too',
      configuration: classic([
        { name: 'Protocol-TLSv1.2', value: 'true' },
        { name: 'Protocol-TLSv1.1', value: true },
      ]),
      findings: 1,
    },
    { name: 'classic, SSLv3', configuration: classic([{ name: 'Protocol-SSLv3', value: 'TRUE' }]) },
    { name: 'classic, nothing said', configuration: classic([]), path: 'policy_attribute' },
    {
      name: 'negotiation policy',
      configuration: blocks({
        'aws_lb_ssl_negotiation_policy.main': { attribute: { name: 'Protocol-TLSv1', value: 'true' } },
      }),
    },
  ],
  unknown: [
    { name: 'policy', configuration: listener({ ssl_policy: '${var.unset}' }) },
    { name: 'protocol', configuration: listener({ protocol: '${var.unset}' }), path: 'protocol' },
    { name: 'classic value', configuration: classic([{ name: 'Protocol-TLSv1', value: '${var.unset}' }]) },
    { name: 'classic name', configuration: classic([{ name: '${var.unset}', value: 'true' }]) },
    { name: 'classic type', configuration: classic([reference('ELBSecurityPolicy-2016-08')], '${var.unset}') },
  ],
  notApplicable: [
    { name: 'HTTP', configuration: listener({ protocol: 'HTTP' }) },
    { name: 'TCP', configuration: listener({ protocol: 'TCP' }) },
    { name: 'no protocol', configuration: listener({ protocol: null }) },
    {
      name: 'another kind of policy',
      configuration: classic([{ name: 'CookieName', value: 'x' }], 'AppCookieStickinessPolicyType'),
    },
  ],
});
