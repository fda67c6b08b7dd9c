import rule from '../../../../lib/compliance/rules/tags/required-tags';
import { loadJson } from '../../../../lib/compliance/model/load';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const all = { Owner: 'platform', Environment: 'prod', Project: 'shop' };
const queue = (tags: unknown, rest: object = {}) => resource('aws_sqs_queue', { tags, ...rest });
const withDefaults = (tags: unknown, attributes: Record<string, unknown> = {}, type = 'aws_sqs_queue') => ({
  ...resource(type, attributes),
  provider: { aws: [{ default_tags: [{ tags }] }] },
});
const tagBlocks = (tags: object) =>
  Object.entries(tags).map(([key, value]: [string, unknown]) => ({ key, value, propagate_at_launch: true }));

testRule(rule, {
  pass: [
    { name: 'all three', configuration: queue(all) },
    { name: 'more than three', configuration: queue({ ...all, Name: 'orders' }) },
    { name: 'default tags alone', configuration: withDefaults(all) },
    { name: 'default tags and tags that are null', configuration: withDefaults(all, { tags: null }) },
    {
      name: 'default tags as an object, provider as an object',
      configuration: { ...queue({ Project: 'shop' }), provider: { aws: { default_tags: { tags: all } } } },
    },
    { name: 'a null tag leaves the default', configuration: withDefaults(all, { tags: { Owner: null } }) },
    {
      name: 'a value of the resource instead of an empty default',
      configuration: withDefaults({ ...all, Owner: '' }, { tags: { Owner: 'shop' } }),
    },
    { name: 'a number', configuration: queue({ ...all, Project: 7 }) },
    {
      name: 'merge of two known maps',
      configuration: queue('${merge({ Owner = "a", Environment = "b" }, { Project = "c" })}'),
    },
    {
      name: 'the literal part of merge',
      configuration: queue('${merge(var.tags, { Owner = "a", Environment = "b", Project = "c" })}'),
    },
    {
      name: 'the literal part of merge in a local',
      configuration: {
        ...queue('${local.tags}'),
        locals: { tags: '${merge({ Owner = "a", Environment = "b", Project = "c" }, var.tags)}' },
      },
    },
    {
      name: 'merge in merge, in tomap',
      configuration: queue('${tomap(merge(merge(var.a, { Owner = "a", Project = "c" }), { Environment = "b" }))}'),
    },
    {
      name: 'merge with the locals that CDKTF writes',
      configuration: {
        ...queue('${merge(local.common, {"Environment" = "prod"})}'),
        locals: { common: { Owner: 'platform', Project: 'shop' } },
      },
    },
    { name: 'a value that is partly known', configuration: queue({ ...all, Owner: 'team-${var.team}' }) },
    { name: 'the workspace', configuration: queue({ ...all, Environment: '${terraform.workspace}' }) },
    { name: 'a reference to another resource', configuration: queue({ ...all, Owner: '${aws_iam_role.r.name}' }) },
    {
      name: 'the alias that the resource uses',
      configuration: {
        ...resource('aws_sqs_queue', { provider: 'aws.us' }),
        provider: { aws: [{}, { alias: 'us', default_tags: [{ tags: all }] }] },
      },
    },
    {
      name: 'an alias as CDKTF spells it',
      configuration: {
        ...resource('aws_sqs_queue', { provider: '${aws.us}' }),
        provider: { aws: [{}, { alias: 'us', default_tags: [{ tags: all }] }] },
      },
    },
    {
      name: 'tags by instance',
      configuration: queue({ ...all, Owner: '${each.value}' }, { for_each: { a: 'team-a', b: 'team-b' } }),
    },
    {
      name: 'tag blocks of an Auto Scaling group',
      configuration: resource('aws_autoscaling_group', { tag: tagBlocks(all) }),
    },
    {
      name: 'dynamic tag blocks',
      configuration: resource('aws_autoscaling_group', {
        dynamic: {
          tag: {
            for_each: all,
            content: { key: '${tag.key}', value: '${tag.value}', propagate_at_launch: true },
          },
        },
      }),
    },
    { name: 'keys by option', configuration: queue({ CostCenter: '1' }), options: { requiredTags: ['CostCenter'] } },
    {
      name: 'letter case by option',
      configuration: queue({ owner: 'a' }),
      options: { requiredTags: ['Owner'], ignoreCase: true },
    },
    {
      name: 'keys of the type',
      configuration: queue({ Queue: 'orders' }),
      options: { requiredTagsByType: { aws_sqs_queue: ['Queue'] } },
    },
  ],
  fail: [
    {
      name: 'no tags',
      configuration: resource('aws_sqs_queue', {}),
      path: 'tags',
      findings: 1,
      message: 'Owner, Environment, Project',
    },
    { name: 'null', configuration: queue(null) },
    { name: 'an empty map', configuration: queue({}) },
    { name: 'one missing', configuration: queue({ ...all, Project: null }), message: 'the tag Project is missing' },
    { name: 'an empty value', configuration: queue({ ...all, Owner: '' }), message: 'the tag Owner' },
    { name: 'a blank value', configuration: queue({ ...all, Owner: '  ' }) },
    {
      name: 'another letter case',
      configuration: queue({ owner: 'a', Environment: 'b', Project: 'c' }),
      message: 'Owner',
    },
    {
      name: 'an empty value over a default',
      configuration: withDefaults(all, { tags: { Owner: '' } }),
      message: 'the tag Owner',
    },
    { name: 'a value that is no text', configuration: queue({ ...all, Owner: ['a'] }) },
    { name: 'a list instead of a map', configuration: queue([all]) },
    { name: 'text instead of a map', configuration: queue('Owner') },
    {
      name: 'the default provider has the tags, the alias has not',
      configuration: {
        ...resource('aws_sqs_queue', { provider: 'aws.us' }),
        provider: { aws: [{ default_tags: [{ tags: all }] }, { alias: 'us' }] },
      },
    },
    {
      name: 'an Auto Scaling group gets no default tags',
      configuration: withDefaults(all, {}, 'aws_autoscaling_group'),
      path: 'tag',
    },
    {
      name: 'one instance lacks the tag',
      configuration: queue({ ...all, Owner: '${each.value}' }, { for_each: { a: 'team-a', b: '' } }),
      findings: 1,
      message: '"b"',
    },
    {
      name: 'keys of a prototype',
      configuration: queue(all),
      options: { requiredTags: ['constructor'] },
      message: 'constructor',
    },
    {
      name: 'a merge of known maps',
      configuration: queue('${merge({ Owner = "a" }, { Project = "c" })}'),
      message: 'Environment',
    },
    {
      name: 'a merge whose last map empties the value',
      configuration: queue('${merge(var.tags, { Owner = "", Environment = "b", Project = "c" })}'),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: queue('${var.tags}') },
    {
      name: 'only what the hidden part may hold',
      configuration: queue('${merge(var.tags, { Owner = "a", Project = "c" })}'),
      message: 'the tag Environment has a value depends on ${var.tags}',
      findings: 1,
    },
    { name: 'a value without a default', configuration: queue({ ...all, Owner: '${var.owner}' }), message: 'Owner' },
    { name: 'two variables may both be empty', configuration: queue({ ...all, Owner: '${var.a}${var.b}' }) },
    { name: 'default tags that a variable gives', configuration: withDefaults('${var.tags}') },
    { name: 'an alias that the caller gives', configuration: resource('aws_sqs_queue', { provider: 'aws.other' }) },
    { name: 'either of two maps', configuration: queue('${var.prod ? { Owner = "a" } : { Owner = "b" }}') },
    { name: 'a spread of maps', configuration: queue('${merge(var.maps...)}') },
    {
      name: 'an empty value that a later map may fill',
      configuration: queue('${merge({ Owner = "", Environment = "b", Project = "c" }, var.tags)}'),
    },
    {
      name: 'a key that is not known',
      configuration: queue('${{ (var.key) = "a", Environment = "b", Project = "c" }}'),
    },
    {
      name: 'dynamic tag blocks that are not known',
      configuration: resource('aws_autoscaling_group', {
        dynamic: { tag: { for_each: '${var.tags}', content: { key: '${tag.key}', value: '${tag.value}' } } },
      }),
    },
    {
      name: 'the instances of a variable',
      configuration: queue({ ...all, Owner: '${each.value}' }, { for_each: '${var.queues}' }),
    },
  ],
  notApplicable: [
    { name: 'a type without tags', configuration: resource('aws_sqs_queue_policy', {}) },
    { name: 'a resource of another provider', configuration: resource('random_id', { tags: {} }) },
    { name: 'tags that are a filter', configuration: resource('aws_inspector_resource_group', { tags: { Env: 'x' } }) },
    { name: 'data', configuration: resources({ 'data.aws_vpc.v': { tags: { Name: 'x' } } }) },
    { name: 'count = 0', configuration: queue({}, { count: 0 }) },
    { name: 'nothing is required', configuration: queue({}), options: { requiredTags: [] } },
    { name: 'an exempt type', configuration: queue({}), options: { requiredTagsByType: { aws_sqs_queue: [] } } },
  ],
});

