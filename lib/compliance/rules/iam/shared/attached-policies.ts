import type { Block } from '../../../model/block';
import { isUnknown, toList, toText, type Unknown, type Value } from '../../../model/value';
import type { PolicyText } from '../../../model/policy-document';
import { OPAQUE, textOf } from './pattern-text';

/** A managed policy that a block attaches. */
export interface AttachedPolicy {
  readonly path: string;
  /** Its ARN, or what hides it. */
  readonly arn: PolicyText;
}

/** Blocks that attach managed policies, and the attribute that holds their ARNs. */
const ARN_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_iam_role_policy_attachment: 'policy_arn',
  aws_iam_user_policy_attachment: 'policy_arn',
  aws_iam_group_policy_attachment: 'policy_arn',
  aws_iam_policy_attachment: 'policy_arn',
  aws_iam_role: 'managed_policy_arns',
  aws_iam_role_policy_attachments_exclusive: 'policy_arns',
  aws_iam_user_policy_attachments_exclusive: 'policy_arns',
  aws_iam_group_policy_attachments_exclusive: 'policy_arns',
  aws_ssoadmin_managed_policy_attachment: 'managed_policy_arn',
};

export const POLICY_ATTACHMENTS: readonly string[] = Object.keys(ARN_ATTRIBUTES);

/** The managed policies that a block attaches, by ARN. */
export function attachedPolicies(block: Block): readonly AttachedPolicy[] {
  const attribute = ARN_ATTRIBUTES[block.type];
  if (attribute === undefined) return [];
  const arns = toList(block.get(attribute));
  if (isUnknown(arns)) return resolveEach(block, arns).map((arn) => ({ path: attribute, arn }));
  const isListed = Array.isArray(block.get(attribute));
  return arns.flatMap((arn, index) =>
    resolveEach(block, arn).map((each) => ({
      path: isListed ? `${attribute}[${String(index)}]` : attribute,
      arn: each,
    })),
  );
}

/**
 * Name of an AWS managed policy without its path: `AdministratorAccess`. Undefined for a policy of the customer; an
 * unknown where the ARN does not tell.
 */
export function awsPolicyName(block: Block, arn: PolicyText): string | Unknown | undefined {
  const text = textOf(arn);
  if (!isUnknown(arn)) return nameOf(arn);
  const [reference] = arn.references;
  if (arn.isReference && reference !== undefined) return followed(block, arn, reference.address);
  if (text === undefined) return arn;
  const name = nameOf(text);
  if (name === undefined && !/^arn:[^:]*:iam::(?:\d{12}|[^:]*\uE000[^:]*):/.test(text)) return arn;
  return name?.includes(OPAQUE) === true ? arn : name;
}

function nameOf(arn: string): string | undefined {
  return /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
}

function followed(block: Block, arn: Unknown, address: string): string | Unknown | undefined {
  if (address.startsWith('aws_iam_policy.')) return undefined;
  const data = block.configuration.block(address);
  if (data?.selector !== 'data.aws_iam_policy') return arn;
  const name = toText(data.get('name'));
  if (name !== undefined) return name;
  const source = toText(data.get('arn'));
  if (source === undefined || (isUnknown(source) && source.references[0]?.address === address)) return arn;
  return awsPolicyName(data, source);
}

/** What `each.value` or `each.key` means under a literal `for_each`; the value itself otherwise. */
function resolveEach(block: Block, value: Value): readonly PolicyText[] {
  const text = toText(value);
  if (!isUnknown(text)) return text === undefined ? [] : [text];
  const each = /^\$\{\s*each\.(value|key)\s*\}$/.exec(text.expression)?.[1];
  if (each === undefined) return [text];
  const forEach = block.get('for_each');
  if (forEach === undefined || isUnknown(forEach) || typeof forEach !== 'object') return [text];
  const items = Array.isArray(forEach)
    ? forEach
    : each === 'key'
      ? Object.keys(forEach)
      : Object.values(forEach as Record<string, Value>);
  return (items as readonly Value[]).map((item) => toText(item) ?? text);
}
