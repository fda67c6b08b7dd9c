import * as fc from 'fast-check';
import { serviceTable, type ServiceTable } from '../../lib/iam-data';
import { kindsOfPattern } from '../../lib/policy-lint/arn-formats';
import { nearName } from '../../lib/policy-lint/near-name';
import { overlaps, someCharacters, wildcardPieces, type PatternPiece } from '../../lib/policy-lint/pattern-overlap';
import { covers } from '../../lib/policy-lint/redundancy-checks';

const LETTERS = ['a', 'b', '/'];

/** All texts of up to four letters. */
const TEXTS = [1, 2, 3, 4].reduce<readonly string[]>(
  (texts) => ['', ...texts.flatMap((text) => LETTERS.map((letter) => text + letter))].filter(unique),
  [''],
);

function unique(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index;
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.replace(/[^*?]/g, '\\$&').replaceAll('\\a', 'a').replaceAll('\\b', 'b');
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 4 });

describe('overlaps', () => {
  it('is true for patterns that have a text in common', () => {
    fc.assert(
      fc.property(pattern, pattern, (one, two) => {
        const shared = TEXTS.some((text) => matches(one, text) && matches(two, text));
        const found = overlaps(wildcardPieces(one), wildcardPieces(two));
        // Two patterns of four pieces may need a longer text.
        return shared ? found : !found || (one + two).includes('*');
      }),
      { numRuns: 2_000 },
    );
  });

  it('needs some characters where a name stands, and none of a kind where it has none', () => {
    const name = (without?: string): readonly PatternPiece[] => ['a', ...someCharacters(without)];
    expect(overlaps(wildcardPieces('a'), name())).toBe(false);
    expect(overlaps(wildcardPieces('a/'), name())).toBe(true);
    expect(overlaps(wildcardPieces('a/'), name('/'))).toBe(false);
    expect(overlaps(wildcardPieces('ab/*'), name('/'))).toBe(false);
    expect(overlaps(wildcardPieces('ab*'), name('/'))).toBe(true);
    expect(overlaps(wildcardPieces('a?'), name('/'))).toBe(true);
  });

  it('takes no longer than the product of both lengths', () => {
    const started = performance.now();
    const hard = wildcardPieces(`${'a*'.repeat(300)}b`);
    expect(overlaps(hard, wildcardPieces(`${'*a'.repeat(300)}c`))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('covers', () => {
  it('is never true where the narrower pattern has a text of its own', () => {
    fc.assert(
      fc.property(
        pattern,
        pattern,
        (wide, narrow) => !covers(wide, narrow) || TEXTS.every((text) => !matches(narrow, text) || matches(wide, text)),
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('kindsOfPattern', () => {
  const of = (service: string): ServiceTable => {
    const table = serviceTable(service);
    if (table === undefined) throw new Error(service);
    return table;
  };

  it('finds the kinds that a pattern may mean', () => {
    expect([...kindsOfPattern(of('s3'), 'arn:aws:s3:::reports')]).toEqual(['bucket']);
    expect([...kindsOfPattern(of('s3'), 'arn:aws:s3:::reports/*')]).toEqual(['object']);
    expect([...kindsOfPattern(of('s3'), 'arn:aws:s3:::reports*')].sort()).toEqual(['bucket', 'object']);
    expect([...kindsOfPattern(of('sqs'), 'arn:aws:sqs:*:*:*')]).toEqual(['queue']);
    expect([...kindsOfPattern(of('sqs'), 'arn:aws:sqs:*:jobs')]).toEqual(['queue']);
    expect([...kindsOfPattern(of('sqs'), 'arn:aws:sns:*:*:jobs')]).toEqual([]);
  });

  it('knows every format as one of its own kind', () => {
    for (const service of ['s3', 'ec2', 'iam', 'lambda', 'dynamodb', 'logs', 'rds', 'apigateway']) {
      const table = of(service);
      for (const { name, arnFormats } of table.resourceTypes.values()) {
        for (const format of arnFormats) {
          const arn = format
            .replace('${Partition}', 'aws')
            .replace('${Region}', 'eu-west-1')
            .replace('${Account}', '111122223333')
            .replace(/\$\{[^}]*\}/g, 'x');
          expect([...kindsOfPattern(table, arn)]).toContain(name);
        }
      }
    }
  });
});

describe('nearName', () => {
  const NAMES = ['GetObject', 'PutObject', 'ListBucket', 'ListObjectsV2'];

  it('finds what was likely meant', () => {
    expect(nearName('getobjects', NAMES)).toBe('GetObject');
    expect(nearName('GteObjcet', NAMES)).toBeUndefined();
    expect(nearName('GteObject', NAMES)).toBe('GetObject');
    expect(nearName('LsitBucket', NAMES)).toBe('ListBucket');
    expect(nearName('Frobnicate', NAMES)).toBeUndefined();
  });

  it('takes a newer version for no slip', () => {
    expect(nearName('GetObject2', NAMES)).toBeUndefined();
    expect(nearName('GetObjectV2', NAMES)).toBeUndefined();
    expect(nearName('ListObjectsV3', NAMES)).toBeUndefined();
  });
});
