import type { KeySpec, KeyUsage } from './key-spec';

/** Administration: everything about the key but its use. Without `kms:CreateGrant`, which hands out use. */
export const ADMINISTRATION: readonly string[] = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ReplicateKey',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
  'kms:UpdatePrimaryRegion',
];

/** What auditors of the account may be allowed to see. */
export const READING: readonly string[] = [
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
];

/** What the root user keeps where administrators are named: enough to save a key whose administrators are gone. */
export const RECOVERY: readonly string[] = [
  'kms:CancelKeyDeletion',
  'kms:DescribeKey',
  'kms:EnableKey',
  'kms:GetKeyPolicy',
  'kms:PutKeyPolicy',
];

/** How services hold on to a key of their user's: with the condition `kms:GrantIsForAWSResource`. */
export const SERVICE_GRANTS: readonly string[] = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];

/** Use by a service that encrypts with data keys. */
export const SERVICE_USE: readonly string[] = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

const USE: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'ENCRYPT_DECRYPT',
    ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GetPublicKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  ],
  ['SIGN_VERIFY', ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign', 'kms:Verify']],
  ['GENERATE_VERIFY_MAC', ['kms:DescribeKey', 'kms:GenerateMac', 'kms:VerifyMac']],
  ['KEY_AGREEMENT', ['kms:DeriveSharedSecret', 'kms:DescribeKey', 'kms:GetPublicKey']],
]);

/** Every use of a key of the spec and usage. */
export function useOf(spec: KeySpec, usage: KeyUsage): readonly string[] {
  return spec.isSymmetricEncryption ? SERVICE_USE : (USE.get(usage.name) ?? []);
}
