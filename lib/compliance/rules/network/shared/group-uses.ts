import type { Block, Configuration } from '../../../model/block';
import { isList, isMap, type Value } from '../../../model/value';
import { groupsOf, RULE_TYPES } from './security-group';

const cache = new WeakMap<Configuration, ReadonlySet<string>>();

/** A block that refers to the group, other than the group itself and its own rules. */
export function userOf(group: Block): Block | undefined {
  return group.configuration
    .referrers(group)
    .find(({ block, path }) => block !== group && !(RULE_TYPES.includes(block.type) && isOwnRule(block, group, path)))
    ?.block;
}

/** True where a security-group argument somewhere names the group by a literal name or id. */
export function isNamedLiterally(group: Block): boolean {
  const names = [group.get('name'), group.get('id')].filter((name) => typeof name === 'string');
  if (names.length === 0) return false;
  const used = cache.get(group.configuration) ?? literalNames(group.configuration);
  cache.set(group.configuration, used);
  return names.some((name) => used.has(name));
}

function isOwnRule(rule: Block, group: Block, path: string): boolean {
  return path === 'security_group_id' || groupsOf(rule).includes(group);
}

function literalNames(configuration: Configuration): ReadonlySet<string> {
  const names = new Set<string>();
  for (const block of configuration.blocks) {
    if (block.kind !== 'resource' || block.type === 'aws_security_group' || RULE_TYPES.includes(block.type)) continue;
    collect(block.raw, block, '', names);
  }
  return names;
}

/** Literals of every argument whose name speaks of security groups, at any depth. */
function collect(raw: unknown, block: Block, name: string, names: Set<string>): void {
  if (typeof raw === 'string') {
    if (name.includes('security_group')) texts(block.configuration.resolve(raw), names);
  } else if (Array.isArray(raw))
    raw.forEach((element) => {
      collect(element, block, name, names);
    });
  else if (typeof raw === 'object' && raw !== null) {
    for (const [key, value] of Object.entries(raw)) if (key !== '//') collect(value, block, key, names);
  }
}

function texts(value: Value, names: Set<string>): void {
  if (typeof value === 'string') names.add(value);
  else if (isList(value))
    value.forEach((element) => {
      texts(element, names);
    });
  else if (isMap(value))
    Object.values(value).forEach((element) => {
      texts(element, names);
    });
}
