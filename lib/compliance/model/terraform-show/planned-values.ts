import type { ModuleExpressions } from './module-expressions';
import { literal } from './literal';
import { isJson, type Json } from './show-json';

/**
 * The attributes that a resource will have, as Terraform JSON. What is known after the apply only is the expression that
 * it is written with; a whole attribute that nobody wrote is left out, because AWS will choose it.
 */
export function plannedValues(
  after: Json,
  unknown: unknown,
  written: Json | undefined,
  expressions: ModuleExpressions,
  module: string,
): Record<string, unknown> {
  const later = isJson(unknown) ? unknown : {};
  const body: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(after), ...Object.keys(later)])) {
    const isLater = later[name] === true;
    if (isLater && written !== undefined && written[name] === undefined) continue;
    const value = merged(after[name], later[name], written?.[name], expressions, module);
    if (value !== undefined && value !== null) define(body, name, value);
  }
  return body;
}

function merged(
  value: unknown,
  unknown: unknown,
  written: unknown,
  expressions: ModuleExpressions,
  module: string,
): unknown {
  if (unknown === true) return expressions.text(written, module) ?? '${unknown()}';
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [];
    const later: readonly unknown[] = Array.isArray(unknown) ? unknown : [];
    return Array.from({ length: Math.max(values.length, later.length) }, (_, index) =>
      merged(values[index], later[index], partOf(written, index), expressions, module),
    );
  }
  if (!isJson(value) && !isJson(unknown)) return literal(value);
  const values = isJson(value) ? value : {};
  const later = isJson(unknown) ? unknown : {};
  const map: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(values), ...Object.keys(later)]))
    define(map, key, merged(values[key], later[key], partOf(written, key), expressions, module));
  return map;
}

/** What is written at a step into a value: in the blocks of an expression, or in its constant text. */
function partOf(written: unknown, step: string | number): unknown {
  if (Array.isArray(written)) return typeof step === 'number' ? written[step] : undefined;
  if (!isJson(written)) return undefined;
  if (Object.hasOwn(written, 'constant_value')) {
    const whole = written.constant_value;
    const part: unknown =
      typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>)[step] : undefined;
    return part === undefined ? { references: written.references ?? [] } : { ...written, constant_value: part };
  }
  if (Array.isArray(written.references)) return written;
  return written[step];
}

/** Sets an own property, whatever its name. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
