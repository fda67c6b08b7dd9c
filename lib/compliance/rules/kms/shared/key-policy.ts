import type { Block } from '../../../model/block';
import { policyAt, type CarriedPolicy } from '../../../reading/policies/carried-policies';

/** Resources that carry the policy of a key. */
export const KEY_POLICY_CARRIERS: readonly string[] = [
  'aws_kms_key',
  'aws_kms_key_policy',
  'aws_kms_external_key',
  'aws_kms_replica_key',
  'aws_kms_replica_external_key',
];

/** The key policy that a resource carries; none where AWS writes its default policy. */
export function keyPolicies(block: Block): readonly CarriedPolicy[] {
  return policyAt(block, 'policy');
}
