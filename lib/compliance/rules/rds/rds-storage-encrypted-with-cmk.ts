import { fail, notApplicable, pass, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isAuroraMember } from './shared/cluster-member';
import { originOf } from './shared/database-source';
import { unlessExempt } from '../../reading/exemption';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';
import { presence } from '../../reading/presence';
import { replicaArgument, sameRegionReplicaPresence } from './shared/read-replica';
import { encryptionOf, requireEncryption } from './shared/storage-encryption';

/** Restores of restores that are followed. */
const LONGEST_CHAIN = 10;
const EXPECTED = 'kms_key_id names a customer managed key';

function judge(block: Block, options: KeyOptions, depth: number): Outcome {
  if (encryptionOf(block) !== 'encrypted') return requireEncryption(block, 'the storage', 'storage_encrypted = true');
  const key = block.get('kms_key_id');
  const source = presence(key) === 'absent' ? originOf(block) : undefined;
  if (source === undefined) return requireCustomerKey(block, 'kms_key_id', 'the storage', options, key);
  const [origin] = source.blocks;
  // A restored database keeps the key of its source.
  const inherited =
    origin === undefined || source.blocks.length > 1 || depth >= LONGEST_CHAIN
      ? undefined
      : judge(origin, options, depth + 1).verdict;
  if (inherited === 'pass') return pass();
  if (inherited === 'fail' && !source.mayBeAbsent) {
    return fail({
      path: source.path,
      message: 'the storage keeps the key of its source, which is one that AWS manages',
      observed: source.value,
      expected: EXPECTED,
    });
  }
  const message = `kms_key_id is not set: the key is that of ${source.path}, which this configuration does not decide`;
  return unknown({
    path: source.path,
    message,
    observed: source.value,
    expected: EXPECTED,
  });
}

export default defineRule({
  id: 'rds-storage-encrypted-with-cmk',
  title: 'Database storage is encrypted with a customer managed key',
  why: 'The policy of the key that AWS manages cannot be changed: access to the data cannot be narrowed, audited or withdrawn by key, and encrypted snapshots cannot be shared with another account.',
  remediation: 'Make an aws_kms_key, set kms_key_id to its ARN and storage_encrypted = true.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'Encryption or kms_key_id hangs on an expression that only Terraform can compute, or the database is restored from a source outside the configuration. With option strict: also when the key is named by a variable, a module or a data source.',
  controls: {},
  equivalents: { checkov: ['CKV_AWS_327'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check(block, { options }) {
    if (isAuroraMember(block)) return notApplicable();
    return unlessExempt(judge(block, options, 0), sameRegionReplicaPresence(block), replicaArgument(block));
  },
  examples: {
    good: [
      {
        name: 'a key of this configuration',
        configuration: {
          resource: {
            aws_kms_key: { main: { enable_key_rotation: true } },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                storage_encrypted: true,
                kms_key_id: '${aws_kms_key.main.arn}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no key named: AWS takes aws/rds',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', storage_encrypted: true } },
          },
        },
      },
      {
        name: 'the key of AWS by its alias',
        configuration: {
          resource: {
            aws_rds_cluster: {
              main: { engine: 'aurora-postgresql', storage_encrypted: true, kms_key_id: 'alias/aws/rds' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a key that may be null',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                storage_encrypted: true,
                kms_key_id: '${var.x ? aws_kms_key.main.arn : null}',
              },
            },
          },
          variable: { x: { type: 'bool' } },
        },
      },
    ],
  },
});
