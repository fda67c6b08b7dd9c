import rule from '../../../../lib/compliance/rules/ec2/ebs-volume-encrypted';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from '../rds/shared/configurations';

type Blocks = Readonly<Record<string, Attributes>>;

const VOLUME = 'aws_ebs_volume.main';
const INSTANCE = 'aws_instance.main';
const volume = (attributes: Attributes, others: Blocks = {}, rest = {}) =>
  blocks({ [VOLUME]: attributes, ...others }, rest);
const instance = (attributes: Attributes, others: Blocks = {}) => blocks({ [INSTANCE]: attributes, ...others });
const template = (mappings: unknown, others: Attributes = {}) =>
  blocks({ 'aws_launch_template.t': { block_device_mappings: mappings, ...others } });
const fleet = (specification: unknown) =>
  blocks({ 'aws_spot_fleet_request.f': { launch_specification: specification } });
const copy = (attributes: Attributes, others: Blocks = {}) =>
  blocks({ 'aws_ebs_snapshot_copy.c': { source_region: 'eu-west-1', ...attributes }, ...others });
const root = { root_block_device: { encrypted: true } };
const byDefault = (attributes: Attributes = {}) => ({ 'aws_ebs_encryption_by_default.d': attributes });
const regions = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const cases = booleanCases((attributes) => volume(attributes), 'encrypted', true, 'fail');
const snapshotOf = (source: Attributes) => ({
  'aws_ebs_volume.source': source,
  'aws_ebs_snapshot.s': { volume_id: '${aws_ebs_volume.source.id}' },
});
const restored = { snapshot_id: '${aws_ebs_snapshot.s.id}' };
const fromTemplate = (mappings: unknown, link: Attributes = {}) =>
  instance(
    { launch_template: { id: '${aws_launch_template.t.id}', ...link } },
    { 'aws_launch_template.t': { block_device_mappings: mappings } },
  );

