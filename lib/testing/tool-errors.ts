import type { Assessment } from '../compliance/engine/assessment';

/** A rule that throws is a fault of the tool: the test errs, it does not pass or fail. */
export function raiseToolErrors({ errors }: Assessment): void {
  const first = errors[0];
  if (first !== undefined) throw new Error(`rule ${first.rule} threw on ${first.address}: ${first.message}`);
}