const values = (tags: unknown) => ({
  root_module: {
    resources: [{ address: 'aws_sqs_queue.q', mode: 'managed', type: 'aws_sqs_queue', name: 'q', values: tags }],
  },
});

describe('required-tags of a state', () => {
  const state = (tags: unknown) => ({ format_version: '1.0', terraform_version: '1.9.0', values: values(tags) });

  it('reads the tags that the provider has put together', () => {
    expect(runRule(rule, { configuration: state({ tags: { Owner: 'a' }, tags_all: all }) }).verdict).toBe('pass');
  });

  it('reports what is missing there', () => {
    const { verdict, findings } = runRule(rule, { configuration: state({ tags: null, tags_all: { Owner: 'a' } }) });
    expect(verdict).toBe('fail');
    expect(findings[0]?.message).toBe('the tags Environment, Project are missing or empty');
  });
});

describe('required-tags at scale', () => {
  it('judges 20,000 resources in linear time', () => {
    const queues = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`q${String(index)}`, { tags: { Name: 'q' } }]),
    );
    const configuration = loadJson({
      resource: { aws_sqs_queue: queues },
      provider: { aws: [{ default_tags: [{ tags: all }] }] },
    }).configuration;
    const started = performance.now();
    const options = { requiredTags: Object.keys(all), requiredTagsByType: {}, ignoreCase: false };
    const outcomes = configuration
      .ofType('aws_sqs_queue')
      .flatMap((block) => rule.check(block, { configuration, options }));
    expect(outcomes.filter(({ verdict }) => verdict === 'pass')).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
