import rule from '../../../../lib/compliance/rules/s3/s3-bucket-access-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, half, LINKED, links, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_logging';
const TO = { target_bucket: 'acme-logs', target_prefix: 'b/' };
const address = BUCKET;

testRule(rule, {
  pass: [
    ...links(TYPE, TO).map((link) => ({ ...link, address })),
    { name: 'a target of another stack', configuration: completedBy(TYPE, { target_bucket: '${var.unset}' }) },
    { name: 'inline', configuration: bucket({}, { logging: { target_bucket: 'acme-logs' } }) },
    { name: 'a log target that logs', configuration: completedBy(TYPE, { target_bucket: '${aws_s3_bucket.b.id}' }) },
  ],
  fail: [
    { name: 'nothing said', configuration: bucket() },
    { name: 'no target', configuration: completedBy(TYPE, { target_bucket: null }), address },
    { name: 'one instance of two', configuration: half(TYPE, TO), address },
    { name: 'inline without a target', configuration: bucket({}, { logging: {} }) },
    ...strangers(TYPE, TO),
    {
      name: 'another bucket is the target',
      configuration: bucket({
        'aws_s3_bucket.o': {},
        [`${TYPE}.c`]: { bucket: 'z', target_bucket: '${aws_s3_bucket.o.id}' },
      }),
      address,
    },
  ],
  unknown: [
    ...doubts(TYPE, TO),
    {
      name: 'inline, dynamic',
      configuration: bucket(
        {},
        { dynamic: { logging: { for_each: '${var.all}', content: { target_bucket: 'acme-logs' } } } },
      ),
    },
  ],
  notApplicable: [
    {
      name: 'the target of another bucket',
      configuration: bucket({ [`${TYPE}.c`]: { bucket: 'acme-z', target_bucket: '${aws_s3_bucket.b.id}' } }),
      address,
    },
    {
      name: 'the target of an inline log',
      configuration: bucket({
        'aws_s3_bucket.z': { ...LINKED, bucket: 'acme-z', logging: { target_bucket: 'acme-b' } },
      }),
      address,
    },
  ],
});
