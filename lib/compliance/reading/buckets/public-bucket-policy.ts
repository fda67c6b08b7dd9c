import type { Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import type { Condition } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { policyAt } from '../policies/carried-policies';
import { conditionDemands } from '../policies/conditions';
import { judgePublicAccess, RESOURCE_CALLER_KEYS } from '../policies/public-resource-policy';
import { either, type Truth } from '../truth';

/** Keys that fix the caller, as S3 decides whether a policy is public. */
const KEYS: ReadonlySet<string> = new Set([
  ...RESOURCE_CALLER_KEYS,
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/** Judges the bucket policy at `policy` of a block: it is public where S3 says so. Nothing is said without a policy. */
export function judgePublicBucketPolicy(block: Block): readonly Outcome[] {
  return [judgePublicAccess(block, policyAt(block, 'policy'), 'may use the bucket', { keys: KEYS, narrows })].flat();
}

/** Access points of one account, whatever their name, and sessions of roles that are named. */
function narrows(condition: Condition): Truth {
  if (isUnknown(condition.key)) return false;
  return either(
    conditionDemands(condition, /^s3:dataaccesspointarn$/, (text) => /^arn:[^:*?]+:s3:[^:]*:[^:*?$]+:/.test(text)),
    conditionDemands(condition, /^aws:userid$/, (text) => /^A(?:ROA|IDA)[A-Z0-9]+(?::\*)?$/.test(text)),
  );
}
