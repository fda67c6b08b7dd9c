import { loadJson } from '../../../../../lib/compliance/model/load';
import { decidingGroup } from '../../../../../lib/compliance/rules/elasticache/shared/global-primary';

function decide(
  global_replication_group_id: unknown,
  primary_replication_group_id: unknown = '${aws_elasticache_replication_group.p.id}',
) {
  const resource = {
    aws_elasticache_replication_group: { p: {}, s: { global_replication_group_id } },
    aws_elasticache_global_replication_group: { g: { primary_replication_group_id } },
  };
  const block = loadJson({ resource }, 'test').configuration.block('aws_elasticache_replication_group.s');
  if (block === undefined) throw new Error('no block');
  return decidingGroup(block);
}

describe('decidingGroup', () => {
  const reference = '${aws_elasticache_global_replication_group.g.global_replication_group_id}';

  it.each([undefined, null, ''])('is the group itself where it names no datastore: %j', (value) => {
    expect(decide(value).kind).toBe('itself');
  });

  it('is the primary of the datastore', () => {
    const deciding = decide(reference);
    expect(deciding.kind === 'primary' && deciding.block.address).toBe('aws_elasticache_replication_group.p');
  });

  it('is outside where the datastore or its primary is', () => {
    expect(decide('${var.datastore}').kind).toBe('outside');
    expect(decide('ldgnf-sessions').kind).toBe('outside');
    expect(decide(reference, 'elsewhere').kind).toBe('outside');
  });

  it('is the group itself where that is its own primary', () => {
    expect(decide(reference, '${aws_elasticache_replication_group.s.id}').kind).toBe('itself');
  });
});
