import { readFileSync, writeFileSync } from 'node:fs';

type Resources = Record<string, Record<string, unknown>>;

/**
 * Writes a stack of `times` copies of the resources of a smaller one, every name and reference renamed: synthesising as
 * much would take minutes, and it is not what is measured.
 */
export function enlarge(from: string, to: string, times: number): void {
  const stack = JSON.parse(readFileSync(from, 'utf8')) as { resource: Resources; data: Resources };
  for (const section of ['resource', 'data'] as const) stack[section] = multiply(stack[section], times);
  writeFileSync(to, JSON.stringify(stack, null, 2));
}

function multiply(resources: Resources, times: number): Resources {
  return Object.fromEntries(
    Object.entries(resources).map(([type, byName]) => [
      type,
      Object.fromEntries(
        Array.from({ length: times }, (_, copy) =>
          Object.entries(byName).map(([name, body]) => {
            const text = JSON.stringify(body).replaceAll(/\$\{((?:data\.)?aws_\w+\.)([\w-]+)/g, `\${$1$2_c${String(copy)}`);
            return [`${name}_c${String(copy)}`, JSON.parse(text) as unknown];
          }),
        ).flat() as [string, unknown][],
      ),
    ]),
  );
}
