import rule from '../../../../lib/compliance/rules/tags/asg-tags-propagate';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const KEYS = ['Owner', 'Environment', 'Project'];
const tags = (propagates: unknown, keys = KEYS) =>
  keys.map((key) => ({ key, value: 'x', propagate_at_launch: propagates }));
const group = (tag: unknown) => resource('aws_autoscaling_group', { tag });
const none = { requiredTags: [] };

testRule(rule, {
  pass: [
    { name: 'all tags', configuration: group(tags(true)) },
    { name: 'text', configuration: group(tags('true')) },
    { name: 'one block as an object', configuration: group(tags(true)[0]), options: { requiredTags: ['Owner'] } },
    { name: 'no tags where none are required', configuration: group(null), options: none },
    {
      name: 'dynamic blocks that are not known but go to the instances',
      configuration: resource('aws_autoscaling_group', {
        dynamic: {
          tag: { for_each: '${var.t}', content: { key: '${tag.key}', value: 'x', propagate_at_launch: true } },
        },
      }),
      options: none,
    },
  ],
  fail: [
    {
      name: 'a tag that stays',
      configuration: group([...tags(true), ...tags(false, ['Name'])]),
      path: 'tag[3].propagate_at_launch',
      findings: 1,
    },
    { name: 'each tag that stays', configuration: group(tags('false')), findings: 3 },
    {
      name: 'not said',
      configuration: group([{ key: 'Name', value: 'x' }]),
      options: none,
      path: 'tag[0].propagate_at_launch',
    },
    { name: 'null', configuration: group(tags(null)), findings: 3 },
    {
      name: 'a missing tag',
      configuration: group(tags(true, ['Owner', 'Project'])),
      message: 'Environment',
      path: 'tag',
    },
    { name: 'no tags', configuration: group(undefined), path: 'tag' },
    {
      name: 'default tags do not reach the instances',
      configuration: {
        ...group(undefined),
        provider: { aws: [{ default_tags: [{ tags: { Owner: 'a', Environment: 'b', Project: 'c' } }] }] },
      },
    },
    {
      name: 'an empty value',
      configuration: group([{ key: 'Owner', value: '', propagate_at_launch: true }]),
      options: { requiredTags: ['Owner'] },
    },
  ],
  unknown: [
    { name: 'a variable', configuration: group(tags('${var.p}')), findings: 3 },
    { name: 'hidden blocks', configuration: group('${var.tags}') },
    {
      name: 'dynamic blocks',
      configuration: resource('aws_autoscaling_group', {
        dynamic: {
          tag: {
            for_each: '${var.t}',
            content: { key: '${tag.key}', value: 'x', propagate_at_launch: '${tag.value}' },
          },
        },
      }),
      options: none,
    },
    {
      name: 'a missing tag may be among dynamic blocks',
      configuration: resource('aws_autoscaling_group', {
        dynamic: {
          tag: { for_each: '${var.t}', content: { key: '${tag.key}', value: 'x', propagate_at_launch: true } },
        },
      }),
    },
  ],
});
