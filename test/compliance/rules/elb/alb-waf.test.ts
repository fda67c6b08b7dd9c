import rule from '../../../../lib/compliance/rules/elb/alb-waf';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const acl = { web_acl_arn: '${aws_wafv2_web_acl.web.arn}' };
const associated = (resource_arn: unknown, balancer: Attributes = {}, association: Attributes = {}, others = {}) =>
  blocks({
    'aws_lb.web': balancer,
    'aws_wafv2_web_acl_association.web': { resource_arn, ...acl, ...association },
    ...others,
  });
const alone = (attributes: Attributes) => blocks({ 'aws_lb.web': attributes });
const address = 'aws_lb.web';

testRule(rule, {
  pass: [
    { name: 'by ARN', configuration: associated('${aws_lb.web.arn}') },
    { name: 'by id', configuration: associated('${aws_lb.web.id}') },
    { name: 'by a known ARN, as in a state', configuration: associated('arn:aws:x', { arn: 'arn:aws:x' }) },
    { name: 'pairwise', configuration: associated('${aws_lb.web[count.index].arn}', { count: 2 }, { count: 2 }) },
    {
      name: 'for_each over the load balancers',
      configuration: associated('${each.value.arn}', { for_each: { a: 1, b: 2 } }, { for_each: '${aws_lb.web}' }),
    },
    {
      name: 'classic WAF',
      configuration: blocks({
        'aws_alb.web': {},
        'aws_wafregional_web_acl_association.web': { resource_arn: '${aws_alb.web.arn}', web_acl_id: 'x' },
      }),
    },
    {
      name: 'one association among others',
      configuration: associated(
        '${aws_lb.web.arn}',
        {},
        {},
        { 'aws_wafv2_web_acl_association.other': { resource_arn: '${var.unset}', ...acl } },
      ),
    },
  ],
  fail: [
    ...[{}, { internal: false }, { internal: null }, { load_balancer_type: 'application' }].map((attributes) => ({
      name: JSON.stringify(attributes),
      configuration: alone(attributes),
    })),
    {
      name: 'an association of another one',
      configuration: associated('${aws_lb.other.arn}', {}, {}, { 'aws_lb.other': {} }),
      address,
    },
    {
      name: 'an association of a stage',
      configuration: associated('${aws_api_gateway_stage.s.arn}', {}, {}, { 'aws_api_gateway_stage.s': {} }),
      address,
    },
    {
      name: 'one of two',
      configuration: associated('${aws_lb.web[0].arn}', { count: 2 }),
      message: 'only some instances',
    },
    { name: 'an association that count removes', configuration: associated('${aws_lb.web.arn}', {}, { count: 0 }) },
  ],
  unknown: [
    { name: 'an association of a variable', configuration: associated('${var.unset}') },
    { name: 'an association of a module', configuration: associated('${module.lb.arn}') },
    {
      name: 'a choice',
      configuration: associated('${var.unset ? aws_lb.web.arn : aws_lb.other.arn}', {}, {}, { 'aws_lb.other': {} }),
      address,
    },
    {
      name: 'count of the association',
      configuration: associated('${aws_lb.web.arn}', {}, { count: '${var.unset ? 1 : 0}' }),
    },
    { name: 'internal', configuration: alone({ internal: '${var.unset}' }), path: 'internal' },
    { name: 'type', configuration: alone({ load_balancer_type: '${var.unset}' }), path: 'load_balancer_type' },
  ],
  notApplicable: [
    { name: 'internal', configuration: alone({ internal: true }) },
    { name: 'internal, as text', configuration: alone({ internal: 'true' }) },
    { name: 'network', configuration: alone({ load_balancer_type: 'network' }) },
    { name: 'gateway', configuration: alone({ load_balancer_type: 'gateway' }) },
  ],
});
