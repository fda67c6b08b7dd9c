import type { IConstruct } from 'constructs';

/** A managed policy, made here or elsewhere. */
export interface IManagedPolicy extends IConstruct {
  /** ARN of the policy. */
  readonly managedPolicyArn: string;
}
