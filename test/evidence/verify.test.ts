import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isSigned, KeyError, signText } from '../../lib/evidence/signature';
import { shop, Workspace } from './run-evidence';

const ed25519 = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace()
    .write('main.tf.json', shop())
    .write('key.pem', privatePem(ed25519.privateKey))
    .write('pub.pem', publicPem(ed25519.publicKey))
    .write('other.pem', publicPem(other.publicKey))
    .write('rsa.pem', publicPem(rsa.publicKey))
    .write('rsa-key.pem', privatePem(rsa.privateKey));
});

afterEach(() => {
  workspace.remove();
});

const create = (...options: readonly string[]) => workspace.run('create', 'main.tf.json', ...options);
const verify = (...options: readonly string[]) => workspace.run('verify', 'evidence.json', ...options);

describe('evidence verify', () => {
  it('accepts what was signed', () => {
    expect(create('--sign', 'key.pem').code).toBe(0);
    expect(workspace.read('evidence.json.sig')).toMatch(/^[A-Za-z0-9+/]{86}==\n$/);
    expect(verify('--key', 'pub.pem')).toEqual({
      code: 0,
      stdout: 'evidence.json: the signature is valid\n',
      stderr: '',
    });
  });

  it('signs the same manifest with the same signature', () => {
    create('--sign', 'key.pem');
    const first = workspace.read('evidence.json.sig');
    create('--sign', 'key.pem');
    expect(workspace.read('evidence.json.sig')).toBe(first);
  });

  it.each<[string, (text: string) => string]>([
    ['a verdict', (text) => text.replace('"status": "notEvaluated"', '"status": "pass"')],
    ['a space', (text) => `${text} `],
    ['everything', () => '{}'],
    ['nothing left', () => ''],
  ])('notices that somebody changed %s', (_, change) => {
    create('--sign', 'key.pem');
    const text = workspace.read('evidence.json');
    expect(change(text)).not.toBe(text);
    workspace.write('evidence.json', change(text));
    const { code, stdout, stderr } = verify('--key', 'pub.pem');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('the signature does not fit');
  });

  it('does not accept another key, nor one of another kind', () => {
    create('--sign', 'key.pem');
    expect(verify('--key', 'other.pem')).toMatchObject({ code: 1, stdout: '' });
    expect(verify('--key', 'rsa.pem')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the key is rsa, allowed is ed25519') as unknown,
    });
  });

  it.each(['', 'AAAA', `${'A'.repeat(86)}==`, `${'A'.repeat(86)}==${'A'.repeat(86)}==`, 'not base64 at all'])(
    'does not accept the signature %p',
    (signature) => {
      create('--sign', 'key.pem');
      workspace.write('evidence.json.sig', signature);
      expect(verify('--key', 'pub.pem')).toMatchObject({ code: 1, stdout: '' });
    },
  );

  it('ends with 2 where something cannot be read', () => {
    expect(verify('--key', 'pub.pem').code).toBe(2);
    create();
    expect(verify('--key', 'pub.pem').stderr).toContain('the signature cannot be read (ENOENT)');
    create('--sign', 'key.pem');
    expect(verify('--key', 'none.pem').stderr).toContain('the key cannot be read (ENOENT)');
    expect(verify('--key', 'main.tf.json').stderr).toContain('expected a public key in PEM');
    for (const key of ['none.pem', 'main.tf.json', '.']) expect(verify('--key', key).code).toBe(2);
    expect(verify().code).toBe(2);
  });

  it('compares the inputs', () => {
    create('--sign', 'key.pem');
    expect(verify('--key', 'pub.pem', '--inputs').stdout).toContain('1 input unchanged');
    workspace.write('main.tf.json', shop({ storage_encrypted: false }));
    expect(verify('--key', 'pub.pem').code).toBe(0);
    expect(verify('--key', 'pub.pem', '--inputs')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: main.tf.json: it is not the file that was checked\n',
    });
    rmSync(join(workspace.path, 'main.tf.json'));
    expect(verify('--key', 'pub.pem', '--inputs').stderr).toContain('main.tf.json: it cannot be read');
  });

  it('is about a manifest, whatever else was signed', () => {
    create('--sign', 'key.pem');
    workspace.write('evidence.json', '{"kind":"note"}');
    workspace.write('evidence.json.sig', signText(Buffer.from('{"kind":"note"}'), privatePem(ed25519.privateKey)));
    expect(verify('--key', 'pub.pem')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('evidence create --sign', () => {
  it('does not sign with a key of another kind, nor a public one, nor one with a passphrase', () => {
    const locked = ed25519.privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' + 'w' })
      .toString();
    workspace.write('locked.pem', locked);
    for (const [key, message] of [
      ['rsa-key.pem', 'the key is rsa, allowed is ed25519'],
      ['pub.pem', 'expected a private key in PEM'],
      ['locked.pem', 'it has a passphrase'],
    ] as const) {
      const { code, stderr } = create('--sign', key);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    }
    expect(existsSync(join(workspace.path, 'evidence.json'))).toBe(false);
  });

  it('removes the signature of a manifest that it replaces by one without', () => {
    create('--sign', 'key.pem');
    create();
    expect(existsSync(join(workspace.path, 'evidence.json.sig'))).toBe(false);
  });

  it('never writes the key anywhere', () => {
    create('--sign', 'key.pem');
    const body = privatePem(ed25519.privateKey).split('\n')[1] ?? '';
    expect(body.length).toBeGreaterThan(40);
    for (const file of ['evidence.json', 'evidence.json.sig']) expect(workspace.read(file)).not.toContain(body);
  });
});

describe('signText and isSigned', () => {
  it('agree with each other', () => {
    const data = Buffer.from('evidence');
    const signature = signText(data, privatePem(ed25519.privateKey));
    expect(isSigned(data, signature, publicPem(ed25519.publicKey))).toBe(true);
    expect(isSigned(Buffer.from('Evidence'), signature, publicPem(ed25519.publicKey))).toBe(false);
    expect(isSigned(data, signature, publicPem(other.publicKey))).toBe(false);
    expect(() => isSigned(data, signature, publicPem(rsa.publicKey))).toThrow(KeyError);
    expect(() => isSigned(data, signature, 'no key')).toThrow('the key cannot be read');
  });
});
