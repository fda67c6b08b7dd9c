import { GuardrailsError } from '../core/guardrails-error';
import { SecuredConstruct } from '../core/secured-construct';
import { Grant } from '../iam/grant';
import { PolicyStatement } from '../iam/policy-statement';
import { requireRole } from '../iam/role-list';
import type { IRole } from '../iam/role-ref';
import type { Connections } from '../network/connections';
import type { ISecret } from '../secrets/secret-ref';
import { createAlarms } from './alarms';
import { type ClusterAlarmBasis, type ClusterAlarmsProps, recommendedClusterAlarms } from './cluster-alarms';
import type { IDatabaseCluster } from './cluster-ref';
import { grantDatabaseUser, requireDatabaseAccount } from './database-user';
import { Metric, type MetricOptions } from './metric';
import { type MetricAlarm, requireThresholds } from './metric-alarm';
import type { ProxyEngineFamily } from './proxy-engine-family';

const DATA_API_ACTIONS = [
  'rds-data:BatchExecuteStatement',
  'rds-data:BeginTransaction',
  'rds-data:CommitTransaction',
  'rds-data:ExecuteStatement',
  'rds-data:RollbackTransaction',
];

/** What clusters made here and clusters made elsewhere share. */
export abstract class DatabaseClusterBase extends SecuredConstruct implements IDatabaseCluster {
  abstract readonly clusterIdentifier: string;
  abstract readonly clusterEndpoint: string;
  abstract readonly readerEndpoint: string;
  abstract readonly port: number;
  abstract readonly connections: Connections;
  abstract readonly masterUserSecret: ISecret | undefined;
  abstract readonly proxyEngineFamily: ProxyEngineFamily | undefined;

  /** `DbClusterResourceId` of the cluster: what IAM authentication knows it by. */
  protected abstract readonly resourceId: string;

  /** ARN of the cluster. */
  protected abstract readonly clusterArn: string;

  /** False where the Data API is known to be off. */
  protected abstract readonly mayHaveDataApi: boolean;

  grantConnect(grantee: IRole, dbUser: string): Grant {
    return grantDatabaseUser(this, grantee, this.resourceId, dbUser);
  }

  grantReadSecret(grantee: IRole): Grant {
    return this.knownSecret('grantReadSecret').grantRead(grantee);
  }

  grantDataApiAccess(grantee: IRole, secret?: ISecret): Grant {
    if (!this.mayHaveDataApi) {
      throw new GuardrailsError('DB_PROP_INVALID', 'the Data API of the cluster is off; set enableDataApi', this);
    }
    requireRole(grantee, this);
    requireDatabaseAccount(this, grantee, 'the Data API works within an account alone');
    const ofSecret = (secret ?? this.knownSecret('grantDataApiAccess')).grantRead(grantee);
    const statement = PolicyStatement.allow({ actions: DATA_API_ACTIONS, resources: [this.clusterArn] });
    return ofSecret.combine(Grant.toRole(grantee, statement));
  }

  metric(metricName: string, options: MetricOptions = {}): Metric {
    const dimensions = { DBClusterIdentifier: this.clusterIdentifier };
    return new Metric({ namespace: 'AWS/RDS', metricName, dimensions }).withOptions(options);
  }

  metricCpuUtilization(options?: MetricOptions): Metric {
    return this.metric('CPUUtilization', options);
  }

  metricDatabaseConnections(options?: MetricOptions): Metric {
    return this.metric('DatabaseConnections', options);
  }

  metricFreeableMemory(options?: MetricOptions): Metric {
    return this.metric('FreeableMemory', options);
  }

  metricVolumeBytesUsed(options?: MetricOptions): Metric {
    return this.metric('VolumeBytesUsed', options);
  }

  metricAuroraReplicaLag(options?: MetricOptions): Metric {
    return this.metric('AuroraReplicaLag', options);
  }

  metricAcuUtilization(options?: MetricOptions): Metric {
    return this.metric('ACUUtilization', options);
  }

  addRecommendedAlarms(topicArn: string, props: ClusterAlarmsProps = {}): MetricAlarm[] {
    requireThresholds(props, this);
    return createAlarms(this, topicArn, recommendedClusterAlarms(this, this._alarmBasis(), props), this.alarmTags());
  }

  /**
   * What is known of the members.
   *
   * @internal
   */
  protected abstract _alarmBasis(): ClusterAlarmBasis;

  /** Tags of the alarms. */
  protected alarmTags(): Record<string, string> | undefined {
    return undefined;
  }

  private knownSecret(method: string): ISecret {
    if (this.masterUserSecret !== undefined) return this.masterUserSecret;
    const remedy =
      method === 'grantReadSecret'
        ? 'pass masterUserSecret to DatabaseCluster.fromAttributes, or grant on the secret that you keep it in'
        : 'pass the secret of a database user';
    throw new GuardrailsError('DB_SECRET_UNKNOWN', `the secret of the master password is not known; ${remedy}`, this);
  }
}
