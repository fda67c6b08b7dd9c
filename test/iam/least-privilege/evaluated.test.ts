import fc from 'fast-check';
import { LeastPrivilegePolicy } from '../../../lib/iam/least-privilege';
import { evaluate, policyFromJson } from '../../../lib/policy-evaluation';

const BUCKETS = ['arn:aws:s3:::data', 'arn:aws:s3:::logs'];
const OBJECTS = ['arn:aws:s3:::data/a', 'arn:aws:s3:::data/b', 'arn:aws:s3:::logs/a'];
const RESOURCES = [...BUCKETS, ...OBJECTS];
const KIND_OF_ACTION: Readonly<Record<string, readonly string[]>> = {
  GetObject: OBJECTS,
  PutObject: OBJECTS,
  DeleteObject: OBJECTS,
  ListBucket: BUCKETS,
  GetBucketPolicy: BUCKETS,
};
const ACTIONS = Object.keys(KIND_OF_ACTION);
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1'];

const grant = fc
  .record({
    actions: fc.uniqueArray(fc.constantFrom(...ACTIONS), { minLength: 1 }),
    resources: fc.uniqueArray(fc.constantFrom(...RESOURCES), { minLength: 1 }),
    regions: fc.option(fc.uniqueArray(fc.constantFrom(...REGIONS), { minLength: 1 }), { nil: undefined }),
  })
  .filter(
    ({ actions, resources }) =>
      actions.every((action) => KIND_OF_ACTION[action]?.some((each) => resources.includes(each))) &&
      resources.every((each) => actions.some((action) => KIND_OF_ACTION[action]?.includes(each))),
  );

describe('what a built policy allows', () => {
  it('is what was named, as the evaluator reads its JSON', () => {
    fc.assert(
      fc.property(fc.array(grant, { minLength: 1, maxLength: 4 }), (grants) => {
        const [first, ...others] = grants.map(({ actions, resources, regions }) =>
          LeastPrivilegePolicy.from({ service: 's3', actions, resourceArns: resources, regions }),
        );
        const text =
          first
            ?.and(...others)
            .toDocument()
            .toJson() ?? '';
        const identityPolicies = [policyFromJson('built', JSON.parse(text))];
        for (const action of ACTIONS) {
          for (const resource of RESOURCES) {
            for (const region of REGIONS) {
              const isNamed = grants.some(
                (each) =>
                  each.actions.includes(action) &&
                  each.resources.includes(resource) &&
                  KIND_OF_ACTION[action]?.includes(resource) === true &&
                  (each.regions === undefined || each.regions.includes(region)),
              );
              const { decision } = evaluate({
                principal: { arn: 'arn:aws:iam::111122223333:role/app' },
                action: `s3:${action}`,
                resource,
                context: { 'aws:RequestedRegion': region },
                identityPolicies,
              });
              expect([action, resource, region, decision]).toEqual([
                action,
                resource,
                region,
                isNamed ? 'allowed' : 'implicitDeny',
              ]);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
