import { TerraformLocal, TerraformStack, TerraformVariable } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from './guardrails-error';
import { isUnresolved, resolveTokens } from './tokens';

/** A quoted text, a number, a truth value, or a name, as the whole of an expression. */
const SIMPLE =
  /(?<!\$)\$\{\s*(?:("(?:[^"\\$%]|\\["\\nrt])*")|(-?\d+(?:\.\d+)?|true|false)|(var|local)\.([\w-]+))\s*\}/g;

/** What a variable is where nobody sets it, or what a local value is. */
function valueOfName(kind: string, name: string, stack: TerraformStack, depth: number): unknown {
  const named = stack.node
    .findAll()
    .find((each): each is TerraformVariable | TerraformLocal =>
      kind === 'var'
        ? each instanceof TerraformVariable && each.friendlyUniqueId === name
        : each instanceof TerraformLocal && each.friendlyUniqueId === name,
    );
  if (named === undefined) return undefined;
  const value: unknown = named instanceof TerraformVariable ? named.default : expressionOf(named);
  return literalOf(stack, value, depth + 1);
}

/** The value of a local: its getter gives a reference to it. */
function expressionOf(local: TerraformLocal): unknown {
  const { locals } = local.toTerraform() as { readonly locals: Readonly<Record<string, unknown>> };
  return locals[local.friendlyUniqueId];
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function unwrapped(text: string, stack: TerraformStack, depth: number): unknown {
  const wholes: unknown[] = [];
  const flat = text.replace(
    SIMPLE,
    (expression: string, quoted?: string, plain?: string, kind?: string, name?: string) => {
      const value: unknown =
        quoted !== undefined || plain !== undefined
          ? JSON.parse(quoted ?? plain ?? '')
          : valueOfName(kind ?? '', name ?? '', stack, depth);
      if (!isPlain(value)) return expression;
      if (expression === text) wholes.push(value);
      return String(value);
    },
  );
  return wholes.length === 1 ? wholes[0] : flat;
}

function literalOf(scope: IConstruct, value: unknown, depth: number): unknown {
  if (depth > 5) return undefined;
  const resolved = isUnresolved(value) ? resolveTokens(scope, value) : value;
  const known = typeof resolved === 'string' ? unwrapped(resolved, TerraformStack.of(scope), depth) : resolved;
  return isUnresolved(known) ? undefined : (known ?? undefined);
}

/**
 * The literal that a token has turned out to be: what a lazy value produces, a literal inside of `${…}`, the default of
 * a variable, which holds where nobody sets it, or the value of a local. To be asked when the app is synthesised.
 *
 * @returns undefined where the value is not known before Terraform runs
 */
export function knownLiteral(scope: IConstruct, value: unknown): unknown {
  return literalOf(scope, value, 0);
}

/**
 * Checks a token when the app is synthesised: where it has turned out to be a literal, it may be no more than a literal
 * may. Without a construct there is nobody to check it for.
 *
 * @param check throws a GuardrailsError for a literal that is wrong
 */
export function checkWhenKnown(
  construct: IConstruct | undefined,
  value: unknown,
  check: (literal: unknown) => void,
): void {
  construct?.node.addValidation({ validate: () => faultWhenKnown(construct, value, check) });
}

/** The message of what a token turned out to be wrong with, where it did. */
export function faultWhenKnown(construct: IConstruct, value: unknown, check: (literal: unknown) => void): string[] {
  const literal = knownLiteral(construct, value);
  if (literal === undefined) return [];
  try {
    check(literal);
    return [];
  } catch (error) {
    if (!(error instanceof GuardrailsError)) throw error;
    return [error.constructPath === undefined ? `${error.message} (construct ${construct.node.path})` : error.message];
  }
}
