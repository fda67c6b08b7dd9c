import type { Configuration } from '../model/block';
import { parsePath } from '../model/path';
import { isList, isUnknown, member, toText, type Unknown, type Value } from '../model/value';
import { instancesOf } from './block-instances';

const LONGEST_CHAIN = 5;

/**
 * Text of a value. A reference to an argument that a resource of the configuration writes down is followed:
 * `${aws_cloudwatch_metric_alarm.a.alarm_name}` is the name that the alarm has. An argument that only the provider knows
 * stays unknown.
 */
export function configuredText(configuration: Configuration, value: Value, depth = 0): string | Unknown | undefined {
  const text = toText(value);
  if (!isUnknown(text) || !text.isReference || depth >= LONGEST_CHAIN) return text;
  const [reference] = text.references;
  const target = reference === undefined ? undefined : configuration.block(reference.address);
  if (reference === undefined || target?.kind !== 'resource') return text;
  const [argument, ...inner] = parsePath(reference.attribute);
  if (typeof argument !== 'string') return text;
  const instances = instancesOf(target);
  const key = reference.index === undefined || reference.index === '*' ? undefined : String(reference.index);
  const instance = instances.find((candidate) => candidate.instance === key) ?? instances[0];
  if (instance === undefined || (instances.length > 1 && instance.instance !== key)) return text;
  let found = instance.get(argument);
  for (const segment of inner) {
    if (typeof segment === 'number') found = isList(found) ? found[segment] : segment === 0 ? found : undefined;
    else found = member(isList(found) && found.length === 1 ? found[0] : found, segment);
  }
  return found === undefined ? text : configuredText(configuration, found, depth + 1);
}
