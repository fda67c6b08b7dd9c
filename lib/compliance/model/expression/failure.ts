import { Unknown } from '../value';

/** What Terraform would refuse to evaluate, such as a missing attribute: `try` goes on with its next argument. */
export class Failure extends Unknown {}

export function isFailure(value: unknown): value is Failure {
  return value instanceof Failure;
}
