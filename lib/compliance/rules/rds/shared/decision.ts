/** Three-valued: undefined where the configuration does not decide. */
export type Decision = boolean | undefined;

/** True where one is, false where none is. */
export function or(decisions: readonly Decision[]): Decision {
  if (decisions.includes(true)) return true;
  return decisions.includes(undefined) ? undefined : false;
}

/** True where all are, false where one is not. */
export function and(decisions: readonly Decision[]): Decision {
  if (decisions.includes(false)) return false;
  return decisions.includes(undefined) ? undefined : true;
}

export function not(decision: Decision): Decision {
  return decision === undefined ? undefined : !decision;
}
