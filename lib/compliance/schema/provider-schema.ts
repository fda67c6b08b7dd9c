import type { BlockSchema } from './assembly-schemas';

/** The schemas of one installed provider. Schemas are parsed when they are asked for. */
export interface ProviderSchema {
  /** The package that they come from: `@cdktf/provider-aws`. */
  readonly package: string;
  readonly packageVersion: string;
  /** `hashicorp/aws`. */
  readonly provider: string;
  /** Version of the provider: `6.25.0`. */
  readonly version: string;
  /** Every selector that has a schema: `aws_db_instance`, `data.aws_vpc`, `provider.aws`. */
  readonly selectors: readonly string[];
  /** The schema of a selector; undefined where the provider has no such block. */
  block(selector: string): BlockSchema | undefined;
}
