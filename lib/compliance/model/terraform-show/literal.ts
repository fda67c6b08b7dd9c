import { isJson } from './show-json';

/** A value as Terraform JSON that means just that value: what looks like an expression is escaped. `null` is left out. */
export function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/(\$+|%+)\{/g, (mark) => `${mark.slice(0, -1)}${mark}`);
  if (Array.isArray(value)) return value.map(literal);
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner)]));
}
