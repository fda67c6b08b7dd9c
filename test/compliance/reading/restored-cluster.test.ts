import { loadJson } from '../../../lib/compliance/model/load';
import { requireStorageEncrypted, type RestorableCluster } from '../../../lib/compliance/reading/restored-cluster';
import { resources } from '../rules/resource';

const KIND: RestorableCluster = {
  types: ['aws_neptune_cluster', 'aws_neptune_cluster_snapshot'],
  sources: ['snapshot_identifier', 'replication_source_identifier', 'db_cluster_identifier'],
  key: 'kms_key_arn',
};

type Attributes = Readonly<Record<string, unknown>>;

function judge(main: Attributes, others: Readonly<Record<string, Attributes>> = {}) {
  const { configuration } = loadJson(resources({ 'aws_neptune_cluster.main': main, ...others }));
  const block = configuration.block('aws_neptune_cluster.main');
  if (block === undefined) throw new Error('no cluster');
  const outcome = requireStorageEncrypted(block, KIND);
  return `${outcome.verdict} ${'path' in outcome ? (outcome.path ?? '') : ''}`;
}

const snapshot = (source: string) => ({ 'aws_neptune_cluster_snapshot.s': { db_cluster_identifier: source } });

describe('requireStorageEncrypted', () => {
  it.each([
    ['a flag', { storage_encrypted: true }, {}, 'pass storage_encrypted'],
    ['no flag', {}, {}, 'fail storage_encrypted'],
    ['a hidden flag', { storage_encrypted: '${var.e}' }, {}, 'unknown storage_encrypted'],
    ['a snapshot outside', { snapshot_identifier: 's' }, {}, 'unknown snapshot_identifier'],
    ['a snapshot or none', { snapshot_identifier: '${var.s}' }, {}, 'unknown snapshot_identifier'],
    ['an empty text', { snapshot_identifier: '' }, {}, 'fail storage_encrypted'],
    ['a key for a restored cluster', { snapshot_identifier: 's', kms_key_arn: 'arn:k' }, {}, 'pass storage_encrypted'],
    ['a key for a new cluster', { kms_key_arn: 'arn:k' }, {}, 'fail storage_encrypted'],
    [
      'the snapshot of an encrypted cluster',
      { snapshot_identifier: '${aws_neptune_cluster_snapshot.s.id}' },
      { ...snapshot('${aws_neptune_cluster.a.id}'), 'aws_neptune_cluster.a': { storage_encrypted: true } },
      'pass storage_encrypted',
    ],
    [
      'the snapshot of a clear cluster, by name',
      { snapshot_identifier: '${aws_neptune_cluster_snapshot.s.id}' },
      { ...snapshot('graph'), 'aws_neptune_cluster.a': { cluster_identifier: 'graph' } },
      'fail storage_encrypted',
    ],
    [
      'the snapshot of a cluster outside',
      { snapshot_identifier: '${aws_neptune_cluster_snapshot.s.id}' },
      snapshot('other'),
      'unknown snapshot_identifier',
    ],
    [
      'either of two snapshots',
      { snapshot_identifier: '${var.x ? aws_neptune_cluster_snapshot.s.id : aws_neptune_cluster_snapshot.t.id}' },
      { ...snapshot('other'), 'aws_neptune_cluster_snapshot.t': {} },
      'unknown snapshot_identifier',
    ],
    [
      'a replica',
      { replication_source_identifier: '${aws_neptune_cluster.a.arn}' },
      { 'aws_neptune_cluster.a': { storage_encrypted: 'true' } },
      'pass storage_encrypted',
    ],
    [
      'clusters that are replicas of each other',
      { replication_source_identifier: '${aws_neptune_cluster.a.arn}' },
      { 'aws_neptune_cluster.a': { replication_source_identifier: '${aws_neptune_cluster.main.arn}' } },
      'unknown replication_source_identifier',
    ],
  ])('%s', (_name, main: Attributes, others, expected) => {
    expect(judge(main, others)).toBe(expected);
  });

  it('believes what a state shows of a cluster that is restored', () => {
    const shown = (storage_encrypted: boolean) =>
      loadJson({
        format_version: '1.0',
        values: {
          root_module: {
            resources: [
              {
                address: 'aws_neptune_cluster.main',
                mode: 'managed',
                type: 'aws_neptune_cluster',
                name: 'main',
                values: { snapshot_identifier: 's', storage_encrypted, kms_key_arn: '' },
              },
            ],
          },
        },
      }).configuration.block('aws_neptune_cluster.main');
    const verdicts = [true, false].map((encrypted) => {
      const block = shown(encrypted);
      return block === undefined ? undefined : requireStorageEncrypted(block, KIND).verdict;
    });
    expect(verdicts).toEqual(['pass', 'fail']);
  });
});
