import rule from '../../../../lib/compliance/rules/elb/elb-desync-mitigation';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const balancer = (desync_mitigation_mode: unknown, load_balancer_type: unknown = null) =>
  blocks({ 'aws_lb.web': { desync_mitigation_mode, load_balancer_type } });

testRule(rule, {
  pass: [
    ...[undefined, null, 'defensive', 'strictest', '${var.nothing}'].map((mode) => ({
      name: String(mode),
      configuration: balancer(mode),
    })),
    { name: 'classic', configuration: blocks({ 'aws_elb.web': {} }) },
  ],
  fail: [
    ...['monitor', 'off', '', 'MONITOR'].map((mode) => ({
      name: mode,
      configuration: balancer(mode),
      path: 'desync_mitigation_mode',
    })),
    { name: 'classic', configuration: blocks({ 'aws_elb.web': { desync_mitigation_mode: 'monitor' } }) },
  ],
  unknown: [
    { name: 'mode', configuration: balancer('${var.unset}') },
    { name: 'type', configuration: balancer('monitor', '${var.unset}'), path: 'load_balancer_type' },
  ],
  notApplicable: [{ name: 'network', configuration: balancer('monitor', 'network') }],
});
