import { Unknown } from '../../../../lib/compliance/model/value';
import { fixesSourceBucket } from '../../../../lib/compliance/reading/policies/source-bucket';

const condition = (value: string | Unknown, operator = 'ArnLike', key = 'aws:SourceArn') => ({
  operator,
  key,
  values: [value],
});

describe('fixesSourceBucket', () => {
  it.each(['arn:aws:s3:::orders', 'arn:aws:s3:*:*:orders', 'arn:aws-cn:s3:*:111122223333:orders'])(
    'accepts %s',
    (arn) => {
      expect(fixesSourceBucket(condition(arn))).toBe(true);
    },
  );

  it.each([
    'arn:aws:s3:*:*:*',
    'arn:aws:s3:::orders-*',
    'arn:aws:s3:::order?',
    'arn:aws:s3:::${aws:username}',
    'arn:aws:*:*:*:orders',
    'arn:aws:sns:*:*:orders',
    '*',
    '',
  ])('refuses %s', (arn) => {
    expect(fixesSourceBucket(condition(arn))).toBe(false);
  });

  it('reads no other operator and key', () => {
    expect(fixesSourceBucket(condition('arn:aws:s3:::orders', 'ArnNotLike'))).toBe(false);
    expect(fixesSourceBucket(condition('arn:aws:s3:::orders', 'ArnLikeIfExists'))).toBe(false);
    expect(fixesSourceBucket(condition('arn:aws:s3:::orders', 'ArnLike', 'aws:PrincipalArn'))).toBe(false);
    expect(fixesSourceBucket({ operator: 'ArnLike', key: 'aws:SourceArn', values: [] })).toBe(false);
  });

  it('does not know an unknown', () => {
    const hidden = new Unknown('${var.source}', [{ address: 'var.source', attribute: '' }], [], true);
    expect(fixesSourceBucket(condition(hidden))).toBe(hidden);
    expect(fixesSourceBucket({ operator: 'ArnLike', key: 'aws:SourceArn', values: ['arn:aws:s3:::a', '*'] })).toBe(
      false,
    );
  });
});
