import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * One way to use a construct. All of them together are what the suites about every construct run on: rules in every
 * profile, attacks on guarantees, Checkov, and a deployment.
 */
export interface ConstructBuild {
  /** Class of the construct, such as `DatabaseInstance`. */
  readonly construct: string;
  /** What is special about this use: `defaults`, `every option`, `replica of an instance`. */
  readonly variant: string;
  /** True where a deployment waits for minutes, as with database instances. */
  readonly slowToDeploy?: boolean;
  /** Rules that this use cannot satisfy, each with the reason. */
  readonly exceptions?: Readonly<Record<string, string>>;
  /** Makes the construct, and what it needs, in a stack that holds a provider. */
  readonly build: (stack: TerraformStack) => IConstruct;
}
