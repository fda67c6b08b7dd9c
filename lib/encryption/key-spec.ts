/** What a key is used for. */
export class KeyUsage {
  /** Encryption and decryption. */
  static readonly ENCRYPT_DECRYPT = new KeyUsage('ENCRYPT_DECRYPT');
  /** Digital signatures. */
  static readonly SIGN_VERIFY = new KeyUsage('SIGN_VERIFY');
  /** Message authentication codes. */
  static readonly GENERATE_VERIFY_MAC = new KeyUsage('GENERATE_VERIFY_MAC');
  /** Shared secrets of two parties (ECDH). */
  static readonly KEY_AGREEMENT = new KeyUsage('KEY_AGREEMENT');

  private constructor(
    /** The name that KMS knows, such as `SIGN_VERIFY`. */
    readonly name: string,
  ) {}

  /** The value that KMS knows. */
  toString(): string {
    return this.name;
  }
}

const { ENCRYPT_DECRYPT, SIGN_VERIFY, GENERATE_VERIFY_MAC, KEY_AGREEMENT } = KeyUsage;

/** Which key material KMS makes. Only `SYMMETRIC_DEFAULT` rotates by itself. */
export class KeySpec {
  /** AES-256-GCM: what services encrypt with. */
  static readonly SYMMETRIC_DEFAULT = new KeySpec('SYMMETRIC_DEFAULT', [ENCRYPT_DECRYPT]);
  static readonly RSA_2048 = new KeySpec('RSA_2048', [SIGN_VERIFY, ENCRYPT_DECRYPT]);
  static readonly RSA_3072 = new KeySpec('RSA_3072', [SIGN_VERIFY, ENCRYPT_DECRYPT]);
  static readonly RSA_4096 = new KeySpec('RSA_4096', [SIGN_VERIFY, ENCRYPT_DECRYPT]);
  static readonly ECC_NIST_P256 = new KeySpec('ECC_NIST_P256', [SIGN_VERIFY, KEY_AGREEMENT]);
  static readonly ECC_NIST_P384 = new KeySpec('ECC_NIST_P384', [SIGN_VERIFY, KEY_AGREEMENT]);
  static readonly ECC_NIST_P521 = new KeySpec('ECC_NIST_P521', [SIGN_VERIFY, KEY_AGREEMENT]);
  static readonly ECC_SECG_P256K1 = new KeySpec('ECC_SECG_P256K1', [SIGN_VERIFY]);
  static readonly HMAC_224 = new KeySpec('HMAC_224', [GENERATE_VERIFY_MAC]);
  static readonly HMAC_256 = new KeySpec('HMAC_256', [GENERATE_VERIFY_MAC]);
  static readonly HMAC_384 = new KeySpec('HMAC_384', [GENERATE_VERIFY_MAC]);
  static readonly HMAC_512 = new KeySpec('HMAC_512', [GENERATE_VERIFY_MAC]);

  private constructor(
    /** The name that KMS knows, such as `RSA_4096`. */
    readonly name: string,
    /** Usages that KMS allows for the spec. */
    readonly usages: KeyUsage[],
  ) {}

  /** True for the one spec whose keys encrypt for AWS services and rotate by themselves. */
  get isSymmetricEncryption(): boolean {
    return this.name === 'SYMMETRIC_DEFAULT';
  }

  /** The value that KMS knows. */
  toString(): string {
    return this.name;
  }
}
