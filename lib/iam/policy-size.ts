import { partsOf } from './expressions';

/** Size of a policy's text in characters, as IAM counts it: without white space. */
export interface PolicySize {
  /** What it has for certain: expressions count as nothing. */
  readonly certain: number;
  /** What it will likely have: expressions count as the ARNs and ids that they usually stand for. */
  readonly estimated: number;
}

const ARN = 100;
const ACCOUNT_ID = 12;
const REGION = 14;
const PARTITION = 10;
const OTHER = 40;

function estimateOf(expression: string): number {
  if (expression.endsWith('.account_id}')) return ACCOUNT_ID;
  if (expression.endsWith('.partition}')) return PARTITION;
  if (/data\.aws_region\.[\w-]+\.\w+\}$/.test(expression)) return REGION;
  return /arn/i.test(expression) ? ARN : OTHER;
}

/** Measures a policy whose tokens are resolved to `${…}` expressions. */
export function policySize(text: string): PolicySize {
  let certain = 0;
  let estimated = 0;
  for (const part of partsOf(text)) {
    // Of an escaped `$${` one of the two dollars is left.
    const length = part.isExpression ? 0 : part.text.replace(/\$\$\{/g, '${').replace(/\s/g, '').length;
    certain += length;
    estimated += part.isExpression ? estimateOf(part.text) : length;
  }
  return { certain, estimated };
}
