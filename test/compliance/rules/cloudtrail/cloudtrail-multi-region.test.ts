import rule from '../../../../lib/compliance/rules/cloudtrail/cloudtrail-multi-region';
import { testRule } from '../../../../lib/testing/rule-tester';
import { advanced, trail, TRAIL } from './trails';

const EVERYWHERE = { is_multi_region_trail: true };
const basic = (...event_selector: readonly object[]) => trail({ ...EVERYWHERE, event_selector });
const selected = (...selectors: readonly Parameters<typeof advanced>[0][]) =>
  trail({ ...EVERYWHERE, advanced_event_selector: selectors.map(advanced) });
const MANAGEMENT = { eventCategory: { equals: ['Management'] } };
const DATA = { eventCategory: { equals: ['Data'] }, 'resources.type': { equals: ['AWS::S3::Object'] } };

testRule(rule, {
  pass: [
    { name: 'all regions', configuration: trail(EVERYWHERE) },
    { name: 'as text', configuration: trail({ is_multi_region_trail: 'true', enable_logging: 'true' }) },
    { name: 'null selectors', configuration: trail({ ...EVERYWHERE, event_selector: null, enable_logging: null }) },
    {
      name: 'a selector of everything',
      configuration: basic({ read_write_type: 'All', include_management_events: true }),
    },
    { name: 'a selector by its defaults', configuration: trail({ ...EVERYWHERE, event_selector: {} }) },
    {
      name: 'two selectors together',
      configuration: basic({ read_write_type: 'ReadOnly' }, { read_write_type: 'WriteOnly' }),
    },
    { name: 'an advanced selector', configuration: selected(DATA, MANAGEMENT) },
    {
      name: 'but for KMS',
      configuration: selected({ ...MANAGEMENT, eventSource: { not_equals: ['kms.amazonaws.com'] } }),
    },
    {
      name: 'advanced selectors together',
      configuration: selected(
        { ...MANAGEMENT, readOnly: { equals: ['true'] } },
        { ...MANAGEMENT, readOnly: { equals: ['false'] } },
      ),
    },
    { name: 'one trail of two', configuration: trail(EVERYWHERE, { 'aws_cloudtrail.u': {} }) },
    { name: 'in a baseline', configuration: trail(EVERYWHERE), accountBaseline: true },
  ],
  fail: [
    { name: 'absent', configuration: trail(), path: 'is_multi_region_trail' },
    { name: 'false', configuration: trail({ is_multi_region_trail: 'false' }) },
    { name: 'a wrong type', configuration: trail({ is_multi_region_trail: ['true'] }) },
    { name: 'switched off', configuration: trail({ ...EVERYWHERE, enable_logging: false }), path: 'enable_logging' },
    { name: 'write events', configuration: basic({ read_write_type: 'WriteOnly' }), path: 'event_selector' },
    { name: 'data events only', configuration: basic({ include_management_events: false }) },
    { name: 'data events only, advanced', configuration: selected(DATA), path: 'advanced_event_selector' },
    { name: 'write events, advanced', configuration: selected({ ...MANAGEMENT, readOnly: { equals: ['false'] } }) },
    { name: 'all but read events', configuration: selected({ ...MANAGEMENT, readOnly: { not_equals: ['true'] } }) },
    {
      name: 'but for IAM',
      configuration: selected({ ...MANAGEMENT, eventSource: { not_equals: ['iam.amazonaws.com'] } }),
    },
    { name: 'one service', configuration: selected({ ...MANAGEMENT, eventSource: { equals: ['iam.amazonaws.com'] } }) },
    {
      name: 'services of a beginning',
      configuration: selected({ ...MANAGEMENT, eventSource: { starts_with: ['s3'] } }),
    },
    {
      name: 'but for services of a beginning',
      configuration: selected({ ...MANAGEMENT, eventSource: { not_starts_with: ['iam'] } }),
    },
    { name: 'one call', configuration: selected({ ...MANAGEMENT, eventName: { equals: ['ConsoleLogin'] } }) },
    { name: 'two trails of one region', configuration: trail({}, { 'aws_cloudtrail.u': {} }), findings: 2 },
    {
      name: 'a baseline without a trail',
      configuration: { variable: { v: {} } },
      accountBaseline: true,
      address: 'terraform',
    },
    { name: 'a baseline with count = 0', configuration: trail({ ...EVERYWHERE, count: 0 }), accountBaseline: true },
  ],
  unknown: [
    {
      name: 'another trail that may be of another account',
      configuration: {
        ...trail({}, { 'aws_cloudtrail.u': { ...EVERYWHERE, provider: 'aws.other' } }),
        provider: {
          aws: [{ region: 'eu-west-1' }, { alias: 'other', region: 'eu-west-1', profile: 'other' }],
        },
      },
      address: TRAIL,
    },
    {
      name: 'a baseline whose trail may be in a module',
      configuration: { module: { audit: { source: './audit' } } },
      accountBaseline: true,
    },
    { name: 'regions', configuration: trail({ is_multi_region_trail: '${var.unset}' }), path: 'is_multi_region_trail' },
    { name: 'logging', configuration: trail({ ...EVERYWHERE, enable_logging: '${var.unset}' }) },
    { name: 'the kind of events', configuration: basic({ read_write_type: '${var.unset}' }) },
    { name: 'the selectors', configuration: trail({ ...EVERYWHERE, event_selector: '${var.all}' }) },
    { name: 'a field', configuration: selected({ ...MANAGEMENT, '${var.unset}': { equals: ['x'] } }) },
    { name: 'under a condition', configuration: trail({ ...EVERYWHERE, count: '${var.unset}' }) },
    {
      name: 'another trail that may do it',
      configuration: trail({}, { 'aws_cloudtrail.u': { ...EVERYWHERE, count: '${var.unset}' } }),
      address: TRAIL,
    },
    {
      name: 'dynamic selectors',
      configuration: trail({
        ...EVERYWHERE,
        dynamic: { event_selector: { for_each: '${var.all}', content: { read_write_type: 'All' } } },
      }),
    },
  ],
  notApplicable: [{ name: 'no trail, no baseline', configuration: { variable: { v: {} } } }],
});
