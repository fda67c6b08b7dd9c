import rule from '../../../../lib/compliance/rules/detection/config-recorder-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const RECORDER = 'aws_config_configuration_recorder.main';
const STATUS = 'aws_config_configuration_recorder_status.main';
const CHANNEL = 'aws_config_delivery_channel.main';
const NAME = '${aws_config_configuration_recorder.main.name}';
const on = { name: NAME, is_enabled: true };
const group = (attributes: unknown) => ({ role_arn: 'r', recording_group: attributes });
const recorder = (attributes: unknown, status: Record<string, unknown> = on) =>
  resources({ [RECORDER]: group(attributes), [STATUS]: status });
const PROVIDERS = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const GLOBAL = group({ include_global_resource_types: true });
const BASELINE = { accountBaseline: true, address: 'terraform' };
const EXCLUSION = {
  all_supported: false,
  exclusion_by_resource_types: [{ resource_types: ['AWS::EC2::Instance'] }],
  recording_strategy: [{ use_only: 'EXCLUSION_BY_RESOURCE_TYPES' }],
};

testRule(rule, {
  pass: [
    { name: 'the defaults', configuration: recorder(null), address: RECORDER },
    { name: 'all types', configuration: recorder([{ all_supported: true }]), address: RECORDER },
    { name: 'all but some', configuration: recorder(EXCLUSION), address: RECORDER },
    {
      name: 'the strategy of all',
      configuration: recorder({ recording_strategy: { use_only: 'ALL_SUPPORTED_RESOURCE_TYPES' } }),
    },
    { name: 'a status that is on', configuration: recorder({}), address: STATUS },
    { name: 'a status that is on, as text', configuration: recorder({}, { name: 'default', is_enabled: 'true' }) },
    {
      name: 'a baseline of one region',
      configuration: resources({ [RECORDER]: GLOBAL, [STATUS]: on, [CHANNEL]: { s3_bucket_name: 'b' } }),
      ...BASELINE,
    },
    {
      name: 'types of IAM in one region of two',
      configuration: resources(
        {
          [RECORDER]: GLOBAL,
          [STATUS]: on,
          [CHANNEL]: { s3_bucket_name: 'b' },
          'aws_config_configuration_recorder.us': { provider: 'aws.us', ...group({}) },
          'aws_config_delivery_channel.us': { provider: 'aws.us', s3_bucket_name: 'b' },
        },
        PROVIDERS,
      ),
      ...BASELINE,
    },
    {
      name: 'regions of for_each',
      configuration: resources(
        {
          [RECORDER]: { for_each: ['eu-west-1', 'us-east-1'], region: '${each.value}', ...GLOBAL },
          [CHANNEL]: { for_each: ['eu-west-1', 'us-east-1'], region: '${each.value}' },
        },
        PROVIDERS,
      ),
      ...BASELINE,
    },
    {
      name: 'types of IAM by exclusion of others',
      configuration: resources({ [RECORDER]: group(EXCLUSION), [CHANNEL]: { s3_bucket_name: 'b' } }),
      ...BASELINE,
    },
  ],
  fail: [
    {
      name: 'off',
      configuration: recorder({}, { name: NAME, is_enabled: false }),
      address: STATUS,
      path: 'is_enabled',
    },
    { name: 'off as text', configuration: recorder({}, { name: NAME, is_enabled: 'false' }), address: STATUS },
    {
      name: 'some types',
      configuration: recorder({ all_supported: false, resource_types: ['AWS::S3::Bucket'] }),
      address: RECORDER,
      path: 'recording_group[0].all_supported',
    },
    {
      name: 'some types by strategy',
      configuration: recorder([{ recording_strategy: [{ use_only: 'INCLUSION_BY_RESOURCE_TYPES' }] }]),
      address: RECORDER,
    },
    { name: 'no status', configuration: resources({ [RECORDER]: group({}) }), message: 'nothing starts' },
    {
      name: 'the status of another recorder',
      configuration: resources({
        [RECORDER]: { name: 'a', role_arn: 'r' },
        [STATUS]: { name: '${aws_config_configuration_recorder.b.name}', is_enabled: true },
        'aws_config_configuration_recorder.b': { name: 'b', provider: 'aws.us', role_arn: 'r' },
      }),
      address: RECORDER,
    },
    {
      name: 'a status of another name',
      configuration: resources({ [RECORDER]: group({}), [STATUS]: { name: 'other', is_enabled: true } }),
      address: RECORDER,
    },
    {
      name: 'a region without recorder, and without channel',
      configuration: resources({ [RECORDER]: GLOBAL, [STATUS]: on, [CHANNEL]: { s3_bucket_name: 'b' } }, PROVIDERS),
      findings: 2,
      message: 'us-east-1',
      ...BASELINE,
    },
    { name: 'no channel', configuration: resources({ [RECORDER]: GLOBAL }), message: 'delivers', ...BASELINE },
    {
      name: 'no types of IAM',
      configuration: resources({ [RECORDER]: group({}), [CHANNEL]: { s3_bucket_name: 'b' } }),
      message: 'IAM',
      ...BASELINE,
    },
    {
      name: 'types of IAM that are excluded',
      configuration: resources({
        [RECORDER]: group({ ...EXCLUSION, exclusion_by_resource_types: { resource_types: ['AWS::IAM::Role'] } }),
        [CHANNEL]: { s3_bucket_name: 'b' },
      }),
      message: 'IAM',
      ...BASELINE,
    },
    { name: 'nothing', configuration: resources({}), findings: 2, ...BASELINE },
  ],
  unknown: [
    {
      name: 'a status that is not known',
      configuration: recorder({}, { name: NAME, is_enabled: '${var.on}' }),
      address: STATUS,
    },
    {
      name: 'a status of a name that is not known',
      configuration: resources(
        {
          'aws_config_configuration_recorder_status.s': { name: 'x', provider: 'aws.v', is_enabled: true },
          [RECORDER]: { name: '${var.n}', role_arn: 'r' },
        },
        { provider: { aws: [{ region: 'a' }, { alias: 'v', region: '${var.r}' }] } },
      ),
      address: RECORDER,
    },
    { name: 'a group that is not known', configuration: recorder('${var.group}'), address: RECORDER },
    { name: 'a switch that is not known', configuration: recorder({ all_supported: '${var.all}' }), address: RECORDER },
    {
      name: 'a dynamic group',
      configuration: resources({
        [RECORDER]: { dynamic: { recording_group: { for_each: '${var.groups}', content: { all_supported: false } } } },
        [STATUS]: on,
      }),
      address: RECORDER,
    },
    {
      name: 'a recorder under a condition',
      configuration: resources({ [RECORDER]: { count: '${var.n}', ...GLOBAL }, [CHANNEL]: { s3_bucket_name: 'b' } }),
      ...BASELINE,
    },
    { name: 'a module', configuration: { module: { m: { source: './m' } } }, ...BASELINE },
  ],
  notApplicable: [
    { name: 'a channel', configuration: resources({ [CHANNEL]: { s3_bucket_name: 'b' } }) },
    { name: 'no baseline', configuration: resources({}) },
  ],
});
