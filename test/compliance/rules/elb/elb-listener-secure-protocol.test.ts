import rule from '../../../../lib/compliance/rules/elb/elb-listener-secure-protocol';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const listener = (attributes: Attributes, balancer: Attributes = {}) =>
  blocks({ 'aws_lb.web': balancer, 'aws_lb_listener.main': { load_balancer_arn: '${aws_lb.web.arn}', ...attributes } });
const classic = (attributes: Attributes) => blocks({ 'aws_elb.web': attributes });

testRule(rule, {
  pass: [
    ...['HTTPS', 'TLS', 'https', 'QUIC'].map((protocol) => ({ name: protocol, configuration: listener({ protocol }) })),
    {
      name: 'HTTP that redirects',
      configuration: listener({
        protocol: 'HTTP',
        default_action: { type: 'redirect', redirect: { protocol: 'HTTPS' } },
      }),
    },
    { name: 'classic https, as object', configuration: classic({ listener: { lb_protocol: 'https' } }) },
    { name: 'classic SSL', configuration: classic({ listener: [{ lb_protocol: 'SSL' }] }) },
  ],
  fail: [
    ...['TCP', 'UDP', 'TCP_UDP', 'TCP_QUIC'].map((protocol) => ({
      name: protocol,
      configuration: listener({ protocol }),
      path: 'protocol',
    })),
    { name: 'HTTP', configuration: listener({ protocol: 'HTTP', default_action: { type: 'forward' } }) },
    { name: 'HTTP by default', configuration: listener({ default_action: { type: 'forward' } }) },
    {
      name: 'HTTP in spite of the option',
      configuration: listener({ protocol: 'HTTP' }),
      options: { allowPassthrough: true },
    },
    {
      name: 'one classic listener of two',
      configuration: classic({ listener: [{ lb_protocol: 'https' }, { lb_protocol: 'tcp' }] }),
      path: 'listener[1].lb_protocol',
      findings: 1,
    },
    { name: 'a classic listener without protocol', configuration: classic({ listener: { lb_protocol: null } }) },
  ],
  unknown: [
    { name: 'protocol', configuration: listener({ protocol: '${var.unset}' }) },
    { name: 'no protocol on a network load balancer', configuration: listener({}, { load_balancer_type: 'network' }) },
    { name: 'classic', configuration: classic({ listener: [{ lb_protocol: '${var.unset}' }] }) },
    {
      name: 'classic, dynamic',
      configuration: classic({
        dynamic: { listener: { for_each: '${var.unset}', content: { lb_protocol: 'http' } } },
      }),
    },
  ],
  notApplicable: [
    { name: 'gateway', configuration: listener({}, { load_balancer_type: 'gateway' }) },
    { name: 'TCP with the option', configuration: listener({ protocol: 'TCP' }), options: { allowPassthrough: true } },
  ],
});
