import { TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Guarantee } from '../../lib/core/guarantee';
import { resolveTokens } from '../../lib/core/tokens';

const REFERENCE = /^\$\{(?:data\.)?([a-z0-9_]+)\.([\w-]+)(?:\[[^\]]*\])?(?:\.[\w.[\]"*-]+)?\}$/;

/** End of a name that follows from the construct path. */
const NAME_HASH = /-[0-9a-f]{8}(?=-|$)/;

/** What a guarantee promises, in words that mean something outside of the stack that it was read from. */
export function readableValue(promised: Guarantee, owner: IConstruct): string {
  const { promise, accepts } = promised;
  const value = resolveTokens(owner, promised.value);
  const isAbsent = value === undefined || value === null;
  if (promise !== undefined)
    return `${promise.replace(/^that /, '')}${isAbsent && accepts === undefined ? ' (not set)' : ''}`;
  const further = [true, false].filter((each) => each !== value && accepts?.(each) === true);
  return [describe(value, owner), ...further.map((each) => code(String(each)))].join(' or ');
}

function describe(value: unknown, owner: IConstruct): string {
  if (value === undefined || value === null) return 'not set';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : unique(value.map((each) => describe(each, owner)));
  if (typeof value === 'object') return describeObject(value, owner);
  if (typeof value === 'string') return describeText(value, owner);
  return code(JSON.stringify(value));
}

function describeObject(value: object, owner: IConstruct): string {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined && each !== null);
  return unique(entries.map(([key, each]) => `${code(key)} ${describe(each, owner)}`));
}

function describeText(text: string, owner: IConstruct): string {
  const [, type = '', name = ''] = REFERENCE.exec(text) ?? [];
  if (type !== '') return describeReference(type, name, owner);
  if (/^\s*\{[\s\S]*"Statement"/.test(text)) return 'the policy that it wrote';
  const [stack = ''] = owner.node.path.split('/');
  if (text.includes(stack) || NAME_HASH.test(text)) return 'a name of its own';
  const shown = text.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');
  return /\w/.test(shown) ? code(shown) : 'what Terraform computes';
}

function describeReference(type: string, name: string, owner: IConstruct): string {
  const referenced = owner.node.root.node
    .findAll()
    .find((each) => TerraformElement.isTerraformElement(each) && each.friendlyUniqueId === name);
  const isItsOwn = referenced?.node.scopes.includes(owner) === true;
  return isItsOwn ? `its own ${code(type)}` : `the ${code(type)} that it was given`;
}

function unique(phrases: readonly string[]): string {
  return [...new Set(phrases)].join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}
