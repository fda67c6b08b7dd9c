import rule from '../../../../lib/compliance/rules/s3/s3-bucket-versioning';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, half, LINKED, links, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_versioning';
const versioning = (status: unknown) => ({ versioning_configuration: { status } });
const ENABLED = versioning('Enabled');
const address = BUCKET;

testRule(rule, {
  pass: [
    ...links(TYPE, ENABLED).map((link) => ({ ...link, address })),
    {
      name: 'an array of one block',
      configuration: completedBy(TYPE, { versioning_configuration: [{ status: 'Enabled' }] }),
    },
    { name: 'inline', configuration: bucket({}, { versioning: { enabled: true } }) },
    { name: 'inline, as text', configuration: bucket({}, { versioning: [{ enabled: 'true' }] }) },
    {
      name: 'a bucket of another stack',
      configuration: completedBy(TYPE, ENABLED, { bucket: 'acme-z' }),
      address: `${TYPE}.c`,
    },
    {
      name: 'a dynamic block with known items',
      configuration: completedBy(TYPE, {
        dynamic: {
          versioning_configuration: { for_each: ['Enabled'], content: { status: '${versioning_configuration.value}' } },
        },
      }),
    },
  ],
  fail: [
    { name: 'nothing said', configuration: bucket() },
    { name: 'null inline', configuration: bucket({}, { versioning: null }) },
    { name: 'inline, disabled', configuration: bucket({}, { versioning: { enabled: false } }), path: 'versioning[0]' },
    {
      name: 'suspended',
      configuration: completedBy(TYPE, versioning('Suspended')),
      message: 'aws_s3_bucket_versioning.c',
    },
    { name: 'no status', configuration: completedBy(TYPE, versioning(null)), address },
    { name: 'no block', configuration: completedBy(TYPE, {}), address },
    { name: 'a list for a status', configuration: completedBy(TYPE, versioning(['Enabled'])), address },
    { name: 'another letter case', configuration: completedBy(TYPE, versioning('enabled')), address },
    { name: 'one instance of two', configuration: half(TYPE, ENABLED), message: 'some of its instances', address },
    {
      name: 'two that contradict each other',
      configuration: bucket({
        [`${TYPE}.c`]: { ...LINKED, ...ENABLED },
        [`${TYPE}.d`]: { ...LINKED, ...versioning('Suspended') },
      }),
      address,
    },
    ...strangers(TYPE, ENABLED),
    ...doubts(TYPE, versioning('Suspended')).slice(0, 3),
    {
      name: 'suspended, of a bucket of another stack',
      configuration: completedBy(TYPE, versioning('Suspended'), { bucket: '${var.unset}' }),
      address: `${TYPE}.c`,
      path: 'versioning_configuration[0]',
    },
  ],
  unknown: [
    ...doubts(TYPE, ENABLED),
    { name: 'a status', configuration: completedBy(TYPE, versioning('${var.unset}')), address },
    { name: 'the block', configuration: completedBy(TYPE, { versioning_configuration: '${var.unset}' }), address },
    { name: 'inline', configuration: bucket({}, { versioning: { enabled: '${var.unset}' } }) },
    {
      name: 'a dynamic block',
      configuration: completedBy(TYPE, {
        dynamic: { versioning_configuration: { for_each: '${var.all}', content: { status: 'Enabled' } } },
      }),
      address,
    },
    {
      name: 'one of two, under conditions',
      configuration: bucket({
        [`${TYPE}.c`]: { ...LINKED, ...ENABLED },
        [`${TYPE}.d`]: { ...LINKED, ...versioning('Suspended'), count: '${var.unset}' },
      }),
      address,
    },
  ],
  notApplicable: [
    {
      name: 'is judged at the bucket',
      configuration: completedBy(TYPE, versioning('Suspended')),
      address: `${TYPE}.c`,
    },
    { name: 'count = 0', configuration: bucket({}, { count: 0 }) },
  ],
});
