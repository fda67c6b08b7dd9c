import { isUnknown, type Unknown, type Value } from '../model/value';

/** What one check says of one block, for one rule. */
export type Outcome = PassOutcome | FailOutcome | UnknownOutcome | NotApplicableOutcome;

/** The block keeps the rule. */
export interface PassOutcome {
  readonly verdict: 'pass';
  readonly path?: string | undefined;
}

/** The rule is not about the block. */
export interface NotApplicableOutcome {
  readonly verdict: 'notApplicable';
}

/** The block breaks the rule. */
export interface FailOutcome {
  readonly verdict: 'fail';
  /** Path of the attribute at fault, from its block: `ingress[0].cidr_blocks`. */
  readonly path?: string | undefined;
  /** What is wrong, in one sentence of lower case without a final period. */
  readonly message: string;
  /** What the configuration says. Absent is `undefined`. */
  readonly observed?: Value;
  /** What would pass. */
  readonly expected?: string | undefined;
  /** Tells findings of one rule on one path apart: an action, a port, a CIDR. */
  readonly subject?: string | undefined;
  /** The observed value is a secret, or may be: it never leaves the process. */
  readonly sensitive?: boolean | undefined;
}

/** Whether the block keeps the rule is not known before Terraform runs. */
export interface UnknownOutcome {
  readonly verdict: 'unknown';
  readonly path?: string | undefined;
  /** What could not be decided, in one sentence of lower case without a final period. */
  readonly message: string;
  /** The expression that decides. */
  readonly observed?: Value;
  readonly expected?: string | undefined;
  readonly subject?: string | undefined;
  readonly sensitive?: boolean | undefined;
}

const PASS: PassOutcome = { verdict: 'pass' };
const NOT_APPLICABLE: NotApplicableOutcome = { verdict: 'notApplicable' };

/**
 * A passing outcome.
 *
 * @param path attribute that keeps the rule
 */
export function pass(path?: string): PassOutcome {
  return path === undefined ? PASS : { verdict: 'pass', path };
}

/** A failing outcome. */
export function fail(details: Omit<FailOutcome, 'verdict'>): FailOutcome {
  return { verdict: 'fail', ...details };
}

/** An outcome that an expression leaves open. */
export function unknown(details: Omit<UnknownOutcome, 'verdict'>): UnknownOutcome {
  return { verdict: 'unknown', ...details };
}

/** The outcome for a block that the rule is not about. */
export function notApplicable(): NotApplicableOutcome {
  return NOT_APPLICABLE;
}

/** An unknown outcome for a value that an expression hides. */
export function undecided(path: string, value: Unknown | undefined, expected?: string): UnknownOutcome {
  const expression = isUnknown(value) ? value.expression : 'an expression';
  return unknown({
    path,
    message: `${path} is ${expression}, which is not known before Terraform runs`,
    observed: value,
    expected,
  });
}