testRule(rule, {
  pass: [
    ...cases.pass,
    { name: 'by the region', configuration: volume({}, byDefault()) },
    {
      name: 'by the region, which wins over false',
      configuration: volume({ encrypted: false }, byDefault({ enabled: 'true' })),
    },
    {
      name: 'by the region of an alias',
      configuration: volume({ provider: 'aws.us' }, byDefault({ provider: 'aws.us' }), regions),
    },
    {
      name: 'by the region, for each region',
      configuration: volume(
        { region: 'us-east-1' },
        byDefault({ for_each: ['eu-west-1', 'us-east-1'], region: '${each.value}' }),
        regions,
      ),
    },
    {
      name: 'from the snapshot of an encrypted volume',
      address: VOLUME,
      configuration: volume(restored, snapshotOf({ encrypted: true })),
    },
    {
      name: 'from an encrypted copy of a snapshot',
      address: VOLUME,
      configuration: volume(
        { snapshot_id: '${aws_ebs_snapshot_copy.c.id}' },
        {
          ...snapshotOf({}),
          'aws_ebs_snapshot_copy.c': { source_snapshot_id: '${aws_ebs_snapshot.s.id}', encrypted: true },
        },
      ),
    },
    { name: 'a copy', configuration: copy({ source_snapshot_id: 'snap-0abc', encrypted: true }) },
    {
      name: 'a copy of an encrypted snapshot',
      address: 'aws_ebs_snapshot_copy.c',
      configuration: copy({ source_snapshot_id: '${aws_ebs_snapshot.s.id}' }, snapshotOf({ encrypted: true })),
    },
    { name: 'the root of an instance', configuration: instance(root) },
    { name: 'as an array', configuration: instance({ root_block_device: [{ encrypted: 'true' }] }) },
    {
      name: 'every device',
      configuration: instance({ ...root, ebs_block_device: [{ device_name: '/dev/sdf', encrypted: true }] }),
    },
    {
      name: 'an encrypted copy of the image',
      configuration: instance({ ami: '${aws_ami_copy.a.id}' }, { 'aws_ami_copy.a': { encrypted: true } }),
    },
    {
      name: 'devices over an unknown, encrypted in any case',
      configuration: instance({
        ...root,
        dynamic: { ebs_block_device: { for_each: '${var.unset}', content: { device_name: 'x', encrypted: true } } },
      }),
    },
    {
      name: 'the root by the template',
      address: INSTANCE,
      configuration: fromTemplate([{ device_name: '/dev/xvda', ebs: { encrypted: 'true' } }]),
    },
    { name: 'a template', configuration: template({ device_name: '/dev/xvda', ebs: { encrypted: true } }) },
    {
      name: 'a template that takes a device away',
      configuration: template([
        { device_name: '/dev/xvda', ebs: [{ encrypted: true }] },
        { device_name: '/dev/sdb', no_device: 'true', ebs: [{ encrypted: false }] },
        { device_name: '/dev/sdc', virtual_name: 'ephemeral0' },
      ]),
    },
    {
      name: 'a template by the region',
      address: 'aws_launch_template.t',
      configuration: blocks({ 'aws_launch_template.t': {}, ...byDefault() }),
    },
    {
      name: 'a launch configuration',
      configuration: blocks({
        'aws_launch_configuration.c': { ...root, ebs_block_device: { device_name: 'b', no_device: true } },
      }),
    },
    { name: 'a fleet', configuration: fleet([root, { root_block_device: [{ encrypted: true }] }]) },
    { name: 'a spot request', configuration: blocks({ 'aws_spot_instance_request.s': root }) },
  ],
  fail: [
    {
      name: 'one of several',
      configuration: volume({ for_each: { a: { on: true }, b: { on: false } }, encrypted: '${each.value.on}' }),
      findings: 1,
    },
    ...cases.fail,
    {
      name: 'a key alone',
      configuration: volume({ kms_key_id: '${aws_kms_key.k.arn}' }, { 'aws_kms_key.k': {} }),
      path: 'encrypted',
    },
    { name: 'by a region that does not', configuration: volume({}, byDefault({ enabled: false })) },
    { name: 'by another region', configuration: volume({}, byDefault({ provider: 'aws.us' }), regions) },
    { name: 'false, from a snapshot outside', configuration: volume({ snapshot_id: 'snap-0abc', encrypted: false }) },
    {
      name: 'from the snapshot of an unencrypted volume',
      address: VOLUME,
      configuration: volume(restored, snapshotOf({})),
    },
    { name: 'an empty snapshot is none', configuration: volume({ snapshot_id: '' }) },
    { name: 'a copy that says no', configuration: copy({ source_snapshot_id: 'snap-0abc', encrypted: false }) },
    { name: 'no root', configuration: instance({}), path: 'root_block_device' },
    {
      name: 'an empty root',
      configuration: instance({ root_block_device: {} }),
      path: 'root_block_device[0].encrypted',
    },
    { name: 'a root in an empty list', configuration: instance({ root_block_device: [] }), path: 'root_block_device' },
    { name: 'a root that says no', configuration: instance({ root_block_device: { encrypted: false } }) },
    {
      name: 'the second device',
      configuration: instance({
        ...root,
        ebs_block_device: [{ device_name: '/dev/sdf', encrypted: true }, { device_name: '/dev/sdg' }],
      }),
      path: 'ebs_block_device[1].encrypted',
      message: '/dev/sdg',
      findings: 1,
    },
    {
      name: 'root and device',
      configuration: instance({ ebs_block_device: { device_name: '/dev/sdf' } }),
      findings: 2,
    },
    {
      name: 'an image copied in clear text',
      configuration: instance({ ami: '${aws_ami_copy.a.id}' }, { 'aws_ami_copy.a': {} }),
    },
    {
      name: 'a template for another device',
      address: INSTANCE,
      configuration: fromTemplate({ device_name: '/dev/sdf', ebs: { encrypted: true } }),
    },
    {
      name: 'a device that is not left out',
      configuration: template({ device_name: '/dev/xvda', no_device: 0, ebs: { encrypted: false } }),
    },
    {
      name: 'a template that says no',
      configuration: template({ device_name: '/dev/xvda', ebs: { encrypted: 'false' } }),
      path: 'block_device_mappings[0].ebs[0].encrypted',
    },
    {
      name: 'a launch configuration',
      configuration: blocks({ 'aws_launch_configuration.c': {} }),
      path: 'root_block_device',
    },
    {
      name: 'the second specification of a fleet',
      configuration: fleet([root, {}]),
      path: 'launch_specification[1].root_block_device',
      findings: 1,
    },
  ],
  unknown: [
    ...cases.unknown,
    { name: 'from a snapshot outside', configuration: volume({ snapshot_id: 'snap-0abc' }), path: 'encrypted' },
    { name: 'from a snapshot of a variable', configuration: volume({ snapshot_id: '${var.unset}' }) },
    {
      name: 'a snapshot of itself',
      address: VOLUME,
      configuration: volume(
        { snapshot_id: '${aws_ebs_snapshot.s.id}' },
        { 'aws_ebs_snapshot.s': { volume_id: '${aws_ebs_volume.main.id}' } },
      ),
    },
    { name: 'a copy of a snapshot outside', configuration: copy({ source_snapshot_id: 'snap-0abc' }) },
    { name: 'by a region that may', configuration: volume({}, byDefault({ enabled: '${var.unset}' })) },
    { name: 'by a setting that may not be there', configuration: volume({}, byDefault({ count: '${var.unset}' })) },
    {
      name: 'in a region of a variable',
      configuration: volume({ region: '${var.unset}' }, byDefault({ region: 'eu-west-1' })),
    },
    {
      name: 'in another account',
      configuration: volume({ provider: 'aws.other' }, byDefault(), {
        provider: { aws: [{ region: 'eu-west-1' }, { alias: 'other', region: 'eu-west-1', profile: 'other' }] },
      }),
    },
    {
      name: 'a root that may be left out',
      configuration: instance({
        dynamic: { root_block_device: { for_each: '${var.unset}', content: { encrypted: true } } },
      }),
    },
    {
      name: 'devices over an unknown',
      configuration: instance({
        ...root,
        dynamic: { ebs_block_device: { for_each: '${var.unset}', content: { device_name: 'x' } } },
      }),
    },
    {
      name: 'a device from a snapshot outside',
      configuration: instance({ ...root, ebs_block_device: [{ device_name: 'x', snapshot_id: 'snap-0abc' }] }),
    },
    { name: 'a template outside', configuration: instance({ launch_template: { name: 'web' } }) },
    {
      name: 'an older version of a template',
      address: INSTANCE,
      configuration: fromTemplate({ device_name: '/dev/xvda', ebs: { encrypted: true } }, { version: 3 }),
    },
    {
      name: 'a template that leaves it to the image',
      configuration: template({ device_name: '/dev/xvda', ebs: { volume_size: 20 } }),
      path: 'block_device_mappings[0].ebs[0].encrypted',
    },
    {
      name: 'a template that leaves the root volume to the image',
      configuration: template({ device_name: '/dev/sdf', ebs: { encrypted: true } }),
      path: 'block_device_mappings',
    },
    {
      name: 'an encrypted mapping that may be left out',
      configuration: template(null, {
        dynamic: {
          block_device_mappings: {
            for_each: '${var.unset}',
            content: { device_name: '/dev/xvda', ebs: { encrypted: true } },
          },
        },
      }),
    },
    { name: 'a template that says nothing', configuration: template(null), path: 'block_device_mappings' },
    {
      name: 'mappings over an unknown',
      configuration: template(null, {
        dynamic: {
          block_device_mappings: { for_each: '${var.unset}', content: { device_name: 'x', ebs: { encrypted: false } } },
        },
      }),
    },
    { name: 'specifications of a variable', configuration: fleet('${var.unset}') },
  ],
});

it('follows a long chain of snapshots without end', () => {
  const copies = Array.from({ length: 200 }, (_, n): [string, object] => [
    `c${String(n)}`,
    { source_snapshot_id: `\${aws_ebs_snapshot_copy.c${String((n + 1) % 200)}.id}` },
  ]);
  const configuration = { resource: { aws_ebs_snapshot_copy: Object.fromEntries(copies) } };
  expect(runRule(rule, { configuration }).verdict).toBe('unknown');
});

it('asks for the default of a region once for many volumes', () => {
  const volumes = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`v${String(n)}`, {}]));
  const settings = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, n) => [`d${String(n)}`, { region: `r-${String(n)}` }]),
  );
  const configuration = {
    provider: { aws: { region: 'eu-west-1' } },
    resource: { aws_ebs_volume: volumes, aws_ebs_encryption_by_default: settings },
  };
  const started = performance.now();
  expect(runRule(rule, { configuration }).findings).toHaveLength(5_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});
