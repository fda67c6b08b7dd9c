import { Unknown } from '../../../../lib/compliance';
import {
  coversResources,
  matchesAnything,
  OPAQUE,
  textOf,
} from '../../../../lib/compliance/reading/policies/pattern-text';

const reference = (address: string, attribute: string) =>
  new Unknown(`\${${address}.${attribute}}`, [{ address, attribute }], [], true);

describe('textOf', () => {
  it('puts a mark where a piece is unknown', () => {
    expect(textOf(new Unknown('a-${var.b}', [], ['a-', new Unknown('${var.b}')]))).toBe(`a-${OPAQUE}`);
  });

  it('reads identifiers of AWS as text without wildcards', () => {
    expect(textOf(reference('aws_s3_bucket.b', 'arn'))).toBe(OPAQUE);
    expect(textOf(reference('data.aws_caller_identity.me', 'account_id'))).toBe(OPAQUE);
  });

  it('knows nothing of variables and free text', () => {
    expect(textOf(reference('var.b', ''))).toBeUndefined();
    expect(textOf(reference('aws_ssm_parameter.p', 'value'))).toBeUndefined();
  });
});

describe('coversResources', () => {
  const covers = (pattern: string) => coversResources(pattern, 'kms', ['key/q7x', 'key/zkyw']);

  it.each([
    '*',
    'arn:aws:kms:*',
    'arn:*:kms:*:*:key/*',
    'arn:aws:kms:eu-west-1:111122223333:*',
    'arn:aws:kms:eu-west-1:*',
    `arn:${OPAQUE}:kms:${OPAQUE}:${OPAQUE}:key/*`,
    'arn:aws-cn:kms:*:????????????:key/**',
  ])('is true for %s', (pattern) => {
    expect(covers(pattern)).toBe(true);
  });

  it.each([
    'arn:aws:kms:*:*:key/1',
    'arn:aws:kms:*:*:key/q*',
    'arn:aws:kms:*:*:alias/*',
    'arn:aws:s3:::*',
    OPAQUE,
    `arn:aws:kms:*:*:key/${OPAQUE}`,
    '',
  ])('is false for %s', (pattern) => {
    expect(covers(pattern)).toBe(false);
  });
});

describe('matchesAnything', () => {
  it('takes wildcards only, with at least one star', () => {
    expect(['*', '?*', '**'].every(matchesAnything)).toBe(true);
    expect(['?', '', 'a*', '*a'].some(matchesAnything)).toBe(false);
  });
});
