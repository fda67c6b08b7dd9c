/**
 * A policy variable: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, or an escape `${*}`, `${?}`, `${$}`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const VARIABLE = /^\$\{\s*([\w-]+:[\w.+=@:/ -]*[\w.+=@:/-])\s*(?:,\s*'([^'${}]*)'\s*)?\}$/;
const ESCAPE = /^\$\{([*?$])\}$/;

export interface PolicyVariable {
  /** The character that an escape stands for. */
  readonly literal?: string;
  readonly key: string;
  readonly fallback?: string;
}

/** True for `${…}` that AWS replaces. */
export function isPolicyVariable(text: string): boolean {
  return readPolicyVariable(text) !== undefined;
}

/** Reads one `${…}`; undefined for what is no policy variable. */
export function readPolicyVariable(text: string): PolicyVariable | undefined {
  const escape = ESCAPE.exec(text)?.[1];
  if (escape !== undefined) return { literal: escape, key: '' };
  const [, key, fallback] = VARIABLE.exec(text) ?? [];
  return key === undefined ? undefined : { key, fallback };
}
