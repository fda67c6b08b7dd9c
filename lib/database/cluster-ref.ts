import type { IConstruct } from 'constructs';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';
import type { IConnectable } from '../network/connectable';
import type { ISecret } from '../secrets/secret-ref';
import type { ClusterAlarmsProps } from './cluster-alarms';
import type { Metric, MetricOptions } from './metric';
import type { MetricAlarm } from './metric-alarm';
import type { ProxyEngineFamily } from './proxy-engine-family';

/** An Aurora cluster, made here or elsewhere. */
export interface IDatabaseCluster extends IConstruct, IConnectable {
  /** Identifier of the cluster. */
  readonly clusterIdentifier: string;

  /** Name of the writer: for reading and writing. */
  readonly clusterEndpoint: string;

  /** Name behind which the readers take turns; the writer where there are none. */
  readonly readerEndpoint: string;

  /** Port to connect to. */
  readonly port: number;

  /** Secret that RDS keeps the master password in; undefined where it is not known. */
  readonly masterUserSecret: ISecret | undefined;

  /**
   * Protocol that a proxy before the cluster speaks; undefined where it is not known.
   */
  readonly proxyEngineFamily: ProxyEngineFamily | undefined;

  /**
   * Lets the role connect as a database user with IAM authentication: `rds-db:connect` on this cluster and user.
   *
   * @param dbUser user of the database itself; never a wildcard
   * @throws GuardrailsError DB_USER_INVALID, GRANT_CROSS_ACCOUNT
   */
  grantConnect(grantee: IRole, dbUser: string): Grant;

  /** Lets the role read the master password. */
  grantReadSecret(grantee: IRole): Grant;

  /**
   * Lets the role run statements through the Data API, as the user whose password is in the secret.
   *
   * @param secret secret with user and password; the master user's when left out
   * @throws GuardrailsError DB_PROP_INVALID, DB_SECRET_UNKNOWN, GRANT_CROSS_ACCOUNT
   */
  grantDataApiAccess(grantee: IRole, secret?: ISecret): Grant;

  /** Any metric of the cluster. */
  metric(metricName: string, options?: MetricOptions): Metric;

  /** Processor use in percent. */
  metricCpuUtilization(options?: MetricOptions): Metric;

  /** Number of connections. */
  metricDatabaseConnections(options?: MetricOptions): Metric;

  /** Free memory in bytes. */
  metricFreeableMemory(options?: MetricOptions): Metric;

  /** Bytes that the storage volume takes. */
  metricVolumeBytesUsed(options?: MetricOptions): Metric;

  /** Milliseconds that readers lag behind the writer. */
  metricAuroraReplicaLag(options?: MetricOptions): Metric;

  /** Use of the highest capacity of serverless members, in percent. */
  metricAcuUtilization(options?: MetricOptions): Metric;

  /**
   * Makes the alarms that a team should have: processor, free memory, connections, lag of readers, capacity of
   * serverless members. Asking twice makes nothing new.
   *
   * @param topicArn SNS topic that is told
   * @throws GuardrailsError ALARM_INVALID
   */
  addRecommendedAlarms(topicArn: string, props?: ClusterAlarmsProps): MetricAlarm[];
}
