import { Construct } from 'constructs';
import { Profile } from '../../lib/core/profile';
import { contentHash, physicalName } from '../../lib/core/names';
import { errorOf, newStack } from './support';

describe('Profile', () => {
  it('is prod unless something else is said', () => {
    expect(Profile.of(newStack())).toBe(Profile.PROD);
  });

  it.each<[Profile, boolean, number, number]>([
    [Profile.PROD, true, 1, 35],
    [Profile.STAGING, true, 1, 14],
    [Profile.DEV, false, 0, 7],
  ])('%s sets what costs money, and never what audits look back on', (profile, multiAz, clusterReaders, days) => {
    expect(profile).toMatchObject({
      multiAz,
      clusterReaders,
      backupRetentionDays: days,
      logRetentionDays: 365,
      insightsRetentionDays: 7,
    });
    expect(String(profile)).toBe(profile.name);
  });

  it('comes from the context of the app', () => {
    expect(Profile.of(newStack('s', { 'guardrails:profile': 'dev' }))).toBe(Profile.DEV);
  });

  it('refuses a context that names none', () => {
    const error = errorOf(() => Profile.of(newStack('s', { 'guardrails:profile': 'production' })));
    expect(error.code).toBe('PROFILE_UNKNOWN');
    expect(error.message).toContain('is "production", allowed are prod, staging, dev');
  });

  it('is that of the nearest scope, which wins over the context', () => {
    const stack = newStack('s', { 'guardrails:profile': 'prod' });
    Profile.set(stack, Profile.STAGING);
    const child = new Construct(stack, 'child');
    Profile.set(child, Profile.DEV);
    expect(Profile.of(new Construct(child, 'x'))).toBe(Profile.DEV);
    expect(Profile.of(stack)).toBe(Profile.STAGING);
  });

  it('cannot change after a construct has taken its defaults', () => {
    const stack = newStack();
    Profile.of(new Construct(stack, 'x'));
    expect(
      errorOf(() => {
        Profile.set(stack, Profile.DEV);
      }).code,
    ).toBe('PROFILE_SET_TOO_LATE');
  });
});

describe('physicalName', () => {
  it('follows from the path alone', () => {
    const name = physicalName(new Construct(newStack('Shop'), 'DB_1'), 63);
    expect(name).toMatch(/^shop-db-1-[0-9a-f]{8}$/);
    expect(physicalName(new Construct(newStack('Shop'), 'DB_1'), 63)).toBe(name);
  });

  it('is never longer than allowed, has no double hyphen and begins with a letter', () => {
    const name = physicalName(new Construct(newStack('1-shop'), `a-${'b'.repeat(200)}`), 20);
    expect(name.length).toBeLessThanOrEqual(20);
    expect(name).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(physicalName(new Construct(newStack('9'), '8'), 63)).toMatch(/^r-[0-9a-f]{8}$/);
  });

  it('tells apart paths that look the same without punctuation', () => {
    const stack = newStack();
    expect(physicalName(new Construct(stack, 'a_b'), 63)).not.toBe(physicalName(new Construct(stack, 'a-b'), 63));
    expect(contentHash('a')).toHaveLength(8);
  });
});
