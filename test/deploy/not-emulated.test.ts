import type { StackJson } from '../peers/examples';
import { differencesIn, explanationOf, type PlanJson, withoutProtection, withoutTypes } from './not-emulated';

type Change = NonNullable<PlanJson['resource_changes']>[number]['change'];

function planOf(type: string, change: Partial<Change>, module = 'build'): PlanJson {
  const whole = { actions: ['update'], before: {}, after: {}, after_unknown: {}, ...change };
  return { resource_changes: [{ address: `module.${module}.${type}.it`, type, change: whole }] };
}

describe('differencesIn', () => {
  it('finds nothing in a plan that does nothing', () => {
    const same = { a: 1 };
    expect(differencesIn(planOf('aws_vpc', { actions: ['no-op'], before: same, after: same }))).toEqual([]);
    expect(differencesIn({})).toEqual([]);
  });

  it('finds what an update changes, known or not', () => {
    const plan = planOf('aws_vpc', { before: { a: 1, b: 2, c: 3 }, after: { a: 1, b: 4 }, after_unknown: { c: true } });
    expect(differencesIn(plan).map(({ attribute, before, after }) => [attribute, before, after])).toEqual([
      ['b', 2, 4],
      ['c', 3, undefined],
    ]);
  });

  it('finds a resource that is to be made or destroyed', () => {
    const made = differencesIn(planOf('aws_vpc', { actions: ['create'], before: null }));
    expect(made).toEqual([{ address: 'module.build.aws_vpc.it', type: 'aws_vpc', actions: 'create' }]);
    const destroyed = differencesIn(planOf('aws_vpc', { actions: ['delete'], after: null }));
    expect(destroyed.map(({ actions }) => actions)).toEqual(['delete']);
  });

  it('finds why a resource is made anew, and what else it changes, but not what only follows', () => {
    const plan = planOf('aws_vpc', {
      actions: ['delete', 'create'],
      before: { cidr_block: 'a', tenancy: 'x', id: 'vpc-1', reset: {} },
      after: { cidr_block: 'b', tenancy: 'y', reset: null },
      after_unknown: { id: true },
      replace_paths: [['cidr_block']],
    });
    expect(differencesIn(plan).map(({ attribute }) => attribute)).toEqual(['cidr_block', 'tenancy']);
  });

  it('finds a resource that is made anew because it could not be made', () => {
    const tainted = differencesIn(planOf('aws_vpc', { actions: ['delete', 'create'] }));
    expect(tainted).toEqual([{ address: 'module.build.aws_vpc.it', type: 'aws_vpc', actions: 'delete-create' }]);
  });
});

describe('explanationOf', () => {
  const difference = { address: 'module.build.aws_kms_key.it', type: 'aws_kms_key', actions: 'update' };

  it('explains an attribute that is listed, and no other', () => {
    const listed = explanationOf({ ...difference, attribute: 'rotation_period_in_days' });
    expect(listed?.reason).toContain('read back as 0');
    expect(explanationOf({ ...difference, attribute: 'enable_key_rotation' })).toBeUndefined();
  });

  it('explains no resource as a whole', () => {
    expect(explanationOf({ ...difference, actions: 'create' })).toBeUndefined();
    expect(explanationOf({ ...difference, type: 'aws_kms_replica_key', actions: 'delete-create' })).toBeUndefined();
  });

  it('explains in the build that an entry is about, and in no other', () => {
    const ofReplica = { type: 'aws_db_instance', actions: 'update', attribute: 'multi_az' };
    const build = 'database-instance-read-replica-in-the-region-of-its-source';
    expect(explanationOf({ ...ofReplica, address: `module.${build}.aws_db_instance.replica` })).toBeDefined();
    expect(explanationOf({ ...ofReplica, address: `module.${build}-2.aws_db_instance.replica` })).toBeUndefined();
    expect(explanationOf({ ...ofReplica, address: 'module.other.aws_db_instance.replica' })).toBeUndefined();
  });
});

describe('withoutTypes', () => {
  const stack: StackJson = {
    resource: {
      aws_kms_replica_key: { copy: {} },
      aws_kms_alias: { a: { target_key_id: '${aws_kms_replica_key.copy.key_id}' }, b: { target_key_id: 'x' } },
    },
    output: { copy: { value: '${aws_kms_alias.a.arn}' }, other: { value: '${aws_kms_alias.b.arn}' } },
  };

  it('removes resources of a type, and what refers to them', () => {
    expect(withoutTypes(stack, new Set(['aws_kms_replica_key']))).toEqual({
      resource: { aws_kms_alias: { b: { target_key_id: 'x' } } },
      output: { other: { value: '${aws_kms_alias.b.arn}' } },
    });
  });

  it('leaves a stack without them as it is', () => {
    expect(withoutTypes(stack, new Set(['aws_vpc']))).toBe(stack);
  });
});

describe('withoutProtection', () => {
  it('takes off protection, and leaves what is read back otherwise alone', () => {
    const stack: StackJson = {
      terraform: { required_version: '1' },
      resource: {
        aws_kms_key: { key: { lifecycle: { prevent_destroy: true, ignore_changes: ['policy'] } } },
        aws_dynamodb_table: { table: { deletion_protection: true, name: 'deletion_protection' } },
      },
    };
    expect(withoutProtection(stack)).toEqual({
      terraform: { required_version: '1' },
      resource: {
        aws_kms_key: {
          key: { lifecycle: { prevent_destroy: false, ignore_changes: ['policy', 'rotation_period_in_days'] } },
        },
        aws_dynamodb_table: { table: { deletion_protection: false, name: 'deletion_protection' } },
      },
    });
  });
});
