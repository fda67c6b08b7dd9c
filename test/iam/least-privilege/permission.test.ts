import fc from 'fast-check';
import { divided, merged, type Permission } from '../../../lib/iam/least-privilege/permission';

const conditions = fc.constantFrom<Permission['conditions']>(
  {},
  { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
  { StringEquals: { 'aws:RequestedRegion': ['eu-central-1'] } },
  { Bool: { 'aws:SecureTransport': ['true'] } },
);

const named = fc.record({
  actions: fc.uniqueArray(fc.constantFrom('s3:A', 's3:B', 's3:C', 's3:D', 's3:E'), { minLength: 1 }),
  resources: fc.uniqueArray(fc.constantFrom('arn:1', 'arn:2', 'arn:3', 'arn:4', '${token}'), { minLength: 1 }),
  conditions,
});

const unscopable = fc.record({
  actions: fc.uniqueArray(fc.constantFrom('s3:A', 's3:Y', 's3:Z'), { minLength: 1 }),
  resources: fc.constant(['*']),
  conditions,
  unscopable: fc.constantFrom('because', 'why not'),
});

const permissions = fc.array(fc.oneof({ weight: 4, arbitrary: named }, unscopable), { maxLength: 12 });

/** What permissions allow, one text for each action, resource and set of conditions. */
function allowed(all: readonly Permission[]): ReadonlySet<string> {
  return new Set(
    all.flatMap((each) =>
      each.actions.flatMap((action) =>
        each.resources.map((resource) => JSON.stringify([action, resource, each.conditions])),
      ),
    ),
  );
}

function pairs(all: readonly Permission[]): number {
  return all.reduce((sum, { actions, resources }) => sum + actions.length * resources.length, 0);
}

describe('merged', () => {
  it('allows exactly the union', () => {
    fc.assert(
      fc.property(permissions, (all) => {
        expect(allowed(merged(all))).toEqual(allowed(all));
      }),
      { numRuns: 2000 },
    );
  });

  it('says nothing twice, and is never longer', () => {
    fc.assert(
      fc.property(permissions, (all) => {
        const fewer = merged(all);
        expect(pairs(fewer)).toBe(allowed(all).size);
        expect(merged(fewer)).toEqual(fewer);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves no two that allow on the same resources under the same conditions', () => {
    fc.assert(
      fc.property(permissions, (all) => {
        const keys = merged(all).map((each) =>
          JSON.stringify([[...each.resources].sort(), each.conditions, each.unscopable !== undefined]),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every reason', () => {
    const [one, ...others] = merged([
      { actions: ['s3:A'], resources: ['*'], conditions: {}, unscopable: 'first' },
      { actions: ['s3:B'], resources: ['*'], conditions: {}, unscopable: 'second' },
      { actions: ['s3:A'], resources: ['*'], conditions: {}, unscopable: 'first' },
    ]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ actions: ['s3:A', 's3:B'], unscopable: 'first; second' });
  });
});

describe('divided', () => {
  it('gives parts that fit and allow exactly the same', () => {
    fc.assert(
      fc.property(named, fc.integer({ min: 1, max: 25 }), (permission, limit) => {
        const parts = divided(permission, ({ actions, resources }) => actions.length * resources.length <= limit);
        expect(allowed(parts)).toEqual(allowed([permission]));
        expect(pairs(parts)).toBe(pairs([permission]));
        for (const part of parts) expect(pairs([part])).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 1000 },
    );
  });

  it('ends where nothing fits', () => {
    const permission = { actions: ['s3:A', 's3:B'], resources: ['arn:1', 'arn:2'], conditions: {} };
    expect(divided(permission, () => false)).toHaveLength(4);
  });
});
