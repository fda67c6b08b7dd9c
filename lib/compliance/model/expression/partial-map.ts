import { Unknown, type Reference, type Value } from '../value';

/** A map some of whose keys are not known: unknown as a whole, yet its entries can be read. */
export class PartialMap extends Unknown {
  constructor(
    expression: string,
    references: readonly Reference[],
    readonly entries: readonly (readonly [key: string | Unknown, value: Value])[],
  ) {
    super(expression, references);
  }
}
