import { Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { resolveTokens } from '../core/tokens';

/** True for exactly one token or one hand-written `${…}` expression with no text around it. */
function isOneExpression(value: string): boolean {
  const reversed = Tokenization.reverseString(value);
  if (reversed.tokens.length > 0)
    return reversed.tokens.length === 1 && reversed.literals.length + reversed.intrinsic.length === 0;
  return /^\$\{[^{}"]+\}$/.test(value);
}

/** Literal text under a key that names a secret, inside an expression such as `${jsonencode({"password" = "…"})}`. */
const LITERAL_MEMBER = /"?\w*(?:passw(?:or)?d|secret|token|api_?key|private_?key|credential)\w*"?\s*[=:]\s*"[^"$]+"/i;

/** A reference outside of quoted text: what is nothing but functions of literals is a literal itself. */
function hasReference(expression: string): boolean {
  return /[A-Za-z_][\w-]*\.[A-Za-z_]/.test(expression.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
}

/**
 * Refuses values that are written in the program: they would stand in its repository and in the synthesised JSON.
 *
 * @throws GuardrailsError SECRET_LITERAL_VALUE; the message never repeats the value
 */
export function requireExpression(value: string, construct: IConstruct): void {
  if (typeof value === 'string' && isOneExpression(value)) {
    const expression = String(resolveTokens(construct, value));
    if (/^\$\{(?!\s*")/.test(expression) && hasReference(expression) && !LITERAL_MEMBER.test(expression)) return;
  }
  throw new GuardrailsError(
    'SECRET_LITERAL_VALUE',
    'secretStringWo holds literal text, which would stand in the repository and in the synthesised JSON; pass one expression, such as an ephemeral value, or set the value outside of Terraform',
    construct,
  );
}
