import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';

/** True where key material is imported outside Terraform: until it is there, the key cannot be enabled. */
function waitsForMaterial(block: Block): boolean {
  return block.type.endsWith('external_key') && block.get('key_material_base64') === undefined;
}

export default defineRule({
  id: 'kms-key-enabled',
  title: 'A declared KMS key is enabled',
  why: 'Everything that the key encrypts cannot be read while the key is disabled: volumes do not attach, databases stop, backups fail.',
  remediation:
    'Remove is_enabled = false (enabled = false for external and replica keys). Delete a key that nobody needs.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'],
  whenUnknown: 'is_enabled or enabled is an expression.',
  controls: {},
  equivalents: { checkov: [{ id: 'CKV_AWS_227', relation: 'broader' }] },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_external_key.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'enabled by default',
        configuration: { resource: { aws_kms_key: { app: { enable_key_rotation: true } } } },
      },
    ],
    bad: [{ name: 'disabled', configuration: { resource: { aws_kms_key: { app: { is_enabled: false } } } } }],
    unknown: [
      {
        name: 'a variable without default',
        configuration: {
          variable: { on: { type: 'bool' } },
          resource: { aws_kms_key: { app: { is_enabled: '${var.on}' } } },
        },
      },
    ],
  },
  check(block) {
    const path = block.type === 'aws_kms_key' ? 'is_enabled' : 'enabled';
    const enabled = toBoolean(block.get(path));
    if (enabled === undefined || enabled === true) return [];
    if (waitsForMaterial(block)) return notApplicable();
    if (isUnknown(enabled)) return undecided(path, enabled, `${path} = true`);
    return fail({
      path,
      message: 'the key is disabled, so nothing that it encrypts can be read',
      observed: block.get(path),
      expected: `${path} = true`,
    });
  },
});
