import type { Block } from '../../../model/block';
import { isList, isUnknown, toText, Unknown, type Value } from '../../../model/value';
import { instancesOf } from '../../../reading/block-instances';
import { entriesOf, readJson } from '../../../reading/secrets/payload';

/** One container of a task definition, or one that is not known yet. */
export interface Container {
  /** Path to show: `container_definitions[1]`. */
  readonly path: string;
  /** What the container is called in a message: its name, else its position. */
  readonly label: string;
  /** Set where the container itself is not known, or where a part of its field names is not: a field may be there. */
  readonly unknown: Unknown | undefined;
  /** The value of a field, such as `readonlyRootFilesystem` or `logConfiguration.logDriver`. */
  readonly get: (field: string) => Value;
}

/** The containers of a task definition, or of one of its instances. */
export interface ContainerDefinitions {
  /** `each.key` of the instance; undefined where all instances have the same containers. */
  readonly instance: string | undefined;
  readonly containers: readonly Container[];
  /** Set where the list is not known: how many containers there are is then open. */
  readonly unknown: Unknown | undefined;
  /** Why AWS would refuse the text; undefined where it is in order. */
  readonly invalid: string | undefined;
}

export const CONTAINER_DEFINITIONS = 'container_definitions';

/** Every rule of tasks asks for the same containers. */
const cache = new WeakMap<Block, readonly ContainerDefinitions[]>();

/**
 * The containers of an `aws_ecs_task_definition`, by instance: JSON text or `jsonencode`. An instance without a word of
 * containers is left out.
 */
export function containerDefinitions(task: Block): readonly ContainerDefinitions[] {
  const known = cache.get(task);
  if (known !== undefined) return known;
  const definitions = instancesOf(task).flatMap(({ instance, get }) => {
    const read = readDefinitions(get(CONTAINER_DEFINITIONS));
    return read === undefined ? [] : [{ ...read, instance }];
  });
  cache.set(task, definitions);
  return definitions;
}

function readDefinitions(value: Value): Omit<ContainerDefinitions, 'instance'> | undefined {
  if (value === undefined || value === '') return undefined;
  const nothing = { containers: [], unknown: undefined, invalid: undefined };
  const json = readJson(value);
  if (isUnknown(json)) return { ...nothing, unknown: json };
  if (!isList(json)) {
    if (json === undefined && isUnknown(value)) return { ...nothing, unknown: value };
    return { ...nothing, invalid: `${CONTAINER_DEFINITIONS} is no JSON list of containers` };
  }
  const written = json.filter((container) => container !== undefined);
  if (written.length === 0) return { ...nothing, invalid: `${CONTAINER_DEFINITIONS} names no container` };
  return { ...nothing, containers: written.map(readContainer) };
}

function readContainer(value: Value, index: number): Container {
  const path = `${CONTAINER_DEFINITIONS}[${String(index)}]`;
  const entries = entriesOf(value);
  const name = toText(fieldOf(value, 'name'));
  const label = typeof name === 'string' && name !== '' ? `container ${name}` : `container ${String(index)}`;
  if (entries === undefined)
    return { path, label, unknown: isUnknown(value) ? value : notAContainer(value), get: () => undefined };
  return {
    path,
    label,
    unknown: isUnknown(value) ? value : undefined,
    get: (field) => field.split('.').reduce<Value>((inner, step) => fieldOf(inner, step), value),
  };
}

/** ECS and the provider read field names without regard to letter case; of two spellings the last one counts. */
function fieldOf(value: Value, field: string): Value {
  const entries = entriesOf(value);
  if (entries === undefined) return isUnknown(value) ? value : undefined;
  return entries.findLast(([key, inner]) => inner !== undefined && key.toLowerCase() === field.toLowerCase())?.[1];
}

function notAContainer(value: Value): Unknown {
  return new Unknown(JSON.stringify(value));
}
