import { Construct, type IConstruct } from 'constructs';
import { captureSource, sourceOf } from './creation-trace';
import type { SourceLocation } from './source-location';

/** Base of every construct of this package. Remembers the line of the user's code that created it. */
export abstract class SecuredConstruct extends Construct {
  /**
   * Where a construct is created in the user's code; for a child of a secured construct, where that one is created.
   *
   * @returns undefined where no secured construct is at or above `construct`
   */
  static sourceOf(construct: IConstruct): SourceLocation | undefined {
    return sourceOf(construct);
  }

  constructor(scope: Construct, id: string) {
    super(scope, id);
    captureSource(this, new.target);
  }
}
