import type { Configuration } from '../../model/block';
import { PartialMap } from '../../model/expression';
import { parseTemplate } from '../../model/expression/parser';
import type { Call, Expression } from '../../model/expression/syntax';
import { isList, isMap, isUnknown, type Unknown, type Value } from '../../model/value';

/** One source of tags, such as a map or an argument of `merge`. */
export interface TagLayer {
  readonly tags: readonly (readonly [key: string, value: Value])[];
  /** What may hold more tags; those that are spelt out count before it. */
  readonly hidden: Unknown | undefined;
}

/** What layers of tags say of one key. */
export interface FoundTag {
  /** The value; undefined where no layer spells the key out. */
  readonly value: Value;
  /** The key as it is written. */
  readonly key: string;
  /** What may hold the key too and counts before `value`. */
  readonly hidden: Unknown | undefined;
}

/** Functions that give their argument back. */
const TRANSPARENT = new Set(['tomap', 'sensitive', 'nonsensitive']);

/** Reads a map of tags, weakest layer first. A tag that is `null` is none; what is no map has no tags. */
export function readTagMap(value: Value, configuration: Configuration): readonly TagLayer[] {
  if (value instanceof PartialMap) {
    const tags = value.entries.flatMap(([key, inner]) =>
      typeof key === 'string' && inner !== undefined ? [[key, inner] as const] : [],
    );
    return [{ tags, hidden: value }];
  }
  if (isUnknown(value)) return mergedLayers(value, configuration) ?? [{ tags: [], hidden: value }];
  if (!isMap(value)) return [];
  return [{ tags: Object.entries(value).filter(([, inner]) => inner !== undefined), hidden: undefined }];
}

/** Finds a key, from the strongest layer to the weakest. */
export function findTag(layers: readonly TagLayer[], key: string, ignoreCase = false): FoundTag {
  const wanted = ignoreCase ? key.toLowerCase() : key;
  let hidden: Unknown | undefined;
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index];
    const tag = layer?.tags.find(([name]) => (ignoreCase ? name.toLowerCase() : name) === wanted);
    if (tag !== undefined) return { key: tag[0], value: tag[1], hidden };
    hidden ??= layer?.hidden;
  }
  return { key, value: undefined, hidden };
}

/** Many resources share the text of their tags; more texts than these are read anew each time. */
const MOST_TEXTS = 1_000;
/** A merge of more maps than these counts as hidden. */
const MOST_LAYERS = 100;
const byText = new WeakMap<Configuration, Map<string, readonly TagLayer[] | undefined>>();

/** Expressions that are being read: a local may refer to itself. */
const reading = new Set<string>();

/** The arguments of `merge(…)`: later ones win. Undefined for any other expression. */
function mergedLayers({ expression }: Unknown, configuration: Configuration): readonly TagLayer[] | undefined {
  if (!expression.includes('merge')) return undefined;
  const known = byText.get(configuration) ?? new Map<string, readonly TagLayer[] | undefined>();
  byText.set(configuration, known);
  if (known.has(expression)) return known.get(expression);
  if (reading.has(expression)) return undefined;
  reading.add(expression);
  const layers = readMerge(expression, configuration);
  reading.delete(expression);
  if (known.size < MOST_TEXTS) known.set(expression, layers);
  return layers;
}

function readMerge(expression: string, configuration: Configuration): readonly TagLayer[] | undefined {
  const root = parseTemplate(expression)?.root;
  const call = root === undefined ? undefined : mergeCall(root);
  if (call === undefined) return undefined;
  const layers = call.arguments.flatMap((argument, index) => {
    const inner = configuration.resolve(`\${${expression.slice(argument.start, argument.end)}}`);
    const isSpread = call.spread && index === call.arguments.length - 1;
    const maps = isSpread && isList(inner) ? inner : [inner];
    return maps.flatMap((map) => readTagMap(map, configuration));
  });
  return layers.length > MOST_LAYERS ? undefined : layers;
}

function mergeCall(node: Expression): Call | undefined {
  if (node.kind !== 'call') return undefined;
  if (node.name === 'merge') return node;
  const [only] = node.arguments;
  return TRANSPARENT.has(node.name) && only !== undefined ? mergeCall(only) : undefined;
}
