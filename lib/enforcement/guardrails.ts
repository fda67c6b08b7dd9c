import type { IConstruct } from 'constructs';
import { enforce } from './enforcement';
import type { EnforcementProps } from './enforcement-props';
import type { Remediation } from './remediation';
import { remediatedIn } from './remediation-aspect';
import { type Loosening, looseningsIn } from '../core/loosening';

/** What the constructs of this package know about an app as a whole, and the rules that hold for it. */
export class Guardrails {
  /**
   * Has the rules judge everything that is synthesised: resources of the provider, constructs of this package and of
   * others, with every override. Findings fail the synthesis, all of them at once, and nothing that could be deployed
   * is left of it.
   *
   * On an app, `app.synth()` and `cdktf synth` judge what was written for all stacks. On a stack,
   * `Testing.synth(stack, true)` judges it too. Call it before constructs are made: their lines are in the report then.
   * Called again for the same scope, it replaces the props that are given.
   *
   * @param scope an app or a stack
   * @throws GuardrailsError ENFORCEMENT_INVALID for any other scope, and for props that are not understood or
   *   contradict each other
   */
  static enforce(scope: IConstruct, props: EnforcementProps = {}): void {
    enforce(scope, props);
  }

  /**
   * What `EnforcementMode.REMEDIATE` has set so far, and what it has left as it was with the reason.
   *
   * @param scope an app, a stack or a construct
   */
  static remediated(scope: IConstruct): Remediation[] {
    return remediatedIn(scope);
  }

  /**
   * Every default of a construct that its user made weaker, with the reason given for it.
   *
   * @param scope an app, a stack or a construct
   */
  static loosened(scope: IConstruct): Loosening[] {
    return looseningsIn(scope);
  }

  private constructor() {
    // Never made: it only gathers functions, as exports of its own would not be seen by other languages.
  }
}
