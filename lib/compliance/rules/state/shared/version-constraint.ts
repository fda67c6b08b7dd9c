/**
 * Says whether a version constraint of Terraform keeps out later major versions: by `~>`, `<`, `<=`, `=` or a version
 * alone. `>=`, `>` and `!=` do not.
 */
export function hasUpperBound(constraint: string): boolean {
  return constraint
    .split(',')
    .map((part) => part.trim())
    .some((part) => /^(?:~>|<=?|=)?\s*v?\d/.test(part));
}
