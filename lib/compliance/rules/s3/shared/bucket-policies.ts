import type { Block } from '../../../model/block';
import type { PolicyDocument } from '../../../model/policy-document';
import { policyAt, type CarriedPolicy } from '../../../reading/policies/carried-policies';
import { coversResource, type PolicyTarget } from '../../../reading/policies/covers-resource';
import { deniesClearText, type ClearTextScope } from '../../../reading/policies/denies-clear-text';
import { BUCKET, bucketCompanions, bucketsOf } from '../../../reading/buckets/bucket-companions';
import type { Truth } from '../../../reading/truth';

/** Resources that carry the policy of a bucket. */
export const BUCKET_POLICY_CARRIERS: readonly string[] = ['aws_s3_bucket_policy', 'aws_s3_bucket'];

/** The bucket policy that a resource carries. */
export function bucketPolicies(block: Block): readonly CarriedPolicy[] {
  return policyAt(block, 'policy');
}

/** True for a bucket of a plan or a state, which repeats the policy that a block of its own gives it. */
export function isCopy(block: Block): boolean {
  const { configuration, selector } = block;
  if (selector !== BUCKET || (configuration.kind !== 'plan' && configuration.kind !== 'state')) return false;
  return bucketCompanions(configuration, 'aws_s3_bucket_policy').of(block).length > 0;
}

/** Two objects with nothing in common stand for all of a bucket. */
const OBJECTS = ['/q7x', '/z/y'];

/** Whether a policy that a block carries refuses plain HTTP to the whole of the bucket. */
export function bucketDeniesClearText(document: PolicyDocument, carrier: Block, bucket: Block | undefined): Truth {
  const [named] = bucket === undefined ? bucketsOf(carrier.get('bucket'), carrier.configuration) : [bucket];
  const target: PolicyTarget = {
    service: 's3',
    block: named,
    names: [carrier.get('bucket'), named?.get('bucket')],
  };
  const scope: ClearTextScope = {
    service: 's3',
    resources: ['', ...OBJECTS].map((below) => (resource) => coversResource(resource, target, below)),
  };
  return deniesClearText(document, scope);
}
