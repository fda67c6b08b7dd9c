import { loadJson } from '../../../../lib/compliance';
import { isUnknown, type Unknown } from '../../../../lib/compliance/model/value';
import { coversResource } from '../../../../lib/compliance/reading/policies/covers-resource';

const { configuration } = loadJson({
  variable: { any: { type: 'string' }, bucket: { type: 'string' } },
  data: { aws_partition: { current: {} } },
  resource: {
    aws_s3_bucket: {
      logs: { bucket: 'acme-logs' },
      other: { bucket: 'acme-other' },
      named: { bucket: '${var.bucket}' },
    },
  },
});

function covers(resource: string, below = '', name = 'logs') {
  const block = configuration.block(`aws_s3_bucket.${name}`);
  const truth = coversResource(
    configuration.resolve(resource) as string | Unknown,
    { service: 's3', block, names: [block?.get('bucket')] },
    below,
  );
  return isUnknown(truth) ? 'unknown' : truth;
}

describe('coversResource', () => {
  it.each([
    '*',
    'arn:aws:s3:::acme-logs',
    'arn:aws-cn:s3:::acme-*',
    'arn:*',
    '${aws_s3_bucket.logs.arn}',
    'arn:aws:s3:::${aws_s3_bucket.logs.id}',
    'arn:${data.aws_partition.current.partition}:s3:::${aws_s3_bucket.logs.bucket}',
  ])('matches the bucket by %s', (resource) => {
    expect(covers(resource)).toBe(true);
    expect(covers(resource, '/q7x')).toBe(resource.endsWith('*'));
  });

  it.each(['arn:aws:s3:::acme-logs/*', '${aws_s3_bucket.logs.arn}/*', 'arn:aws:s3:::${aws_s3_bucket.logs.id}/*'])(
    'matches the objects by %s and not the bucket',
    (resource) => {
      expect(covers(resource, '/q7x')).toBe(true);
      expect(covers(resource)).toBe(false);
    },
  );

  it.each(['arn:aws:s3:::acme-other', '${aws_s3_bucket.other.arn}', 'arn:aws:sqs:::acme-logs', 'acme-logs', ''])(
    'does not match by %s',
    (resource) => {
      expect(covers(resource)).toBe(false);
    },
  );

  it('leaves open what a variable may be, and knows the variable that names the bucket', () => {
    expect(covers('arn:aws:s3:::${var.any}')).toBe('unknown');
    expect(covers('${var.any}')).toBe('unknown');
    expect(covers('arn:aws:sqs:::${var.any}')).toBe(false);
    expect(covers('arn:aws:s3:::${var.bucket}', '', 'named')).toBe(true);
    expect(covers('arn:aws:s3:::${var.bucket}/*', '/q7x', 'named')).toBe(true);
  });
});
