import { isUnresolved } from '../core/tokens';
import { partsOf } from '../iam/expressions';

const KEY_ARN = /^arn:[^:*?]+:kms:([a-z0-9-]+):\d{12}:key\/[\w-]+$/;

/** What a key ARN looks like, for messages. */
export const KEY_ARN_FORM = 'arn:aws:kms:<region>:<account>:key/<id>';

/** True for the ARN of one key: no alias, no wildcard. Must not be called with an unresolved value. */
export function isKeyArn(arn: unknown): boolean {
  return typeof arn === 'string' && KEY_ARN.test(arn);
}

/** Region of a key, or undefined where it is not known before Terraform runs. */
export function regionOfKey(arn: string): string | undefined {
  if (!isUnresolved(arn)) return KEY_ARN.exec(arn)?.[1];
  const text = partsOf(arn).map((part) => (part.isExpression ? '\n' : part.text));
  return /^arn:[^:]*:kms:([a-z0-9-]+):/.exec(text.join(''))?.[1];
}
