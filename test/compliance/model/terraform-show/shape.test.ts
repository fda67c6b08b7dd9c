import { InputError, loadJson } from '../../../../lib/compliance';

const plan = (more: object) => ({ format_version: '1.2', planned_values: {}, ...more });
const state = (resource: unknown) => ({
  format_version: '1.0',
  values: { root_module: { child_modules: [{ resources: [resource] }] } },
});
const pulled = (resources: unknown) => ({ version: 4, lineage: 'l', resources });
const queue = { address: 'aws_sqs_queue.q', mode: 'managed', type: 'aws_sqs_queue', name: 'q' };
const change = { actions: ['create'], after: {} };
const configured = (module: object) => plan({ configuration: { root_module: module } });

function errorOf(json: object): InputError {
  try {
    loadJson(json as Record<string, unknown>, 'plan.json');
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('expected an InputError');
}

describe('a plan or a state of another shape is refused by name', () => {
  it.each<[what: string, json: object, message: string]>([
    ['no list of changes', plan({ resource_changes: {} }), 'expected an array at resource_changes, got an object'],
    [
      'no change in a change',
      plan({ resource_changes: [{ ...queue, change }, queue] }),
      'expected an object at resource_changes[1].change, got nothing',
    ],
    ['no resource', plan({ resource_changes: [null] }), 'expected an object at resource_changes[0], got null'],
    [
      'a name that is a number',
      plan({ resource_changes: [{ ...queue, name: 1, change }] }),
      'expected a string at resource_changes[0].name, got a number',
    ],
    [
      'a key that is a list',
      plan({ resource_changes: [{ ...queue, index: [], change }] }),
      'expected a string or a number at resource_changes[0].index, got an array',
    ],
    [
      'a module that is text',
      configured({ module_calls: { m: { module: 'x' } } }),
      'expected an object at configuration.root_module.module_calls.m.module, got a string',
    ],
    [
      'a provider without a name',
      plan({ configuration: { provider_config: { aws: {} } } }),
      'expected a string at configuration.provider_config.aws.name, got nothing',
    ],
    [
      'a state whose resource has no address',
      state({ ...queue, address: undefined }),
      'expected a string at values.root_module.child_modules[0].resources[0].address, got nothing',
    ],
    [
      'a pulled state whose instance is text',
      pulled([{ ...queue, instances: ['x'] }]),
      'not what `terraform state pull` writes: expected an object at resources[0].instances[0], got a string',
    ],
  ])('%s', (_what, json, message) => {
    const error = errorOf(json);
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/^plan\.json: /);
    expect(error.exitCode).toBe(2);
  });

  it('takes null for parts that are left out', () => {
    const nothing = plan({ resource_changes: null, prior_state: null, configuration: null });
    expect(loadJson(nothing).configuration.blocks).toEqual([]);
    expect(loadJson(configured({ resources: null, outputs: null, module_calls: null })).configuration.blocks).toEqual(
      [],
    );
  });

  it('takes references that are no text as none', () => {
    const expressions = { kms_master_key_id: { references: [1, ['aws_kms_key.k']] } };
    const json = plan({
      resource_changes: [{ ...queue, change: { ...change, after_unknown: { kms_master_key_id: true } } }],
      configuration: { root_module: { resources: [{ ...queue, expressions }], outputs: { o: { expression: 1 } } } },
    });
    const [block] = loadJson(json).configuration.ofType('aws_sqs_queue');
    expect(block?.get('kms_master_key_id')).toMatchObject({ expression: '${unknown()}', references: [] });
  });
});
