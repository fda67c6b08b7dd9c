import { readFileSync, writeFileSync } from 'node:fs';

type Resources = Record<string, Record<string, unknown>>;

/** Every name of the mixed stack: `group-17-3`. */
const NAME = /\b[a-z]+-\d+-\d+\b/g;

/**
 * Writes a stack of `times` copies of the resources of a mixed stack, every name and every reference renamed:
 * synthesising as much would take minutes, and it is not what is measured.
 */
export function enlarge(from: string, to: string, times: number): void {
  const stack = JSON.parse(readFileSync(from, 'utf8')) as { resource: Resources; data: Resources };
  for (const section of ['resource', 'data'] as const) stack[section] = multiply(stack[section], times);
  writeFileSync(to, JSON.stringify(stack, null, 2));
}

function multiply(resources: Resources, times: number): Resources {
  const text = JSON.stringify(resources);
  const copies = Array.from(
    { length: times },
    (_, copy) => JSON.parse(text.replaceAll(NAME, `$&-copy${String(copy)}`)) as Resources,
  );
  return Object.fromEntries(
    Object.keys(resources).map((type) => [type, Object.assign({}, ...copies.map((copy) => copy[type])) as object]),
  ) as Resources;
}
