import { loadJson } from '../../../../../lib/compliance/model/load';
import { Unknown } from '../../../../../lib/compliance/model/value';
import { fixesAccount, fixesSource, isSet } from '../../../../../lib/compliance/rules/lambda/shared/permission-source';

const resolve = (raw: unknown) =>
  loadJson({ resource: { aws_s3_bucket: { b: {} } } }, 'test').configuration.resolve(raw);

describe('fixesSource', () => {
  it.each([
    'arn:aws:s3:::uploads',
    'arn:aws:sns:eu-west-1:111122223333:*',
    'arn:aws:execute-api:*:111122223333:*/*/*/*',
    '${aws_s3_bucket.b.arn}',
    '${aws_s3_bucket.b.arn}/*',
    'arn:aws:s3:::${aws_s3_bucket.b.id}',
  ])('holds %s to one owner', (arn) => {
    expect(fixesSource(resolve(arn))).toBe(true);
  });

  it.each([
    null,
    '',
    '*',
    'arn:*',
    'arn:aws:*',
    'arn:aws:s3:::*',
    'arn:aws:s3:::*-logs',
    'arn:aws:s3:::uploads-*',
    'arn:aws:s3:::${var.prefix}-*',
    'arn:aws:sns:eu-west-1:*:a',
    'arn:aws:sns:*',
    'x',
  ])('leaves the owner open by %s', (arn) => {
    expect(fixesSource(resolve(arn))).toBe(false);
  });

  it('does not know a variable', () => {
    expect(fixesSource(resolve('${var.arn}'))).toBeInstanceOf(Unknown);
  });
});

it('takes an account as it is', () => {
  expect(fixesAccount('111122223333')).toBe(true);
  expect(fixesAccount('*')).toBe(false);
  expect(fixesAccount(undefined)).toBe(false);
});

it('knows what has a value', () => {
  expect(isSet('x')).toBe(true);
  expect(isSet('')).toBe(false);
  expect(isSet(resolve('${var.a}'))).toBeInstanceOf(Unknown);
});
