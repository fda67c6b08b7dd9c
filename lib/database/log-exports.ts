import { LOG_RETENTIONS } from '../core/log-retention';
import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { Construct } from 'constructs';
import { guarantee, integerBetween } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { Key } from '../encryption/key';
import type { IKey } from '../encryption/key-ref';
import { requireOneOf } from './prop-checks';

const MIN_RETENTION = 365;
const MAX_RETENTION = 3653;

interface LogExports {
  /** Logs of the engine, as `enabled_cloudwatch_logs_exports` names them. */
  readonly logTypes: readonly string[];
  /** Name of the log groups up to the type: `/aws/rds/instance/<identifier>/` or `/aws/rds/cluster/<identifier>/`. */
  readonly pathPrefix: string;
  /** Key of the database. A key that was made elsewhere gives way to a new one: its policy cannot be extended. */
  readonly encryptionKey: IKey;
  /** One of `LOG_RETENTIONS`, or a token. */
  readonly retentionInDays: number;
  readonly tags?: Record<string, string>;
}

/** Throws unless CloudWatch Logs keeps logs for such a time, and it is at least a year. */
export function requireLogRetention(days: number | undefined, construct: Construct): void {
  requireOneOf(
    days,
    LOG_RETENTIONS,
    {
      code: 'DB_LOG_RETENTION_INVALID',
      name: 'logRetentionDays',
      because: 'an audit looks back a year, and CloudWatch Logs knows no other times',
    },
    construct,
  );
}

/** The log groups that RDS writes to: made beforehand, so that they are encrypted and do not keep logs for ever. */
export function createLogGroups(owner: Construct, logs: LogExports): CloudwatchLogGroup[] {
  const { encryptionKey, tags } = logs;
  const key =
    encryptionKey instanceof Key
      ? encryptionKey
      : new Key(owner, 'LogKey', { description: `Key of the logs of ${owner.node.path}`, tags });
  return logs.logTypes.map((type) => createLogGroup(owner, type, logs, key));
}

function createLogGroup(owner: Construct, type: string, logs: LogExports, key: Key): CloudwatchLogGroup {
  const { retentionInDays, tags } = logs;
  const name = `${logs.pathPrefix}${type}`;
  key.allowLogGroup(name);
  const group = new aws.cloudwatchLogGroup.CloudwatchLogGroup(owner, `LogGroup-${type}`, {
    name,
    kmsKeyId: key.keyArn,
    retentionInDays,
    tags,
  });
  guarantee(owner, group, [
    {
      code: 'DB_LOGS_ENCRYPTED',
      attribute: 'kms_key_id',
      value: key.keyArn,
      promise: 'a customer managed key',
      instead: 'use the prop encryptionKey',
    },
    {
      code: 'DB_LOGS_RETAINED',
      attribute: 'retention_in_days',
      value: retentionInDays,
      accepts: integerBetween(MIN_RETENTION, MAX_RETENTION),
      promise: `at least ${MIN_RETENTION} days`,
      instead: 'use the prop logRetentionDays',
    },
    {
      code: 'DB_LOGS_ENCRYPTED',
      attribute: 'name',
      value: name,
      promise: 'the name that RDS writes to; to another one it would write in clear and keep it for ever',
    },
  ]);
  return group;
}
