import rule from '../../../../lib/compliance/rules/s3/s3-bucket-replication';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, half, links, LINKED, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_replication_configuration';
const to = (destination: string, status: unknown = 'Enabled') => ({
  role: 'r',
  rule: [{ status, destination: [{ bucket: destination }] }],
});
const AWAY = to('arn:aws:s3:::acme-replica');
const toReplica = (replica: Record<string, unknown>, rest: object) =>
  bucket(
    { [`${TYPE}.c`]: { ...LINKED, ...to('${aws_s3_bucket.r.arn}') }, 'aws_s3_bucket.r': replica },
    { bucket: 'acme-b' },
    { ...rest },
  );
const PROVIDERS = {
  provider: {
    aws: [{ region: 'eu-west-1' }, { alias: 'far', region: 'us-east-1' }, { alias: 'near', region: 'eu-west-1' }],
  },
};
const address = BUCKET;

testRule(rule, {
  pass: [
    ...links(TYPE, AWAY).map((link) => ({ ...link, address })),
    {
      name: 'inline',
      configuration: bucket(
        {},
        { replication_configuration: { rules: { status: 'Enabled', destination: { bucket: 'arn:aws:s3:::z' } } } },
      ),
    },
    { name: 'another region', configuration: toReplica({ provider: 'aws.far' }, PROVIDERS), address },
    { name: 'a region of its own', configuration: toReplica({ region: 'us-east-1' }, PROVIDERS), address },
  ],
  fail: [
    { name: 'nothing said', configuration: bucket() },
    { name: 'a rule that is off', configuration: completedBy(TYPE, to('arn:aws:s3:::z', 'Disabled')), address },
    { name: 'no rule', configuration: completedBy(TYPE, { role: 'r' }), address },
    { name: 'the same region', configuration: toReplica({}, PROVIDERS), address },
    { name: 'the same provider', configuration: toReplica({}, {}), address },
    { name: 'one instance of two', configuration: half(TYPE, AWAY), address },
    ...strangers(TYPE, AWAY),
  ],
  unknown: [
    ...doubts(TYPE, AWAY),
    { name: 'a status', configuration: completedBy(TYPE, to('arn:aws:s3:::z', '${var.unset}')), address },
  ],
});
