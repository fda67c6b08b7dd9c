import fc from 'fast-check';
import { literalText, wildcardCovers } from '../../../../../lib/compliance/rules/cloudwatch/shared/wildcard-cover';

describe('wildcardCovers', () => {
  it.each([
    ['DeleteTrail', 'DeleteTrail'],
    ['Delete*', 'DeleteTrail'],
    ['*Trail', 'DeleteTrail'],
    ['*', ''],
    ['*Unauthorized*', '*UnauthorizedOperation'],
    ['AccessDenied*', 'AccessDenied*'],
    ['a*b*c', 'aXbYc'],
  ])('%s covers %s', (pattern, text) => {
    expect(wildcardCovers(pattern, text)).toBe(true);
  });

  it.each([
    ['DeleteTrail', 'deletetrail'],
    ['AccessDenied', 'AccessDenied*'],
    ['Client.UnauthorizedOperation', '*UnauthorizedOperation'],
    ['ab*ba', 'aba'],
    ['a*b*b', 'ab'],
    ['?', 'a'],
  ])('%s does not cover %s', (pattern, text) => {
    expect(wildcardCovers(pattern, text)).toBe(false);
  });

  it('covers what is put in the place of its stars', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[ab]*$/), { minLength: 1, maxLength: 5 }),
        fc.stringMatching(/^[abc]*$/),
        (pieces, filling) => {
          expect(wildcardCovers(pieces.join('*'), pieces.join(filling))).toBe(true);
        },
      ),
    );
  });
});

describe('literalText', () => {
  it('reads plain expressions', () => {
    expect(literalText('Trail')).toBe('*Trail*');
    expect(literalText('^Trail$')).toBe('Trail');
    expect(literalText('^kms\\.amazonaws')).toBe('kms.amazonaws*');
  });

  it('leaves others', () => {
    for (const source of ['', '^$', 'a+', '[ab]', 'a.*', '\\d']) expect(literalText(source)).toBeUndefined();
  });
});
