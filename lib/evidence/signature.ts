import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** A key that cannot be used, or is of another kind than Ed25519. */
export class KeyError extends Error {
  override readonly name = 'KeyError';

  constructor(
    /** `kind`: a key, but none of Ed25519. `unreadable`: no key. */
    readonly problem: 'kind' | 'unreadable',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

const SIGNATURE = /^[A-Za-z0-9+/]{86}==\s*$/;

/**
 * Signs bytes with Ed25519.
 *
 * @param pem - private key, PKCS#8, without a passphrase
 * @returns the detached signature in base64, with a line end
 * @throws KeyError
 */
export function signText(data: Uint8Array, pem: string): string {
  const key = readKey(pem, createPrivateKey, 'private');
  return `${sign(null, data, key).toString('base64')}\n`;
}

/**
 * Says whether a detached signature is of these bytes, made with the key that belongs to the public one.
 *
 * @param pem - public key
 * @throws KeyError
 */
export function isSigned(data: Uint8Array, signature: string, pem: string): boolean {
  const key = readKey(pem, createPublicKey, 'public');
  return isSignature(signature) && verify(null, data, key, Buffer.from(signature.trim(), 'base64'));
}

/** True for what looks like the text of a signature. */
export function isSignature(text: string): boolean {
  return SIGNATURE.test(text);
}

function readKey(pem: string, create: (pem: string) => KeyObject, which: 'private' | 'public'): KeyObject {
  let key: KeyObject;
  try {
    key = create(pem);
  } catch (error) {
    const hint = /^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(pem)
      ? 'it has a passphrase; give one without'
      : `expected a ${which} key in PEM`;
    throw new KeyError('unreadable', `the key cannot be read: ${hint}`, error);
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new KeyError(
    'kind',
    `the key is ${String(key.asymmetricKeyType)}, allowed is ed25519; make one with \`openssl genpkey -algorithm ed25519\``,
  );
}
