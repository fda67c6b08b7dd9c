import rule from '../../../../lib/compliance/rules/tags/tag-values-allowed';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const queue = (tags: unknown, rest: object = {}) => resource('aws_sqs_queue', { tags, ...rest });
const options = { tagPatterns: { Team: 'team-[a-z]+' } };

testRule(rule, {
  pass: [
    { name: 'a value of the list', configuration: queue({ Environment: 'prod' }) },
    { name: 'a value that matches', configuration: queue({ Team: 'team-shop' }), options },
    { name: 'a pattern of alternatives', configuration: queue({ E: 'b' }), options: { tagPatterns: { E: 'a|b' } } },
    {
      name: 'a value over a wrong default',
      configuration: {
        ...queue({ Environment: 'dev' }),
        provider: { aws: [{ default_tags: [{ tags: { Environment: 'DEV' } }] }] },
      },
    },
    {
      name: 'a value after the hidden part',
      configuration: queue('${merge(var.tags, { Environment = "dev" })}'),
    },
    {
      name: 'a pattern that asks nothing of the hidden piece',
      configuration: queue({ Team: 'team-${var.team}' }),
      options: { tagPatterns: { Team: 'team-.*' } },
    },
    { name: 'a local', configuration: { ...queue({ Environment: '${local.env}' }), locals: { env: 'staging' } } },
  ],
  fail: [
    {
      name: 'a value that is not on the list',
      configuration: queue({ Environment: 'Prod' }),
      path: 'tags.Environment',
    },
    { name: 'more than what matches', configuration: queue({ Team: 'team-shop-2' }), options },
    {
      name: 'more than an alternative',
      configuration: queue({ E: 'nonprod' }),
      options: { tagPatterns: { E: 'dev|prod' } },
    },
    { name: 'an empty value', configuration: queue({ Environment: '' }) },
    { name: 'a list', configuration: queue({ Environment: ['prod'] }) },
    {
      name: 'a wrong default tag',
      configuration: {
        ...resource('aws_sqs_queue', {}),
        provider: { aws: [{ default_tags: [{ tags: { Environment: 'live' } }] }] },
      },
      path: 'tags',
    },
    {
      name: 'the start is wrong already',
      configuration: queue({ Environment: 'live-${var.x}' }),
    },
    { name: 'the start does not fit the pattern', configuration: queue({ Team: 'crew-${var.x}' }), options },
    {
      name: 'a tag block',
      configuration: resource('aws_autoscaling_group', {
        tag: [{ key: 'Environment', value: 'live', propagate_at_launch: true }],
      }),
      path: 'tag[0].value',
    },
    {
      name: 'an instance',
      configuration: queue({ Environment: '${each.key}' }, { for_each: { dev: 1, live: 2 } }),
      findings: 1,
    },
  ],
  unknown: [
    { name: 'a variable', configuration: queue({ Environment: '${var.env}' }), path: 'tags.Environment' },
    { name: 'a hidden map', configuration: queue('${var.tags}'), path: 'tags' },
    { name: 'a value that may be overridden', configuration: queue('${merge({ Environment = "live" }, var.tags)}') },
    { name: 'a piece that the pattern asks something of', configuration: queue({ Team: 'team-${var.x}' }), options },
    { name: 'a piece of a value of the list', configuration: queue({ Environment: '${var.x}ing' }) },
  ],
  notApplicable: [
    { name: 'no such tag', configuration: queue({ Name: 'orders' }) },
    { name: 'null', configuration: queue({ Environment: null }) },
    { name: 'no tags', configuration: resource('aws_sqs_queue', {}) },
    { name: 'a type without tags', configuration: resource('aws_sqs_queue_policy', { tags: { Environment: 'x' } }) },
    { name: 'no patterns', configuration: queue({ Environment: 'x' }), options: { tagPatterns: {} } },
  ],
});
