import rule from '../../../../lib/compliance/rules/rds/rds-oracle-network-encryption';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, instance } from './shared/configurations';

const withOptions = (option: unknown) =>
  instance(
    { engine: 'oracle-ee', option_group_name: '${aws_db_option_group.o.name}' },
    { 'aws_db_option_group.o': { name: 'orders', option } },
  );
const native = (settings: unknown) => ({ option_name: 'NATIVE_NETWORK_ENCRYPTION', option_settings: settings });
const server = (value: unknown) => [
  { name: 'SQLNET.CRYPTO_CHECKSUM_SERVER', value: 'REQUIRED' },
  { name: 'SQLNET.ENCRYPTION_SERVER', value },
];

testRule(rule, {
  pass: [
    { name: 'SSL', configuration: withOptions([{ option_name: 'SSL', port: 2484 }]) },
    { name: 'required', configuration: withOptions([{ option_name: 'STATSPACK' }, native(server('REQUIRED'))]) },
    {
      name: 'required, blocks as objects',
      configuration: withOptions(native({ name: 'SQLNET.ENCRYPTION_SERVER', value: 'required' })),
    },
    {
      name: 'a replica with the group of its source',
      configuration: instance(
        { engine: 'oracle-ee', option_group_name: 'orders' },
        {
          'aws_db_instance.r': { replicate_source_db: '${aws_db_instance.main.identifier}' },
          'aws_db_option_group.o': { name: 'orders', option: [{ option_name: 'SSL' }] },
        },
      ),
    },
  ],
  fail: [
    { name: 'no group', configuration: instance({ engine: 'oracle-se2' }), path: 'option_group_name' },
    {
      name: 'the default group',
      configuration: instance({ engine: 'oracle-se2', option_group_name: 'default:oracle-se2-19' }),
    },
    { name: 'no such option', configuration: withOptions([{ option_name: 'STATSPACK' }]) },
    { name: 'no options', configuration: withOptions(null) },
    { name: 'requested by default', configuration: withOptions([native(null)]), message: 'leaves it to the client' },
    { name: 'accepted', configuration: withOptions([native(server('ACCEPTED'))]) },
    {
      name: 'a replica in another region, which starts with the default group',
      configuration: blocks(
        {
          'aws_db_instance.source': { engine: 'oracle-ee', option_group_name: '${aws_db_option_group.o.name}' },
          'aws_db_instance.main': { provider: 'aws.us', replicate_source_db: '${aws_db_instance.source.arn}' },
          'aws_db_option_group.o': { option: { option_name: 'SSL' } },
        },
        { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } },
      ),
      address: 'aws_db_instance.main',
    },
  ],
  unknown: [
    {
      name: 'a group outside',
      configuration: instance({ engine: 'oracle-ee', option_group_name: 'company' }),
      path: 'option_group_name',
    },
    { name: 'an unknown value', configuration: withOptions([native(server('${var.unset}'))]) },
    { name: 'unknown options', configuration: withOptions('${var.unset}') },
    { name: 'an unknown option', configuration: withOptions([{ option_name: '${var.unset}' }]) },
    { name: 'an unknown engine', configuration: instance({ engine: '${var.unset}' }), path: 'engine' },
  ],
  notApplicable: [{ name: 'SQL Server', configuration: instance({ engine: 'sqlserver-se' }) }],
});
