import { Unknown, type Value } from '../../../lib/compliance/model/value';
import type { Scope } from '../../../lib/compliance/model/expression';

/** An unknown that is one reference. */
export function reference(address: string, attribute = ''): Unknown {
  const expression = attribute === '' ? address : `${address}.${attribute}`;
  return new Unknown(`\${${expression}}`, [{ address, attribute }], [], true);
}

/** A scope with the given variables and locals; others are unknown. */
export function scopeOf(
  names: {
    readonly variables?: Readonly<Record<string, Value>>;
    readonly locals?: Readonly<Record<string, Value>>;
  } = {},
  more: Partial<Scope> = {},
): Scope {
  const { variables = {}, locals = {} } = names;
  return {
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : reference(`var.${name}`)),
    local: (name) => (Object.hasOwn(locals, name) ? locals[name] : reference(`local.${name}`)),
    ...more,
  };
}
