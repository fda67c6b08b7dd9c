import rule from '../../../../lib/compliance/rules/cloudtrail/cloudtrail-bucket-access-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { trail, trailTo } from './trails';

const logging = (attributes: object) => ({
  'aws_s3_bucket_logging.l': { bucket: '${aws_s3_bucket.b.id}', target_bucket: 'acme-logs', ...attributes },
});
const path = 's3_bucket_name';

testRule(rule, {
  pass: [
    { name: 'logged', configuration: trailTo(logging({})) },
    { name: 'inline', configuration: trailTo({}, { bucket: 'b', logging: { target_bucket: 'acme-logs' } }) },
  ],
  fail: [
    { name: 'not logged', configuration: trailTo({}), path },
    { name: 'another bucket is logged', configuration: trailTo(logging({ bucket: 'acme-z' })), path },
    {
      name: 'the target of another log',
      configuration: trailTo(logging({ bucket: 'acme-z', target_bucket: 'acme-b' })),
      path,
    },
  ],
  unknown: [
    { name: 'a bucket that a variable names', configuration: trail({ s3_bucket_name: '${var.unset}' }), path },
    { name: 'a bucket elsewhere', configuration: trail({ s3_bucket_name: 'acme-central' }), path },
    { name: 'a log of some bucket', configuration: trailTo(logging({ bucket: '${var.unset}' })), path },
    { name: 'a log under a condition', configuration: trailTo(logging({ count: '${var.unset}' })), path },
  ],
});
