/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-class-instance-assignment -- what the compiler refuses is unsafe */
/**
 * What the compiler promises. `tsc` checks that each line below `@ts-expect-error` is an error; types.test.ts checks that
 * each is one for the reason that is meant.
 */
import { LeastPrivilegePolicy, type ServicePolicy } from '../../../lib/iam/least-privilege';
import { DynamoDB } from '../../../lib/iam/services/dynamodb';
import { IAM } from '../../../lib/iam/services/iam';
import { KMS } from '../../../lib/iam/services/kms';
import { Lambda } from '../../../lib/iam/services/lambda';
import { S3, type S3Service } from '../../../lib/iam/services/s3';
import { SecretsManager } from '../../../lib/iam/services/secretsmanager';

const place = { region: 'eu-west-1', accountId: '111122223333' };
const bucket = S3.bucket({ bucketName: 'data' });
const objects = S3.object({ bucketName: 'data', objectName: 'reports/*' });
const policy = LeastPrivilegePolicy.of(S3).allow('GetObject').on(objects);

export const right: readonly ServicePolicy<S3Service>[] = [
  policy.inRegions('eu-west-1', 'eu-central-1'),
  policy.allow('ListBucket').on(bucket).when('StringLike', 's3:prefix', 'reports/*'),
  policy.allow('GetObject', 'ListBucket').on(objects, bucket),
  policy.allow('ListAllMyBuckets').onUnscopable('the console lists them'),
  policy.when('StringEquals', 's3:ExistingObjectTag/team', 'data'),
  policy.when('Bool', 'aws:SecureTransport', 'true'),
  policy.when('Null', 'aws:PrincipalTag/team', 'false'),
  policy.when('ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/app'),
];

const key = KMS.key({ keyId: 'a' }, place);
const roleReader = LeastPrivilegePolicy.of(IAM)
  .allow('GetRole')
  .on(IAM.role({ roleNameWithPath: 'app' }, place));

export const others = [
  roleReader,
  LeastPrivilegePolicy.of(DynamoDB)
    .allow('GetItem')
    .on(DynamoDB.table({ tableName: 'orders' }, place))
    .when('ForAllValues:StringEquals', 'dynamodb:LeadingKeys', 'a'),
  LeastPrivilegePolicy.of(SecretsManager)
    .allow('GetSecretValue')
    .on(SecretsManager.secret.fromArn('${aws_secretsmanager_secret.s.arn}')),
];

export function wrong(any: LeastPrivilegePolicy): void {
  // @ts-expect-error an action that is misspelt
  LeastPrivilegePolicy.of(S3).allow('GetObjekt');
  // @ts-expect-error a pattern of actions
  LeastPrivilegePolicy.of(S3).allow('Get*');
  // @ts-expect-error an action of another service
  LeastPrivilegePolicy.of(S3).allow('Decrypt');
  // @ts-expect-error no action at all
  LeastPrivilegePolicy.of(S3).allow();
  // @ts-expect-error a kind that the action does not work on
  LeastPrivilegePolicy.of(S3).allow('GetObject').on(bucket);
  // @ts-expect-error every resource
  LeastPrivilegePolicy.of(S3).allow('GetObject').on('*');
  // @ts-expect-error a text without a kind
  LeastPrivilegePolicy.of(S3).allow('GetObject').on('arn:aws:s3:::data/a');
  // @ts-expect-error a resource of another service
  LeastPrivilegePolicy.of(S3).allow('GetObject').on(key);
  // @ts-expect-error no resource
  LeastPrivilegePolicy.of(S3).allow('GetObject').on();
  // @ts-expect-error one of two actions without a resource of its kind
  LeastPrivilegePolicy.of(S3).allow('GetObject', 'ListBucket').on(objects);
  // @ts-expect-error an action without kinds beside one that has some
  LeastPrivilegePolicy.of(S3).allow('GetObject', 'ListAllMyBuckets').on(objects);
  // @ts-expect-error a scopable action left unscoped
  LeastPrivilegePolicy.of(S3).allow('GetObject').onUnscopable('because');
  // @ts-expect-error a scopable action beside one that is not
  LeastPrivilegePolicy.of(S3).allow('GetObject', 'ListAllMyBuckets').onUnscopable('because');
  // @ts-expect-error no reason given
  LeastPrivilegePolicy.of(S3).allow('ListAllMyBuckets').onUnscopable();
  // @ts-expect-error statements before the resources are named
  LeastPrivilegePolicy.of(S3).allow('GetObject').toStatements();
  // @ts-expect-error statements before the actions are named
  LeastPrivilegePolicy.of(S3).toStatements();
  // @ts-expect-error a region condition on a service without regions
  roleReader.inRegions('eu-west-1');
  // @ts-expect-error no region at all
  policy.inRegions();
  // @ts-expect-error a key that the service does not know
  policy.when('StringEquals', 's3:prefixx', 'a');
  // @ts-expect-error a key of another service
  policy.when('StringEquals', 'kms:ViaService', 'a');
  // @ts-expect-error an operator for numbers on a text
  policy.when('NumericEquals', 's3:prefix', '1');
  // @ts-expect-error an operator that requests without the key meet
  policy.when('StringEqualsIfExists', 's3:prefix', 'a');
  // @ts-expect-error no set operator on a key of several values
  LeastPrivilegePolicy.of(S3).allow('ListBucket').on(bucket).when('StringEquals', 'aws:TagKeys', 'a');
  // @ts-expect-error no truth value
  policy.when('Bool', 'aws:SecureTransport', 'yes');
  // @ts-expect-error no value at all
  policy.when('StringEquals', 's3:prefix');
  // @ts-expect-error a name that the ARN needs is absent
  S3.object({ bucketName: 'data' });
  // @ts-expect-error a name that the ARN does not have
  S3.bucket({ bucketName: 'data', key: 'a' });
  // @ts-expect-error no region and account
  Lambda.function({ functionName: 'f' });
  // @ts-expect-error no account
  Lambda.function({ functionName: 'f' }, { region: 'eu-west-1' });
  // @ts-expect-error a resource of no service
  LeastPrivilegePolicy.of(S3).allow('GetObject').on({ service: 's3', kind: 'object', arn: '*' });
  // @ts-expect-error conditions after policies were put together
  policy.and(any).inRegions('eu-west-1');
  // @ts-expect-error a wildcard for the service
  LeastPrivilegePolicy.of('*');
}
