import type { Statement } from '../../../model/policy-document';
import { demands, isNarrowValue } from '../../../reading/policies/conditions';
import type { Truth } from '../../../reading/truth';

/** Condition keys that say which resources a call may reach. */
const RESOURCE_KEYS =
  /^(?:aws:(?:resourcetag\/.+|resourceaccount|resourceorgid|resourceorgpaths)|[a-z0-9-]+:(?:resourcetag\/.+|resourceaccount)|(?!aws:)[a-z0-9-]+:[a-z]*arn|kms:(?:viaservice|encryptioncontext:.+|requestalias|resourcealiases)|iam:(?:passedtoservice|awsservicename|permissionsboundary)|ec2:(?:vpc|subnet)|ecs:cluster|cloudwatch:namespace|dynamodb:leadingkeys|s3:existingobjecttag\/.+)$/;

/** True where a condition of the statement says which resources its calls may reach. */
export function limitsResources(statement: Statement): Truth {
  return demands(statement, RESOURCE_KEYS, isNarrowValue);
}
