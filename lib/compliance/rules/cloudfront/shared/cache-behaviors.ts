import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import { every, type Truth } from '../../../reading/truth';

/** Policies under which every viewer ends up on HTTPS. */
const HTTPS_POLICIES: ReadonlySet<string> = new Set(['https-only', 'redirect-to-https']);

/** The cache behaviors of a distribution, the default one first. */
export function cacheBehaviors(distribution: Block): readonly NestedBlock[] {
  return [...distribution.nested('default_cache_behavior'), ...distribution.nested('ordered_cache_behavior')];
}

/** True where viewers reach a cache behavior over HTTPS only. */
export function isHttpsOnly(behavior: NestedBlock): Truth {
  if (behavior.unknown !== undefined) return behavior.unknown;
  const policy = toText(behavior.get('viewer_protocol_policy'));
  return isUnknown(policy) ? policy : policy !== undefined && HTTPS_POLICIES.has(policy);
}

/** True where viewers reach every cache behavior over HTTPS only. */
export function areAllHttpsOnly(distribution: Block): Truth {
  const behaviors = cacheBehaviors(distribution);
  return behaviors.length > 0 && every(behaviors, isHttpsOnly);
}
