import { Unknown, type Reference, type Value } from '../value';

/** Result of `jsonencode` on a value that has unknown parts: unknown as text, readable as a structure. */
export class EncodedJson extends Unknown {
  constructor(
    expression: string,
    references: readonly Reference[],
    /** The value that is encoded. */
    readonly value: Value,
  ) {
    super(expression, references);
  }
}
