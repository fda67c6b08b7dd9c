import { remember } from './remember';
import { isMap, Unknown, type Value } from './value';

/**
 * Terraform knows the arguments of a block in snake_case only and refuses a block that lacks them. CDKTF's
 * `iterator.dynamic()` writes camelCase into an attribute such as `ingress`: what is meant can be seen, what Terraform
 * would make of it cannot. Such an argument is unknown, never absent.
 */
export function misnamed(block: Value, name: string): Unknown | undefined {
  if (!isMap(block) || !name.includes('_')) return undefined;
  const camelCase = camelCaseOf(name);
  return Object.hasOwn(block, camelCase) ? refused(camelCase) : undefined;
}

/** Says that a block has an argument in camelCase in place of the one that Terraform knows. */
export function misnamedIn(block: Value): Unknown | undefined {
  if (!isMap(block)) return undefined;
  for (const key of Object.keys(block)) {
    const name = meantBy(key);
    if (name !== key && !Object.hasOwn(block, name)) return refused(key);
  }
  return undefined;
}

function refused(name: string): Unknown {
  return new Unknown(`an object with ${name} in place of ${snakeCase(name)}`);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const camelCaseOf = remember((name) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));

/** The argument that a name in camelCase means; another name is itself. */
const meantBy = remember((name) => (/^[a-z]+[A-Z]/.test(name) ? snakeCase(name) : name));
