import rule from '../../../../lib/compliance/rules/cloudtrail/cloudtrail-s3-data-events-write';
import { testRule } from '../../../../lib/testing/rule-tester';
import { advanced, trail } from './trails';

const EVERYWHERE = { is_multi_region_trail: true };
const selector = (values: unknown, read_write_type: unknown = 'All', type: unknown = 'AWS::S3::Object') => ({
  read_write_type,
  data_resource: [{ type, values }],
});
const basic = (...event_selector: readonly object[]) => trail({ ...EVERYWHERE, event_selector });
const OBJECTS = { eventCategory: { equals: ['Data'] }, 'resources.type': { equals: ['AWS::S3::Object'] } };
const selected = (fields: Parameters<typeof advanced>[0]) =>
  trail({ ...EVERYWHERE, advanced_event_selector: [advanced({ ...OBJECTS, ...fields })] });
const ALL = ['arn:aws:s3'];

testRule(rule, {
  pass: [
    { name: 'all buckets', configuration: basic(selector(ALL)) },
    { name: 'the other spelling', configuration: basic(selector(['arn:aws:s3:::'], 'WriteOnly')) },
    { name: 'another partition', configuration: basic(selector(['arn:${data.aws_partition.p.partition}:s3'])) },
    {
      name: 'objects as one block',
      configuration: trail({
        ...EVERYWHERE,
        event_selector: { data_resource: { type: 'AWS::S3::Object', values: 'arn:aws:s3' } },
      }),
    },
    { name: 'advanced', configuration: selected({}) },
    { name: 'advanced, these calls', configuration: selected({ readOnly: { equals: ['false'] } }) },
    { name: 'advanced, all ARNs', configuration: selected({ 'resources.ARN': { starts_with: ['arn:aws:s3:::'] } }) },
    {
      name: 'one trail of two',
      configuration: trail(
        { event_selector: [selector(['arn:aws:s3:::b/'])] },
        { 'aws_cloudtrail.u': { ...EVERYWHERE, event_selector: [selector(ALL)] } },
      ),
    },
    { name: 'in a baseline', configuration: basic(selector(ALL)), accountBaseline: true },
  ],
  fail: [
    { name: 'one bucket', configuration: basic(selector(['arn:aws:s3:::b/'])), path: 'event_selector' },
    { name: 'a bucket of the configuration', configuration: basic(selector(['${aws_s3_bucket.b.arn}/'])) },
    { name: 'the ARN of a bucket', configuration: basic(selector(['${aws_s3_bucket.b.arn}'])) },
    { name: 'the other calls', configuration: basic(selector(ALL, 'ReadOnly')) },
    {
      name: 'advanced, the other calls',
      configuration: selected({ readOnly: { equals: ['true'] } }),
      path: 'advanced_event_selector',
    },
    { name: 'advanced, all but these calls', configuration: selected({ readOnly: { not_equals: ['false'] } }) },
    {
      name: 'advanced, one bucket',
      configuration: selected({ 'resources.ARN': { starts_with: ['arn:aws:s3:::b/'] } }),
    },
    {
      name: 'advanced, all but one bucket',
      configuration: selected({ 'resources.ARN': { not_starts_with: ['arn:aws:s3:::b/'] } }),
    },
    {
      name: 'advanced, all ARNs but some, in one field',
      configuration: selected({
        'resources.ARN': { starts_with: ['arn:aws:s3:::'], not_starts_with: ['arn:aws:s3:::b/'] },
      }),
    },
    { name: 'advanced, one call', configuration: selected({ eventName: { equals: ['PutObject'] } }) },
    { name: 'one region', configuration: trail({ event_selector: [selector(ALL)] }), path: 'is_multi_region_trail' },
    {
      name: 'switched off',
      configuration: trail({ ...EVERYWHERE, enable_logging: false, event_selector: [selector(ALL)] }),
      path: 'enable_logging',
    },
    {
      name: 'a baseline without a trail',
      configuration: { variable: { v: {} } },
      accountBaseline: true,
      address: 'terraform',
    },
    {
      name: 'a baseline whose trail has no selector',
      configuration: trail(EVERYWHERE),
      accountBaseline: true,
      address: 'terraform',
    },
    {
      name: 'a baseline with one bucket, said once',
      configuration: basic(selector(['arn:aws:s3:::b/'])),
      accountBaseline: true,
      findings: 1,
    },
  ],
  unknown: [
    {
      name: 'a baseline whose trail may be in a module',
      configuration: { module: { audit: { source: './audit' } } },
      accountBaseline: true,
    },
    { name: 'values', configuration: basic(selector('${var.all}')) },
    { name: 'a value', configuration: basic(selector(['${var.unset}'])) },
    { name: 'calls', configuration: basic(selector(ALL, '${var.unset}')) },
    { name: 'a type', configuration: basic(selector(ALL, 'All', '${var.unset}')) },
    { name: 'selectors', configuration: trail({ ...EVERYWHERE, event_selector: '${var.all}' }) },
    {
      name: 'regions',
      configuration: trail({ is_multi_region_trail: '${var.unset}', event_selector: [selector(ALL)] }),
    },
    {
      name: 'under a condition',
      configuration: trail({ ...EVERYWHERE, count: '${var.unset}', event_selector: [selector(ALL)] }),
    },
  ],
  notApplicable: [
    { name: 'a trail of management events', configuration: trail(EVERYWHERE) },
    {
      name: 'data events of functions',
      configuration: basic(selector(['arn:aws:lambda'], 'All', 'AWS::Lambda::Function')),
    },
  ],
});
