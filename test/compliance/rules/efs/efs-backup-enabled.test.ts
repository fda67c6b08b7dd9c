import rule from '../../../../lib/compliance/rules/efs/efs-backup-enabled';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const address = 'aws_efs_file_system.main';
const reference = '${aws_efs_file_system.main.id}';
const policy = (status: unknown, fileSystem: unknown = reference, others = {}) => ({
  file_system_id: fileSystem,
  backup_policy: { status },
  ...others,
});
const withPolicy = (attributes: Attributes, main: Attributes = {}) =>
  blocks({ [address]: main, 'aws_efs_backup_policy.p': attributes });
const withSelection = (selection: Attributes, main: Attributes = {}, rest = {}) =>
  blocks({ [address]: main, 'aws_backup_selection.s': selection }, rest);
const regions = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };

const ARN = 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0';
const inState = (type: string, values: object) => ({ mode: 'managed', address: `${type}.s`, type, name: 's', values });
const selectedInState = (...resources: readonly string[]) => ({
  format_version: '1.0',
  terraform_version: '1.11.0',
  values: {
    root_module: {
      resources: [
        inState('aws_efs_file_system', { id: 'fs-0', arn: ARN, availability_zone_name: '' }),
        inState('aws_backup_selection', { resources, not_resources: [], selection_tag: [], condition: [] }),
      ],
    },
  },
});

