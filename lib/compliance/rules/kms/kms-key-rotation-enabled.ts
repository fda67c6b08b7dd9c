import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, toText, type Unknown } from '../../model/value';
import { presence } from '../../reading/presence';

const EXPECTED = 'enable_key_rotation = true';

export default defineRule({
  id: 'kms-key-rotation-enabled',
  title: 'Symmetric KMS keys rotate by themselves',
  why: 'The longer one key material is in use, the more data a single leak of it opens. Rotation keeps old material for decryption, so nothing has to be encrypted again.',
  remediation: 'Set enable_key_rotation = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_kms_key'],
  whenUnknown:
    'enable_key_rotation is an expression; or it is not true and the spec, the usage or the key store, which decide whether the key can rotate, is one.',
  controls: {
    cisAws: { '1.4.0': ['3.8'], '3.0.0': ['3.6'], '5.0.0': ['3.6'], '6.0.0': ['4.6'] },
    nist80053r5: ['SC-12', 'SC-12(2)', 'SC-28(3)'],
    pciDss: ['v4.0.1/3.7.4', 'v3.2.1/3.6.4'],
    soc2: ['PI1.5'],
    iso27001_2022: ['A.8.5', 'A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_7'],
    trivy: ['AVD-AWS-0065'],
    tfsec: ['aws-kms-auto-rotate-keys'],
    cdkNag: ['AwsSolutions-KMS5', 'NIST.800.53.R5-KMSBackingKeyRotationEnabled'],
    securityHub: ['KMS.4'],
    prowler: ['kms_cmk_rotation_enabled'],
    awsConfig: ['cmk-backing-key-rotation-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_key.html.markdown',
  ],
  examples: {
    good: [{ name: 'rotates', configuration: { resource: { aws_kms_key: { app: { enable_key_rotation: true } } } } }],
    bad: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_kms_key: { app: { description: 'app' } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable without default',
        configuration: {
          variable: { rotate: { type: 'bool' } },
          resource: { aws_kms_key: { app: { enable_key_rotation: '${var.rotate}' } } },
        },
      },
    ],
  },
  check(block) {
    const rotation = toBoolean(block.get('enable_key_rotation'));
    const rotatable = canRotate(block);
    if (rotatable === false) return notApplicable();
    if (rotation === true) return [];
    if (isUnknown(rotation)) return undecided('enable_key_rotation', rotation, EXPECTED);
    if (rotatable !== true) return undecided(rotatable.path, rotatable.value, EXPECTED);
    return fail({
      path: 'enable_key_rotation',
      message: 'the key keeps the same key material for ever: a leak of it opens everything that was ever encrypted',
      observed: block.get('enable_key_rotation'),
      expected: EXPECTED,
    });
  },
});

/** Arguments that decide whether a key can rotate by itself, and what they have to be: their default. */
const ROTATABLE: readonly (readonly [path: string, value: string])[] = [
  ['customer_master_key_spec', 'SYMMETRIC_DEFAULT'],
  ['key_usage', 'ENCRYPT_DECRYPT'],
];

/** Only symmetric encryption keys whose material KMS makes and keeps can rotate by themselves. */
function canRotate(block: Block): boolean | Undecided {
  let open: Undecided | undefined;
  for (const [path, required] of ROTATABLE) {
    const value = toText(block.get(path)) ?? required;
    if (isUnknown(value)) open ??= { path, value };
    else if (value !== required && value !== '') return false;
  }
  for (const path of ['custom_key_store_id', 'xks_key_id']) {
    const value = presence(block.get(path));
    if (value === 'set') return false;
    if (isUnknown(value)) open ??= { path, value };
  }
  return open ?? true;
}

interface Undecided {
  readonly path: string;
  readonly value: Unknown;
}
