import type { Condition } from '../../model/policy-document';
import type { Truth } from '../truth';
import { conditionDemands } from './conditions';

/** ARN of one bucket. Region and account are empty in it, so a wildcard there opens nothing. */
const BUCKET_ARN = /^arn:[a-z-]+:s3:[^:]*:[^:]*:[^:/*?${}]+$/;

/** True where a condition holds the source to one bucket: its name is unique, whatever the account. */
export function fixesSourceBucket(condition: Condition): Truth {
  return conditionDemands(condition, /^aws:sourcearn$/, (text) => BUCKET_ARN.test(text));
}
