import { notApplicable, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown } from '../../model/value';
import { requireCompanion } from '../companion-requirement';
import { namedByEnd } from '../companions-by-name';
import { coversResource, type PolicyTarget } from './covers-resource';
import { requireDenialOfClearText, type ClearTextScope } from './denies-clear-text';
import { ownedPolicies, policyBlocks, type PolicyOwner } from './owned-policy';

/** A resource whose policy has to refuse plain HTTP. */
export interface TransportOwner extends PolicyOwner {
  /** Attributes of the resource that are its ARN. */
  readonly arnAttributes: readonly string[];
  /** What it is called in a message: `the queue`. */
  readonly what: string;
  readonly scope: Pick<ClearTextScope, 'service' | 'actions'>;
}

const EXPECTED = 'a policy with a Deny for Principal "*" where aws:SecureTransport is "false"';

/**
 * Demands that the policy of a resource refuses plain HTTP. A policy in a block of its own is judged there; the resource
 * fails where it has none.
 */
export function judgeTransport(block: Block, owner: TransportOwner): Outcome {
  const { type, what } = owner;
  const policies = ownedPolicies(block, owner);
  if (block.selector !== type || policies.length > 0)
    return requireDenialOfClearText(policies, what, scopeOf(block, owner));
  const missing = `${what} has no policy that refuses plain HTTP`;
  const outcome = requireCompanion(block, policyBlocks(block, owner), { missing, expected: EXPECTED, path: 'policy' });
  return outcome.verdict === 'pass' ? notApplicable() : outcome;
}

function scopeOf(block: Block, owner: TransportOwner): ClearTextScope {
  const target = targetOf(block, owner);
  return target === undefined
    ? owner.scope
    : { ...owner.scope, resources: [(resource) => coversResource(resource, target)] };
}

/** The resource that a policy belongs to; undefined where it is outside the configuration, or one of several. */
function targetOf(block: Block, owner: TransportOwner): PolicyTarget | undefined {
  const { type, attribute, keys, arnAttributes, scope } = owner;
  const value = block.selector === type ? undefined : block.get(attribute);
  const linked = block.configuration.link(value, [type], keys).blocks;
  const candidates = linked.length > 0 ? linked : namedByEnd(value, block.configuration, type);
  const [resource, another] = block.selector === type ? [block] : candidates;
  if (resource === undefined || another !== undefined) return undefined;
  if (isUnknown(value) && !value.isReference && linked.length > 0) return undefined;
  return { service: scope.service, block: resource, names: [resource.get('name')], arns: [value], arnAttributes };
}
