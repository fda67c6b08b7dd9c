import {
  credentialIn,
  credentialInConnection,
  hasAccessKey,
  hasPrivateKey,
} from '../../../lib/compliance/engine/credential-shape';
import { HIDDEN } from '../../../lib/compliance/reading/secrets/visible-text';
import { growthOf, LINEAR_GROWTH } from '../../support/cpu-growth';

const join = (...parts: string[]): string => parts.join('');

describe('credentialIn', () => {
  it.each([
    ['an AWS access key', join('AKIA', '2345672345672345')],
    ['an AWS access key', join('id=ASIA', '2345672345672345;')],
    ['a private key', join('-----BEGIN EC ', 'PRIVATE KEY-----')],
    ['a private key', join('-----BEGIN ENCRYPTED ', 'PRIVATE KEY-----')],
    ['a private key', join('-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----')],
    ['a GitHub token', join('ghp_', 'a1'.repeat(18))],
    ['a GitLab token', join('glpat-', 'a1'.repeat(10))],
    ['a Slack token', join('xoxb-', '1234567890-abc')],
    ['a Stripe key', join('sk_live_', 'a1'.repeat(12))],
    ['a Google API key', join('AIza', 'a'.repeat(35))],
    ['an npm token', join('npm_', 'a'.repeat(36))],
    ['a JSON web token', join('eyJhbGciOi', 'JIUzI1NiJ9.eyJzdWIiOiIx', 'MjM0NTY3ODkwIn0.', 'c2lnbmF0dXJl')],
    ['a password in a URL', 'amqps://app:hunter2@mq.internal:5671'],
    ['a password in a URL', `postgres://app:hunter2@${HIDDEN}/orders`],
    ['a password in a URL', 'redis://:hunter2@cache:6379'],
  ])('finds %s', (kind, text) => {
    expect(credentialIn(text)).toBe(kind);
  });

  it.each([
    'arn:aws:iam::111122223333:role/app',
    'https://example.com:8443/a@b',
    `postgres://app:${HIDDEN}@db`,
    'https://$USER:$PASSWORD@host',
    'https://<user>:<password>@host',
    'https://%s:%s@host',
    'https://user@host',
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----',
    'skiing',
    'mailto:a@b.c',
    '',
    'https://u:***@host',
  ])('passes %s', (text) => {
    expect(credentialIn(text)).toBeUndefined();
  });

  it('reads connection strings only where asked', () => {
    expect(credentialInConnection('Server=db;Password=hunter2')).toBe('a password in a connection string');
    expect(credentialInConnection('host=db password=hunter2')).toBe('a password in a connection string');
    expect(credentialInConnection(`Server=db;Password=${HIDDEN};`)).toBeUndefined();
    expect(credentialInConnection('Server=db;Password=;')).toBeUndefined();
    expect(credentialIn('Server=db;Password=hunter2')).toBeUndefined();
  });

  it('takes linear time', () => {
    for (const text of ['://', '://a:b', 'eyJ', '-----BEGIN A ', 'password=']) {
      const search = (size: number) => credentialInConnection(text.repeat(size / text.length));
      expect([text, growthOf(search, 200_000) < LINEAR_GROWTH]).toEqual([text, true]);
    }
  });
});

describe('hasAccessKey and hasPrivateKey', () => {
  it('leaves keys of documentation out, and finds a real one beside', () => {
    const documented = join('AKIA', 'IOSFODNN7EXAMPLE');
    expect(hasAccessKey(documented)).toBe(false);
    expect(hasAccessKey(`${documented} ${join('AKIA', '2345672345672345')}`)).toBe(true);
    expect(hasPrivateKey('PRIVATE KEY')).toBe(false);
  });
});
