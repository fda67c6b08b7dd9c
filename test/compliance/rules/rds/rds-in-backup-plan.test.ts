import rule from '../../../../lib/compliance/rules/rds/rds-in-backup-plan';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance, type Attributes } from './shared/configurations';

const selected = (selection: Attributes, database: Attributes = {}) =>
  instance({ identifier: 'orders', ...database }, { 'aws_backup_selection.s': selection });
const everything = { resources: ['*'] };
const tag = { selection_tag: [{ type: 'STRINGEQUALS', key: 'Backup', value: 'daily' }] };
const daily = { tags: { Backup: 'daily' } };
const condition = (body: Attributes) => ({ ...everything, condition: [body] });
const onTag = (value: unknown) => [{ key: 'aws:ResourceTag/Backup', value }];

const regions = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };

testRule(rule, {
  pass: [
    { name: 'by ARN', configuration: selected({ resources: ['${aws_db_instance.main.arn}'] }) },
    { name: 'everything', configuration: selected(everything) },
    { name: 'every database', configuration: selected({ resources: ['arn:aws:rds:*:*:db:*'] }, { identifier: null }) },
    { name: 'by name', configuration: selected({ resources: ['arn:aws:rds:*:*:db:ord*'] }) },
    {
      name: 'by literal ARN',
      configuration: selected({ resources: ['arn:aws:rds:eu-west-1:111122223333:db:orders'] }),
    },
    {
      name: 'a cluster',
      configuration: cluster({}, { 'aws_backup_selection.s': { resources: ['arn:aws:rds:*:*:cluster:*'] } }),
    },
    { name: 'by tag', configuration: selected(tag, daily) },
    {
      name: 'by tag, block as object',
      configuration: selected({ selection_tag: { key: 'Backup', value: 'daily' } }, daily),
    },
    {
      name: 'by a tag of the provider',
      configuration: blocks(
        { 'aws_db_instance.main': {}, 'aws_backup_selection.s': tag },
        { provider: { aws: { default_tags: [daily] } } },
      ),
    },
    { name: 'by condition', configuration: selected(condition({ string_equals: onTag('daily') }), daily) },
    { name: 'by condition with a wildcard', configuration: selected(condition({ string_like: onTag('d*y') }), daily) },
    {
      name: 'not excluded by condition',
      configuration: selected(condition({ string_not_equals: onTag('none') }), daily),
    },
    {
      name: 'one of two selections',
      configuration: instance({}, { 'aws_backup_selection.a': tag, 'aws_backup_selection.b': everything }),
    },
    {
      name: 'a dynamic tag',
      configuration: selected(
        {
          dynamic: {
            selection_tag: { for_each: ['daily'], content: { key: 'Backup', value: '${selection_tag.value}' } },
          },
        },
        daily,
      ),
    },
    { name: 'a wildcard at the end', configuration: selected({ resources: ['arn:aws:rds:*'] }) },
    {
      name: 'neither resources nor tags',
      configuration: selected({ condition: [{ string_equals: onTag('daily') }] }, daily),
    },
    {
      name: 'by ARN around the name',
      configuration: selected({ resources: ['arn:aws:rds:${var.unset}:1:db:${aws_db_instance.main.identifier}'] }),
    },
  ],
  fail: [
    { name: 'no selection', configuration: instance({}), path: '' },
    { name: 'another database', configuration: selected({ resources: ['arn:aws:rds:*:*:db:users'] }) },
    { name: 'clusters only', configuration: selected({ resources: ['arn:aws:rds:*:*:cluster:*'] }) },
    { name: 'another service', configuration: selected({ resources: ['arn:aws:dynamodb:*:*:table/*'] }) },
    {
      name: 'another region',
      configuration: selected({ resources: ['arn:aws:rds:us-east-1:*:db:*'] }, { region: 'eu-west-1' }),
    },
    { name: 'excluded', configuration: selected({ ...everything, not_resources: ['${aws_db_instance.main.arn}'] }) },
    { name: 'another tag', configuration: selected(tag, { tags: { Backup: 'weekly' } }) },
    { name: 'a tag of a prototype', configuration: selected({ selection_tag: [{ key: 'constructor', value: 'x' }] }) },
    { name: 'no tag', configuration: selected(tag) },
    {
      name: 'a condition that does not hold',
      configuration: selected(condition({ string_equals: onTag('weekly') }), daily),
    },
    { name: 'excluded by condition', configuration: selected(condition({ string_not_like: onTag('d*') }), daily) },
    {
      name: 'a selection in another region',
      configuration: blocks(
        { 'aws_db_instance.main': {}, 'aws_backup_selection.s': { ...everything, provider: 'aws.us' } },
        regions,
      ),
    },
    {
      name: 'everything of RDS in another region',
      configuration: blocks(
        { 'aws_db_instance.main': {}, 'aws_backup_selection.s': { resources: ['arn:aws:rds:us-east-1:1:*'] } },
        regions,
      ),
    },
    {
      name: 'another service by a template',
      configuration: selected({ resources: ['arn:aws:dynamodb:${var.unset}:1:table/x'] }),
    },
  ],
  unknown: [
    { name: 'unknown tags', configuration: selected(tag, { tags: '${var.unset}' }) },
    { name: 'an unknown tag', configuration: selected(tag, { tags: { Backup: '${var.unset}' } }) },
    { name: 'unknown resources', configuration: selected({ resources: '${var.unset}' }) },
    { name: 'an unknown exclusion', configuration: selected({ ...everything, not_resources: ['${var.unset}'] }) },
    {
      name: 'unknown selection tags',
      configuration: selected(
        { dynamic: { selection_tag: { for_each: '${var.unset}', content: { key: 'Backup', value: 'daily' } } } },
        daily,
      ),
    },
    {
      name: 'a selection that may not be there',
      configuration: selected({ ...everything, count: '${var.unset ? 1 : 0}' }),
    },
    {
      name: 'more exclusions of a variable',
      configuration: selected({ ...everything, not_resources: '${concat([aws_db_instance.other.arn], var.unset)}' }),
    },
    {
      name: 'more resources of a variable',
      configuration: instance(
        {},
        {
          'aws_db_instance.other': {},
          'aws_backup_selection.s': { resources: '${concat([aws_db_instance.other.arn], var.unset)}' },
        },
      ),
      address: 'aws_db_instance.main',
    },
    {
      name: 'one database or another',
      configuration: instance(
        {},
        {
          'aws_db_instance.other': {},
          'aws_backup_selection.s': {
            resources: ['${var.unset ? aws_db_instance.main.arn : aws_db_instance.other.arn}'],
          },
        },
      ),
    },
    {
      name: 'one of several instances',
      configuration: instance(
        { count: 2 },
        { 'aws_backup_selection.s': { resources: ['${aws_db_instance.main[0].arn}'] } },
      ),
    },
  ],
  notApplicable: [
    { name: 'backups of the organization', configuration: instance({}), options: { assumeOrgBackup: true } },
    { name: 'a member of a cluster', configuration: instance({ engine: 'aurora-mysql' }) },
  ],
});

it('takes time in proportion to databases and selections', () => {
  const numbers = Array.from({ length: 5_000 }, (_, n) => String(n));
  const configuration = {
    resource: {
      aws_db_instance: Object.fromEntries(numbers.map((n) => [`d${n}`, { tags: { Backup: n } }])),
      aws_backup_selection: Object.fromEntries(
        numbers.map((n) => [`s${n}`, { selection_tag: { type: 'STRINGEQUALS', key: 'Backup', value: n } }]),
      ),
    },
  };
  const started = performance.now();
  expect(runRule(rule, { configuration }).verdict).toBe('pass');
  expect(performance.now() - started).toBeLessThan(5_000);
});
