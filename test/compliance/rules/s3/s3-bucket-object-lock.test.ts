import rule from '../../../../lib/compliance/rules/s3/s3-bucket-object-lock';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, half, links, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_object_lock_configuration';
const lock = (default_retention: unknown) => ({ rule: { default_retention } });
const YEAR = lock({ mode: 'COMPLIANCE', years: 1 });
const options = { tag: 'data', values: ['records'] };
const tagged = (tags: unknown) => bucket({}, { bucket: 'acme-b', tags });
const address = BUCKET;

testRule(rule, {
  pass: [
    ...links(TYPE, YEAR).map((link) => ({ ...link, address })),
    { name: 'days as text', configuration: completedBy(TYPE, lock([{ mode: 'GOVERNANCE', days: '30' }])) },
    {
      name: 'inline',
      configuration: bucket({}, { object_lock_configuration: { object_lock_enabled: 'Enabled', ...YEAR } }),
    },
  ],
  fail: [
    { name: 'nothing said', configuration: bucket() },
    { name: 'a lock without retention', configuration: bucket({}, { object_lock_enabled: true }) },
    {
      name: 'a configuration without a rule',
      configuration: completedBy(TYPE, { object_lock_enabled: 'Enabled' }),
      address,
    },
    { name: 'no days', configuration: completedBy(TYPE, lock({ mode: 'GOVERNANCE', days: 0 })), address },
    { name: 'one instance of two', configuration: half(TYPE, YEAR), address },
    { name: 'a bucket of records', configuration: tagged({ data: 'records' }), options },
    { name: 'a tag of any value', configuration: tagged({ data: 'x' }), options: { tag: 'data' } },
    ...strangers(TYPE, YEAR),
  ],
  unknown: [
    ...doubts(TYPE, YEAR),
    { name: 'days', configuration: completedBy(TYPE, lock({ days: '${var.unset}' })), address },
    { name: 'tags', configuration: tagged('${var.all}'), options, path: 'tags' },
    { name: 'a tag', configuration: tagged({ data: '${var.unset}' }), options },
  ],
  notApplicable: [
    { name: 'a bucket of other data', configuration: tagged({ data: 'scratch' }), options },
    { name: 'a bucket without tags', configuration: bucket(), options },
    { name: 'a tag that every object has', configuration: bucket(), options: { tag: 'constructor' } },
  ],
});
