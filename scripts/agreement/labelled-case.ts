import type { ExampleConfiguration, Relation, Rule } from '../../lib/compliance';

/** A rule that stands for the check of a case, and how it compares. */
export interface StandIn {
  readonly rule: Rule;
  readonly relation: Relation;
}

/** What another project says of a configuration. */
export interface LabelledCase {
  /** File of the case, and its check: `CKV_AWS_16.json`. */
  readonly name: string;
  readonly check: string;
  readonly configuration: ExampleConfiguration;
  readonly standIns: readonly StandIn[];
  /** Addresses that have to fail; `*` is the configuration as a whole. */
  readonly fail: readonly string[];
  readonly pass: readonly string[];
}
