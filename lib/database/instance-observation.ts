import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { guarantee, integerBetween } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { Key } from '../encryption/key';
import type { IKey } from '../encryption/key-ref';
import { Role } from '../iam/role';
import { ServicePrincipal } from '../iam/service-principal';
import type { DatabaseEngine } from './engine';

type Tags = Readonly<Record<string, string>>;

const MAX_RETENTION = 3653;

/** The log groups that RDS writes to: made beforehand, so that they are encrypted and do not keep logs for ever. */
export function createLogGroups(
  owner: Construct,
  engine: DatabaseEngine,
  identifier: string,
  encryptionKey: IKey,
  retentionInDays: number,
  tags: Tags | undefined,
): CloudwatchLogGroup[] {
  // The policy of a key that was made elsewhere cannot be extended for CloudWatch Logs.
  const key =
    encryptionKey instanceof Key
      ? encryptionKey
      : new Key(owner, 'LogKey', { description: `Key of the logs of ${owner.node.path}`, tags });
  return engine.logTypes.map((type) => {
    const name = `/aws/rds/instance/${identifier}/${type}`;
    key.allowLogGroup(name);
    const group = new aws.cloudwatchLogGroup.CloudwatchLogGroup(owner, `LogGroup-${type}`, {
      name,
      kmsKeyId: key.keyArn,
      retentionInDays,
      tags,
    });
    guarantee(owner, group, [
      { code: 'DB_LOGS_ENCRYPTED', attribute: 'kms_key_id', value: key.keyArn },
      {
        code: 'DB_LOGS_RETAINED',
        attribute: 'retention_in_days',
        value: retentionInDays,
        accepts: integerBetween(365, MAX_RETENTION),
        promise: 'at least 365 days',
        instead: 'use the prop logRetentionDays',
      },
    ]);
    return group;
  });
}

export interface MonitoringRole {
  readonly role: Role;
  /** Depend on it: RDS checks the permissions when it creates the instance. */
  readonly ready: ITerraformDependable;
}

/** The role in which RDS sends measurements of the operating system to CloudWatch, for this one instance. */
export function createMonitoringRole(owner: Construct, identifier: string, tags: Tags | undefined): MonitoringRole {
  const { partition, region, accountId } = AwsAccount.of(owner);
  const role = new Role(owner, 'MonitoringRole', {
    assumedBy: new ServicePrincipal('monitoring.rds.amazonaws.com', {
      sourceArn: `arn:${partition}:rds:${region}:${accountId}:db:${identifier}`,
    }),
    description: `Enhanced monitoring of the database at ${owner.node.path}`,
    tags,
  });
  const ready = role.addManagedPolicy(`arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`);
  return { role, ready };
}
