import { kindsOfArn } from '../../iam-data/arn-kinds';
import type { ServiceTable } from '../../iam-data/service-table';
import { partsOf } from '../expressions';
import { GuardrailsError } from '../../core/guardrails-error';
import { invalidResource, shownLate } from './invalid';

/** Stands for an expression: no ARN holds it. */
const HIDDEN = '\u0001';

/** The ARN with a mark in place of each expression; undefined where an expression stands for its begin. */
function marked(arn: string): string | undefined {
  const text = partsOf(arn)
    .map((part) => (part.isExpression ? HIDDEN : part.text))
    .join('');
  return text.startsWith('arn:') ? text : undefined;
}

/** True where an expression stands for the service, or for the begin of the resource, where its kind is. */
function isHidden(text: string, prefix: string): boolean {
  const [, , service = '', , , resource = ''] = text.split(':');
  return service.includes(HIDDEN) || (service === prefix && resource.startsWith(HIDDEN));
}

/**
 * Kinds of resource that an ARN names; undefined where an expression hides them.
 *
 * @throws GuardrailsError POLICY_RESOURCE_INVALID for what is no ARN
 * @throws GuardrailsError POLICY_RESOURCE_WILDCARD for a wildcard in place of the partition, region or account
 */
export function kindsOfLiteral(table: ServiceTable, arn: unknown): readonly string[] | undefined {
  if (typeof arn !== 'string' || arn === '') throw invalidResource(`${shownLate(arn)} is no ARN; pass a text`);
  if (arn === '*') {
    throw new GuardrailsError(
      'POLICY_RESOURCE_WILDCARD',
      'resource "*" covers everything; name the ARNs, or use onUnscopable for actions without resource types',
    );
  }
  const text = marked(arn);
  if (text === undefined) {
    if (partsOf(arn)[0]?.isExpression === true) return undefined;
    throw invalidResource(`${shownLate(arn)} is no ARN; pass the ARN of the resource`);
  }
  const [, partition = '', , region = '', account = ''] = text.split(':');
  if (/[*?]/.test(partition + region + account)) {
    throw new GuardrailsError(
      'POLICY_RESOURCE_WILDCARD',
      `resource ${shownLate(arn)} has a wildcard for its partition, region or account; name them, AwsAccount.of(scope) knows those of the stack`,
    );
  }
  const kinds = kindsOfArn(table, text.replaceAll(HIDDEN, 'x'));
  return kinds.length === 0 && isHidden(text, table.prefix) ? undefined : kinds;
}
