import type { Block } from '../../../model/block';
import { hasUnknown, isList, isMap, isUnknown, toList, toText, type Unknown, type Value } from '../../../model/value';
import type { PolicyText } from '../../../model/policy-document';
import { OPAQUE, textOf } from '../../../reading/policies/pattern-text';

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

/** Many rules ask for the same. */
const known = new WeakMap<Block, readonly AttachedPolicy[]>();

/** The managed policies that a block attaches, by ARN. */
export function attachedPolicies(block: Block): readonly AttachedPolicy[] {
  const attribute = Object.hasOwn(ARN_ATTRIBUTES, block.type) ? ARN_ATTRIBUTES[block.type] : undefined;
  if (attribute === undefined) return [];
  const before = known.get(block);
  if (before !== undefined) return before;
  const policies = readAttached(block, attribute);
  known.set(block, policies);
  return policies;
}

function readAttached(block: Block, attribute: string): readonly AttachedPolicy[] {
  const attached = valuesAt(block, attribute).flatMap((value) => attachedBy(attribute, value));
  return [...new Map(attached.map((policy) => [`${policy.path} ${String(policy.arn)}`, policy])).values()];
}

function attachedBy(attribute: string, value: Value): readonly AttachedPolicy[] {
  const arns = toList(value);
  if (isUnknown(arns)) return [{ path: attribute, arn: arns }];
  return arns.flatMap((item, index) => {
    const arn = toText(item);
    const path = isList(value) ? `${attribute}[${String(index)}]` : attribute;
    return arn === undefined ? [] : [{ path, arn }];
  });
}

/** The value of an attribute; one for each instance where it follows a `for_each` that is known. */
function valuesAt(block: Block, attribute: string): readonly Value[] {
  const value = block.get(attribute);
  const raw = block.rawAt(attribute);
  const forEach = block.get('for_each');
  if (!hasUnknown(value) || !/\beach\./.test(JSON.stringify(raw))) return [value];
  if (isList(forEach)) return forEach.map((item) => block.configuration.resolve(raw, { key: item, value: item }));
  if (!isMap(forEach)) return [value];
  return Object.entries(forEach).map(([key, item]) => block.configuration.resolve(raw, { key, value: item }));
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
