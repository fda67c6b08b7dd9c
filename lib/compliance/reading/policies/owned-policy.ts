import type { Block } from '../../model/block';
import { completed, type Companions } from '../companions';
import { companionsByName } from '../companions-by-name';
import { policyAt, type CarriedPolicy } from './carried-policies';

/** A kind of resource whose policy stands in its own argument `policy`, or in a block of its own. */
export interface PolicyOwner {
  /** The resource: `aws_sqs_queue`. */
  readonly type: string;
  /** The block that holds its policy: `aws_sqs_queue_policy`. */
  readonly policyType: string;
  /** The argument of that block that names the resource: `queue_url`. */
  readonly attribute: string;
  /** Attributes of the resource that the argument may hold. */
  readonly keys: readonly string[];
}

/** The blocks that hold the policy of a resource. */
export function policyBlocks(block: Block, { policyType, type, attribute, keys }: PolicyOwner): Companions {
  return companionsByName(block.configuration, policyType, attribute, type, keys);
}

/**
 * The policy in the argument of a resource, or in a block that holds one. In a plan or a state the resource also shows
 * what such a block wrote, or is about to replace: that is left to the block.
 */
export function ownedPolicies(block: Block, owner: PolicyOwner): readonly CarriedPolicy[] {
  const { kind } = block.configuration;
  const isShown = block.selector === owner.type && (kind === 'plan' || kind === 'state');
  if (isShown && completed(block, policyBlocks(block, owner).of(block)) === 'every') return [];
  return policyAt(block, 'policy');
}
