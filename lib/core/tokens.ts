import { DefaultTokenResolver, StringConcat, Token, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';

const INTERPOLATION = /(?<!\$)\$\{/;

/**
 * True where a value is not known before Terraform runs: a token in a string, number, list or map, or a hand-written
 * `${…}` expression. Nothing may be compared, measured or parsed before this says false.
 */
export function isUnresolved(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  if (typeof value === 'string') return INTERPOLATION.test(value);
  // CDKTF throws on a list of anything but texts.
  if (Array.isArray(value) && !value.every((each) => typeof each === 'string')) return false;
  if (typeof value === 'object' && value !== null) return Tokenization.reverse(value).length > 0;
  return false;
}

/** The value as it will stand in the JSON of the construct's stack: tokens become `${…}` expressions. */
export function resolveTokens(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()) });
}
