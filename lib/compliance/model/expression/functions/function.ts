import type { Value } from '../../value';
import type { Decision } from '../operators';

/** Where a function is called. */
export interface CallSite {
  /** The call as it stands: `${upper(var.x)}`. */
  readonly expression: string;
}

/**
 * A function of Terraform over evaluated arguments. Arguments may be unknown or hold unknown parts; arguments that
 * Terraform would refuse never get here.
 */
export type TerraformFunction = (args: readonly Value[], site: CallSite) => Decision;
