import type { IConstruct } from 'constructs';
import { type Loosening, looseningsIn } from './loosening';

/** What the constructs of this package know about an app as a whole. */
export class Guardrails {
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
