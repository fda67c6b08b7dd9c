import type { Block, NestedBlock } from '../../model/block';
import { readPolicy, readPolicyDataSource, type PolicyDocument } from '../../model/policy-document';
import type { Unknown } from '../../model/value';
import { isBoundaryOnly, isIdentityDocument, isTrustDocument } from './document-use';

/** A policy that a block carries. */
export interface CarriedPolicy {
  /** Path of the attribute that holds it; an empty string for a data source. */
  readonly path: string;
  /** The document, or what hides it. */
  readonly document: PolicyDocument | Unknown;
}

/** Blocks that carry the permissions of a user, a group, a role or a permission set. */
export const IDENTITY_POLICY_CARRIERS: readonly string[] = [
  'aws_iam_policy',
  'aws_iam_role_policy',
  'aws_iam_user_policy',
  'aws_iam_group_policy',
  'aws_iam_role',
  'aws_ssoadmin_permission_set_inline_policy',
  'data.aws_iam_policy_document',
];

/** Every rule asks for the same policies. */
const identity = new WeakMap<Block, readonly CarriedPolicy[]>();
const trust = new WeakMap<Block, readonly CarriedPolicy[]>();

function once(
  known: WeakMap<Block, readonly CarriedPolicy[]>,
  block: Block,
  read: (block: Block) => readonly CarriedPolicy[],
): readonly CarriedPolicy[] {
  const before = known.get(block);
  if (before !== undefined) return before;
  const policies = read(block);
  known.set(block, policies);
  return policies;
}

/** Blocks that carry the trust policy of a role. */
export const TRUST_POLICY_CARRIERS: readonly string[] = ['aws_iam_role', 'data.aws_iam_policy_document'];

/**
 * The identity policies of a block. A data source counts only where nothing of the configuration uses it and it names no
 * principal; a managed policy that is nothing but a permissions boundary grants nothing and has none.
 */
export function identityPolicies(block: Block): readonly CarriedPolicy[] {
  return once(identity, block, readIdentityPolicies);
}

function readIdentityPolicies(block: Block): readonly CarriedPolicy[] {
  switch (block.selector) {
    case 'aws_iam_role':
      return block.nested('inline_policy').flatMap((item) => inlinePolicy(block, item));
    case 'aws_ssoadmin_permission_set_inline_policy':
      return policyAt(block, 'inline_policy');
    case 'data.aws_iam_policy_document':
      return isIdentityDocument(block) ? [{ path: '', document: readPolicyDataSource(block) }] : [];
    case 'aws_iam_policy':
      return isBoundaryOnly(block) ? [] : policyAt(block, 'policy');
    default:
      return policyAt(block, 'policy');
  }
}

/** The trust policies of a block. A data source counts only where nothing uses it and it reads as a trust policy. */
export function trustPolicies(block: Block): readonly CarriedPolicy[] {
  return once(trust, block, readTrustPolicies);
}

function readTrustPolicies(block: Block): readonly CarriedPolicy[] {
  if (block.selector !== 'data.aws_iam_policy_document') return policyAt(block, 'assume_role_policy');
  return isTrustDocument(block) ? [{ path: '', document: readPolicyDataSource(block) }] : [];
}

/** The policy at an attribute of a block; none where the attribute is absent. */
export function policyAt(block: Block, path: string): readonly CarriedPolicy[] {
  const document = readPolicy(block.get(path), block.configuration, { block, path });
  return document === undefined ? [] : [{ path, document }];
}

function inlinePolicy(block: Block, item: NestedBlock): readonly CarriedPolicy[] {
  if (item.unknown !== undefined) return [{ path: item.path, document: item.unknown }];
  const path = `${item.path}.policy`;
  const document = readPolicy(item.get('policy'), block.configuration, { block, path });
  return document === undefined ? [] : [{ path, document }];
}
