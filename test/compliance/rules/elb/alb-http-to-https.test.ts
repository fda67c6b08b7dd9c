import rule from '../../../../lib/compliance/rules/elb/alb-http-to-https';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const redirect = { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' } };
const forward = { type: 'forward', target_group_arn: '${aws_lb_target_group.t.arn}' };
const listener = (attributes: Attributes, balancer: Attributes = {}) =>
  blocks({
    'aws_lb.web': balancer,
    'aws_lb_listener.main': { load_balancer_arn: '${aws_lb.web.arn}', port: 80, ...attributes },
  });
const ruled = (protocol: unknown, action: unknown, balancer: Attributes = {}) =>
  blocks({
    'aws_lb.web': balancer,
    'aws_lb_listener.main': { load_balancer_arn: '${aws_lb.web.arn}', protocol, default_action: redirect },
    'aws_lb_listener_rule.api': { listener_arn: '${aws_lb_listener.main.arn}', action },
  });

testRule(rule, {
  pass: [
    { name: 'a redirect', configuration: listener({ protocol: 'HTTP', default_action: redirect }) },
    {
      name: 'a redirect, blocks as arrays',
      configuration: listener({
        protocol: 'HTTP',
        default_action: [{ type: 'redirect', redirect: [{ protocol: 'HTTPS', status_code: 'HTTP_301' }] }],
      }),
    },
    { name: 'a redirect, protocol absent', configuration: listener({ protocol: null, default_action: redirect }) },
    {
      name: 'a redirect, protocol unknown',
      configuration: listener({ protocol: '${var.unset}', default_action: redirect }),
    },
    {
      name: 'a dynamic action',
      configuration: listener({
        protocol: 'HTTP',
        dynamic: {
          default_action: {
            for_each: ['HTTPS'],
            content: { type: 'redirect', redirect: { protocol: '${default_action.value}' } },
          },
        },
      }),
    },
    {
      name: 'the other type name',
      configuration: blocks({
        'aws_alb_listener.main': { load_balancer_arn: 'x', protocol: 'http', default_action: redirect },
      }),
    },
  ],
  fail: [
    {
      name: 'forward',
      configuration: listener({ protocol: 'HTTP', default_action: forward }),
      path: 'default_action[0]',
    },
    {
      name: 'a fixed answer',
      configuration: listener({ protocol: 'HTTP', default_action: { type: 'fixed-response' } }),
    },
    { name: 'no action', configuration: listener({ protocol: 'HTTP' }), path: 'default_action' },
    {
      name: 'a redirect that keeps the protocol',
      configuration: listener({
        protocol: 'HTTP',
        default_action: { type: 'redirect', redirect: { protocol: '#{protocol}' } },
      }),
      message: 'plain HTTP again',
    },
    {
      name: 'a redirect without block',
      configuration: listener({ protocol: 'HTTP', default_action: { type: 'redirect' } }),
    },
    {
      name: 'one action of two',
      configuration: listener({ protocol: 'HTTP', default_action: [redirect, forward] }),
      path: 'default_action[1]',
      findings: 1,
    },
    { name: 'no protocol on an application load balancer', configuration: listener({ default_action: forward }) },
    { name: 'internal', configuration: listener({ protocol: 'HTTP', default_action: forward }, { internal: true }) },
    {
      name: 'not internal, with the option',
      configuration: listener({ protocol: 'HTTP', default_action: forward }, { internal: false }),
      options: { allowInternalHttp: true },
    },
    {
      name: 'a rule that forwards beside the redirect',
      configuration: ruled('HTTP', forward),
      address: 'aws_lb_listener_rule.api',
      path: 'action[0]',
    },
  ],
  unknown: [
    {
      name: 'protocol',
      configuration: listener({ protocol: '${var.unset}', default_action: forward }),
      path: 'protocol',
    },
    {
      name: 'action type',
      configuration: listener({
        protocol: 'HTTP',
        default_action: { type: '${var.unset}', redirect: { protocol: 'HTTPS' } },
      }),
    },
    {
      name: 'redirect protocol',
      configuration: listener({
        protocol: 'HTTP',
        default_action: { type: 'redirect', redirect: { protocol: '${var.unset}' } },
      }),
    },
    {
      name: 'a dynamic action over an unknown',
      configuration: listener({
        protocol: 'HTTP',
        dynamic: { default_action: { for_each: '${var.unset}', content: forward } },
      }),
    },
    {
      name: 'no protocol, load balancer outside',
      configuration: blocks({ 'aws_lb_listener.main': { load_balancer_arn: '${var.unset}', default_action: forward } }),
    },
    {
      name: 'a rule of a listener whose protocol is unknown',
      configuration: ruled('${var.unset}', forward),
      address: 'aws_lb_listener_rule.api',
    },
  ],
  notApplicable: [
    { name: 'HTTPS', configuration: listener({ protocol: 'HTTPS', default_action: forward }) },
    {
      name: 'TCP',
      configuration: listener({ protocol: 'TCP', default_action: forward }, { load_balancer_type: 'network' }),
    },
    { name: 'gateway', configuration: listener({ default_action: forward }, { load_balancer_type: 'gateway' }) },
    {
      name: 'gateway by ARN',
      configuration: blocks({
        'aws_lb_listener.main': {
          load_balancer_arn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/gwy/g/1',
          default_action: forward,
        },
      }),
    },
    {
      name: 'internal, with the option',
      configuration: listener({ protocol: 'HTTP', default_action: forward }, { internal: 'true' }),
      options: { allowInternalHttp: true },
    },
    { name: 'a rule over HTTPS', configuration: ruled('HTTPS', forward), address: 'aws_lb_listener_rule.api' },
    { name: 'a rule that redirects', configuration: ruled('HTTP', redirect), address: 'aws_lb_listener_rule.api' },
    { name: 'count = 0', configuration: listener({ count: 0, protocol: 'HTTP', default_action: forward }) },
  ],
});
