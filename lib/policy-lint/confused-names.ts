/**
 * Operations of S3 and others that ask for a permission of another name.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const PERMISSION_OF_OPERATION: ReadonlyMap<string, string> = new Map([
  ['lambda:invoke', 'lambda:InvokeFunction'],
  ['s3:completemultipartupload', 's3:PutObject'],
  ['s3:copyobject', 's3:GetObject on what is copied and s3:PutObject on the copy'],
  ['s3:createmultipartupload', 's3:PutObject'],
  ['s3:deletebucketcors', 's3:PutBucketCORS'],
  ['s3:deletebucketencryption', 's3:PutEncryptionConfiguration'],
  ['s3:deletebucketlifecycle', 's3:PutLifecycleConfiguration'],
  ['s3:deletebucketreplication', 's3:PutReplicationConfiguration'],
  ['s3:deletebuckettagging', 's3:PutBucketTagging'],
  ['s3:deleteobjects', 's3:DeleteObject'],
  ['s3:deletepublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['s3:getbucketaccelerateconfiguration', 's3:GetAccelerateConfiguration'],
  ['s3:getbucketencryption', 's3:GetEncryptionConfiguration'],
  ['s3:getbucketlifecycle', 's3:GetLifecycleConfiguration'],
  ['s3:getbucketlifecycleconfiguration', 's3:GetLifecycleConfiguration'],
  ['s3:getbucketreplication', 's3:GetReplicationConfiguration'],
  ['s3:getobjectlockconfiguration', 's3:GetBucketObjectLockConfiguration'],
  ['s3:getpublicaccessblock', 's3:GetBucketPublicAccessBlock'],
  ['s3:headbucket', 's3:ListBucket'],
  ['s3:headobject', 's3:GetObject'],
  ['s3:listbuckets', 's3:ListAllMyBuckets'],
  ['s3:listmultipartuploads', 's3:ListBucketMultipartUploads'],
  ['s3:listobjects', 's3:ListBucket'],
  ['s3:listobjectsv2', 's3:ListBucket'],
  ['s3:listobjectversions', 's3:ListBucketVersions'],
  ['s3:listparts', 's3:ListMultipartUploadParts'],
  ['s3:putbucketaccelerateconfiguration', 's3:PutAccelerateConfiguration'],
  ['s3:putbucketencryption', 's3:PutEncryptionConfiguration'],
  ['s3:putbucketlifecycle', 's3:PutLifecycleConfiguration'],
  ['s3:putbucketlifecycleconfiguration', 's3:PutLifecycleConfiguration'],
  ['s3:putbucketreplication', 's3:PutReplicationConfiguration'],
  ['s3:putobjectlockconfiguration', 's3:PutBucketObjectLockConfiguration'],
  ['s3:putpublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['s3:uploadpart', 's3:PutObject'],
  ['s3:uploadpartcopy', 's3:GetObject on what is copied and s3:PutObject on the copy'],
]);

/** The permission that an operation asks for; undefined where it has its own name. */
export function operationPermission(action: string): string | undefined {
  return PERMISSION_OF_OPERATION.get(action.toLowerCase());
}

/** Prefixes of services that people call otherwise. */
export const PREFIX_OF_NAME: ReadonlyMap<string, string> = new Map([
  ['apigatewayv2', 'apigateway'],
  ['cloudwatchlogs', 'logs'],
  ['cognito', 'cognito-idp'],
  ['efs', 'elasticfilesystem'],
  ['elb', 'elasticloadbalancing'],
  ['elbv2', 'elasticloadbalancing'],
  ['emr', 'elasticmapreduce'],
  ['eventbridge', 'events'],
  ['msk', 'kafka'],
  ['sfn', 'states'],
  ['stepfunctions', 'states'],
]);
