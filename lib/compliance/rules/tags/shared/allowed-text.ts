/** A list of texts, or a regular expression that has to match the whole text. */
export type AllowedText = string | readonly string[];

const compiled = new Map<string, RegExp>();

/** True for a text of the list, or one that the expression matches from its first to its last character. */
export function isAllowed(text: string, allowed: AllowedText): boolean {
  return typeof allowed === 'string' ? wholePattern(allowed).test(text) : allowed.includes(text);
}

/**
 * The expression, anchored at both ends.
 *
 * @throws SyntaxError for text that is no regular expression
 */
export function wholePattern(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  compiled.set(pattern, known);
  return known;
}
