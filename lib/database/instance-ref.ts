import type { IConstruct } from 'constructs';
import type { IKey } from '../encryption/key-ref';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';
import type { IConnectable } from '../network/connectable';
import type { ISecret } from '../secrets/secret-ref';
import type { DatabaseEngine } from './engine';
import type { RecommendedAlarmsProps } from './instance-alarms';
import type { Metric, MetricOptions } from './metric';
import type { MetricAlarm } from './metric-alarm';

/** A database instance, made here or elsewhere. */
export interface IDatabaseInstance extends IConstruct, IConnectable {
  /** Identifier of the instance. */
  readonly instanceIdentifier: string;

  /** Name to connect to. */
  readonly endpointAddress: string;

  /** Port to connect to. */
  readonly port: number;

  /** Secret that holds the master password; undefined where it is not known. */
  readonly masterUserSecret: ISecret | undefined;

  /** Engine and version; undefined where it is not known. */
  readonly engine: DatabaseEngine | undefined;

  /** Key of the storage; undefined where it is not known. */
  readonly encryptionKey: IKey | undefined;

  /**
   * Lets the role connect as a database user with IAM authentication: `rds-db:connect` on this instance and user.
   *
   * @param dbUser user of the database itself; never a wildcard
   * @throws GuardrailsError DB_USER_INVALID, DB_IAM_AUTHENTICATION_UNSUPPORTED, GRANT_CROSS_ACCOUNT
   */
  grantConnect(grantee: IRole, dbUser: string): Grant;

  /** Lets the role read the master password. */
  grantReadSecret(grantee: IRole): Grant;

  /** A metric of the instance in namespace `AWS/RDS`, such as `DiskQueueDepth`. */
  metric(metricName: string, options?: MetricOptions): Metric;

  /** Percent of the processor in use. */
  metricCpuUtilization(options?: MetricOptions): Metric;

  /** Credits that a burstable instance has left. */
  metricCpuCreditBalance(options?: MetricOptions): Metric;

  /** Bytes of storage that are free. */
  metricFreeStorageSpace(options?: MetricOptions): Metric;

  /** Bytes of memory that are free. */
  metricFreeableMemory(options?: MetricOptions): Metric;

  /** Clients that are connected. */
  metricDatabaseConnections(options?: MetricOptions): Metric;

  /** Seconds that a read takes. */
  metricReadLatency(options?: MetricOptions): Metric;

  /** Seconds that a write takes. */
  metricWriteLatency(options?: MetricOptions): Metric;

  /** Seconds that a replica lies behind its source; the worst of a period. */
  metricReplicaLag(options?: MetricOptions): Metric;

  /**
   * Makes the alarms that a team should have: processor, free storage, free memory, connections, latency of reads and
   * writes, credits of burstable classes, lag of replicas.
   *
   * @param topicArn SNS topic that is told
   * @throws GuardrailsError ALARM_INVALID
   */
  addRecommendedAlarms(topicArn: string, props?: RecommendedAlarmsProps): MetricAlarm[];
}
