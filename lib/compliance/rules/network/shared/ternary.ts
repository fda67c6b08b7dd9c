import type { Unknown } from '../../../model/value';

/** Why a question cannot be answered yet: the attribute that decides it, and its expression. */
export interface Hidden {
  /** Path of the attribute, from the block in which it stands. */
  readonly path: string;
  readonly value: Unknown;
  /** What is not known, where it is not simply the value at the path. */
  readonly reason?: string | undefined;
}

/** Yes, no, or not known before Terraform runs. */
export type Ternary = boolean | Hidden;

export function isHidden(answer: boolean | number | string | Hidden): answer is Hidden {
  return typeof answer === 'object';
}
