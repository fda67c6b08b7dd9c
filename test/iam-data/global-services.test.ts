import { GLOBAL_ACTIONS, GLOBAL_SERVICES, isGlobalAction, servicePrefixes, serviceTable } from '../../lib/iam-data';

describe('GLOBAL_SERVICES', () => {
  const known = new Set(servicePrefixes());

  it('has services that AWS documents', () => {
    expect([...GLOBAL_SERVICES].filter((prefix) => !known.has(prefix))).toEqual([]);
  });

  it('has what the documentation of AWS names', () => {
    for (const prefix of ['cloudfront', 'iam', 'organizations', 'route53', 'support']) {
      expect(GLOBAL_SERVICES.has(prefix)).toBe(true);
    }
  });

  it.each(['acm', 'chime', 'ec2', 'kms', 's3', 'sso', 'ssm-incidents', 'states', 'sts', 'swf', 'wafv2'])(
    'has no %s, which has regional endpoints',
    (prefix) => {
      expect(GLOBAL_SERVICES.has(prefix)).toBe(false);
    },
  );
});

describe('GLOBAL_ACTIONS', () => {
  const s3 = [...(serviceTable('s3')?.actions.values() ?? [])].map(({ name }) => `s3:${name}`);

  it('are those of S3 that go to fixed regions', () => {
    expect(s3.filter(isGlobalAction).sort()).toEqual([
      's3:CreateMultiRegionAccessPoint',
      's3:DeleteMultiRegionAccessPoint',
      's3:DescribeMultiRegionAccessPointOperation',
      's3:GetMultiRegionAccessPoint',
      's3:GetMultiRegionAccessPointPolicy',
      's3:GetMultiRegionAccessPointPolicyStatus',
      's3:GetMultiRegionAccessPointRoutes',
      's3:ListAllMyBuckets',
      's3:ListMultiRegionAccessPoints',
      's3:PutMultiRegionAccessPointPolicy',
      's3:SubmitMultiRegionAccessPointRoutes',
    ]);
  });

  it('are each of a service with regions', () => {
    for (const action of GLOBAL_ACTIONS) expect(GLOBAL_SERVICES.has(action.split(':')[0] ?? '')).toBe(false);
    expect(isGlobalAction('S3:LISTALLMYBUCKETS')).toBe(true);
  });
});
