import { findAction, GLOBAL_ACTIONS, GLOBAL_SERVICES, isGlobalAction, servicePrefixes } from '../../lib/iam-data';

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
  it.each(GLOBAL_ACTIONS)('has %s, which AWS documents, of a service with regions', (action) => {
    expect(findAction(action)?.name).toBe(action.split(':')[1]);
    expect(GLOBAL_SERVICES.has(action.split(':')[0] ?? '')).toBe(false);
    expect(isGlobalAction(action.toUpperCase())).toBe(true);
  });
});