testRule(rule, {
  pass: [
    { name: 'a selection by its ARN, in a state', configuration: selectedInState(ARN) },
    { name: 'a policy', configuration: withPolicy(policy('ENABLED')) },
    {
      name: 'a policy, block as array',
      configuration: withPolicy({ file_system_id: reference, backup_policy: [{ status: 'ENABLED' }] }),
    },
    {
      name: 'a policy for each instance',
      configuration: withPolicy(policy('ENABLED', '${aws_efs_file_system.main[count.index].id}', { count: 2 }), {
        count: 2,
      }),
    },
    { name: 'a selection by ARN', configuration: withSelection({ resources: ['${aws_efs_file_system.main.arn}'] }) },
    { name: 'a selection of everything', configuration: withSelection({ resources: ['*'] }) },
    { name: 'a selection without resources', configuration: withSelection({}) },
    {
      name: 'a selection of all file systems',
      configuration: withSelection({ resources: ['arn:aws:elasticfilesystem:*:*:file-system/*'] }),
    },
    { name: 'a selection of all of EFS', configuration: withSelection({ resources: ['arn:aws:elasticfilesystem:*'] }) },
    {
      name: 'a selection by tag',
      configuration: withSelection(
        { selection_tag: { type: 'STRINGEQUALS', key: 'Backup', value: 'daily' } },
        { tags: { Backup: 'daily' } },
      ),
    },
    {
      name: 'a selection by a tag of the provider',
      configuration: withSelection(
        { selection_tag: [{ type: 'STRINGEQUALS', key: 'Backup', value: 'daily' }] },
        {},
        { provider: { aws: { default_tags: [{ tags: { Backup: 'daily' } }] } } },
      ),
    },
    {
      name: 'a policy switched off beside a selection',
      configuration: blocks({
        [address]: {},
        'aws_efs_backup_policy.p': policy('DISABLED'),
        'aws_backup_selection.s': { resources: ['${aws_efs_file_system.main.arn}'] },
      }),
    },
    {
      name: 'one zone, where AWS does so by itself',
      configuration: blocks({ [address]: { availability_zone_name: 'eu-west-1a' } }),
    },
    {
      name: 'the policy of a file system outside',
      configuration: blocks({ 'aws_efs_backup_policy.p': policy('ENABLED', 'fs-0abc') }),
    },
  ],
  fail: [
    { name: 'a selection of another one, in a state', configuration: selectedInState(`${ARN}1`) },
    { name: 'nothing', configuration: blocks({ [address]: {} }) },
    { name: 'switched off', configuration: withPolicy(policy('DISABLED')), message: 'switched off', findings: 1 },
    {
      name: 'two policies that disagree',
      configuration: blocks({
        [address]: {},
        'aws_efs_backup_policy.p': policy('DISABLED'),
        'aws_efs_backup_policy.q': policy('ENABLED'),
      }),
      message: 'switched off',
    },
    { name: 'a policy without a block', configuration: withPolicy({ file_system_id: reference }) },
    {
      name: 'one zone, switched off',
      configuration: withPolicy(policy('DISABLED'), { availability_zone_name: 'eu-west-1a' }),
    },
    {
      name: 'one of two instances',
      configuration: withPolicy(policy('ENABLED', '${aws_efs_file_system.main[0].id}'), { count: 2 }),
      message: 'some instances',
    },
    {
      name: 'the policy of another file system',
      address,
      configuration: blocks({
        [address]: {},
        'aws_efs_file_system.other': {},
        'aws_efs_backup_policy.p': policy('ENABLED', '${aws_efs_file_system.other.id}'),
      }),
    },
    {
      name: 'a selection of another resource',
      configuration: withSelection({ resources: ['${aws_db_instance.main.arn}'] }),
    },
    {
      name: 'a selection of another kind',
      configuration: withSelection({ resources: ['arn:aws:rds:*:*:db:*'] }),
    },
    {
      name: 'a selection that leaves it out',
      configuration: withSelection({ resources: ['*'], not_resources: ['${aws_efs_file_system.main.arn}'] }),
    },
    {
      name: 'a selection by another tag',
      configuration: withSelection(
        { selection_tag: { key: 'Backup', value: 'daily' } },
        { tags: { Backup: 'weekly' } },
      ),
    },
    {
      name: 'a selection with a condition that does not hold',
      configuration: withSelection(
        { resources: ['*'], condition: { string_equals: { key: 'aws:ResourceTag/Env', value: 'prod' } } },
        { tags: { Env: 'dev' } },
      ),
    },
    {
      name: 'a selection of another region',
      configuration: withSelection({ resources: ['*'], provider: 'aws.us' }, {}, regions),
    },
    {
      name: 'switched off for a file system outside',
      configuration: blocks({ 'aws_efs_backup_policy.p': policy('DISABLED', 'fs-0abc') }),
      path: 'backup_policy[0].status',
    },
  ],
  unknown: [
    {
      name: 'one zone, perhaps switched off',
      configuration: withPolicy(policy('DISABLED', reference, { count: '${var.unset}' }), {
        availability_zone_name: 'eu-west-1a',
      }),
    },
    {
      name: 'one zone, and something switched off elsewhere',
      address,
      configuration: withPolicy(policy('DISABLED', '${var.unset}'), { availability_zone_name: 'eu-west-1a' }),
    },
    { name: 'as a variable says', configuration: withPolicy(policy('${var.unset}')) },
    { name: 'a policy of a variable', address, configuration: withPolicy(policy('ENABLED', '${var.unset}')) },
    {
      name: 'a policy that may not be there',
      configuration: withPolicy(policy('ENABLED', reference, { count: '${var.unset}' })),
    },
    {
      name: 'a choice of file systems',
      address,
      configuration: blocks({
        [address]: {},
        'aws_efs_file_system.other': {},
        'aws_efs_backup_policy.p': policy(
          'ENABLED',
          '${var.unset ? aws_efs_file_system.main.id : aws_efs_file_system.other.id}',
        ),
      }),
    },
    { name: 'a selection of a variable', configuration: withSelection({ resources: '${var.unset}' }) },
    { name: 'a selection with a variable', configuration: withSelection({ resources: ['${var.unset}'] }) },
    {
      name: 'a tag of a variable',
      configuration: withSelection({ selection_tag: { key: 'B', value: 'd' } }, { tags: { B: '${var.unset}' } }),
    },
    { name: 'zones of a variable', configuration: blocks({ [address]: { availability_zone_name: '${var.unset}' } }) },
    {
      name: 'a selection that may not be there',
      configuration: withSelection({ resources: ['*'], count: '${var.unset}' }),
    },
  ],
});

it('judges many file systems with selections of their own', () => {
  const names = Array.from({ length: 3_000 }, (_, n) => `f${String(n)}`);
  const configuration = {
    resource: {
      aws_efs_file_system: Object.fromEntries(names.map((name) => [name, {}])),
      aws_backup_selection: Object.fromEntries(
        names.map((name) => [name, { resources: [`\${aws_efs_file_system.${name}.arn}`] }]),
      ),
    },
  };
  const started = performance.now();
  expect(runRule(rule, { configuration }).verdict).toBe('pass');
  expect(performance.now() - started).toBeLessThan(5_000);
});
