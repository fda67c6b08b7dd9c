import rule from '../../../../lib/compliance/rules/wafv2/wafv2-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const acl = { 'aws_wafv2_web_acl.a': { name: 'shop', scope: 'REGIONAL' } };
const log = (attributes: Record<string, unknown>) => ({
  'aws_wafv2_web_acl_logging_configuration.l': {
    resource_arn: '${aws_wafv2_web_acl.a.arn}',
    log_destination_configs: ['${aws_cloudwatch_log_group.g.arn}'],
    ...attributes,
  },
});
const two = { 'aws_wafv2_web_acl.a': { count: 2, name: 'shop-${count.index}' } };

testRule(rule, {
  pass: [
    {
      name: 'a filter that keeps what is blocked',
      configuration: resources({
        ...acl,
        ...log({ logging_filter: { default_behavior: 'DROP', filter: { behavior: 'KEEP' } } }),
      }),
    },
    { name: 'a logging configuration', configuration: resources({ ...acl, ...log({}) }) },
    {
      name: 'through a local',
      configuration: {
        ...resources({ ...acl, ...log({ resource_arn: '${local.acl}' }) }),
        locals: { acl: '${aws_wafv2_web_acl.a.arn}' },
      },
    },
    {
      name: 'pairs of count',
      configuration: resources({
        ...two,
        ...log({ count: 2, resource_arn: '${aws_wafv2_web_acl.a[count.index].arn}' }),
      }),
    },
    {
      name: 'for_each over the web ACL',
      configuration: resources({
        ...acl,
        ...log({ for_each: ['${aws_wafv2_web_acl.a.arn}'], resource_arn: '${each.value}' }),
      }),
    },
  ],
  fail: [
    { name: 'none', configuration: resources(acl) },
    {
      name: 'a filter that drops every request',
      configuration: resources({
        ...acl,
        ...log({ logging_filter: [{ default_behavior: 'DROP', filter: [{ behavior: 'DROP' }] }] }),
      }),
      message: 'drops every request',
    },
    {
      name: 'that of another web ACL',
      configuration: resources({
        ...acl,
        'aws_wafv2_web_acl.b': {},
        ...log({ resource_arn: '${aws_wafv2_web_acl.b.arn}' }),
      }),
      address: 'aws_wafv2_web_acl.a',
    },
    { name: 'one that is removed', configuration: resources({ ...acl, ...log({ count: 0 }) }) },
    {
      name: 'one of two instances',
      configuration: resources({ ...two, ...log({ resource_arn: '${aws_wafv2_web_acl.a[0].arn}' }) }),
      message: 'some',
    },
    { name: 'null', configuration: resources({ ...acl, ...log({ resource_arn: null }) }) },
  ],
  unknown: [
    {
      name: 'a filter that may drop every request',
      configuration: resources({
        ...acl,
        ...log({ logging_filter: { default_behavior: '${var.behavior}', filter: [{ behavior: 'DROP' }] } }),
      }),
    },
    {
      name: 'a filter that may keep some',
      configuration: resources({
        ...acl,
        ...log({
          logging_filter: {
            default_behavior: 'DROP',
            dynamic: { filter: { for_each: '${var.kept}', content: { behavior: 'KEEP' } } },
          },
        }),
      }),
    },
    { name: 'of a variable', configuration: resources({ ...acl, ...log({ resource_arn: '${var.acl}' }) }) },
    { name: 'one that may be left out', configuration: resources({ ...acl, ...log({ count: '${var.log ? 1 : 0}' }) }) },
  ],
});
