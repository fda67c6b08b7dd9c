import rule from '../../../../lib/compliance/rules/elb/elb-target-group-tls';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const group = (attributes: Attributes) => blocks({ 'aws_lb_target_group.main': attributes });
const https = { protocol: 'HTTPS' };

testRule(rule, {
  pass: [
    { name: 'HTTPS', configuration: group({ ...https, health_check: https }) },
    { name: 'HTTPS, as array', configuration: group({ protocol: 'https', health_check: [https] }) },
    { name: 'TLS, with the TCP health check of its kind', configuration: group({ protocol: 'TLS' }) },
    { name: 'TLS, TCP health check', configuration: group({ protocol: 'TLS', health_check: { protocol: 'TCP' } }) },
    { name: 'QUIC', configuration: group({ protocol: 'QUIC' }) },
  ],
  fail: [
    { name: 'HTTP', configuration: group({ protocol: 'HTTP' }), path: 'protocol' },
    { name: 'TCP', configuration: group({ protocol: 'TCP' }), path: 'protocol', findings: 1 },
    { name: 'none', configuration: group({}), path: 'protocol' },
    {
      name: 'HTTP and its health check',
      configuration: group({ protocol: 'HTTP', health_check: { path: '/' } }),
      findings: 2,
    },
    { name: 'HTTPS without health check', configuration: group(https), path: 'health_check', findings: 1 },
    {
      name: 'health check by default',
      configuration: group({ protocol: 'TLS', health_check: { path: '/' } }),
      path: 'health_check[0].protocol',
    },
    { name: 'health check over HTTP', configuration: group({ ...https, health_check: { protocol: 'HTTP' } }) },
  ],
  unknown: [
    { name: 'protocol', configuration: group({ protocol: '${var.unset}', health_check: https }), path: 'protocol' },
    { name: 'health check', configuration: group({ ...https, health_check: { protocol: '${var.unset}' } }) },
    {
      name: 'target type',
      configuration: group({ target_type: '${var.unset}', protocol: 'HTTP' }),
      path: 'target_type',
    },
  ],
  notApplicable: [
    { name: 'lambda', configuration: group({ target_type: 'lambda' }) },
    { name: 'application load balancer', configuration: group({ target_type: 'alb', protocol: 'TCP' }) },
    { name: 'GENEVE', configuration: group({ protocol: 'GENEVE' }) },
  ],
});
