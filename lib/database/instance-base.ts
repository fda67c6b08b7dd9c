import { GuardrailsError } from '../core/guardrails-error';
import { SecuredConstruct } from '../core/secured-construct';
import type { IKey } from '../encryption/key-ref';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';
import type { Connections } from '../network/connections';
import type { ISecret } from '../secrets/secret-ref';
import { createAlarms } from './alarms';
import { grantDatabaseUser } from './database-user';
import type { DatabaseEngine } from './engine';
import { type AlarmBasis, recommendedAlarms, type RecommendedAlarmsProps } from './instance-alarms';
import type { IDatabaseInstance } from './instance-ref';
import { Metric, type MetricOptions } from './metric';
import { type MetricAlarm, requireThresholds } from './metric-alarm';

/** What instances made here and instances made elsewhere share. */
export abstract class DatabaseInstanceBase extends SecuredConstruct implements IDatabaseInstance {
  abstract readonly instanceIdentifier: string;
  abstract readonly endpointAddress: string;
  abstract readonly port: number;
  abstract readonly connections: Connections;
  abstract readonly masterUserSecret: ISecret | undefined;
  abstract readonly engine: DatabaseEngine | undefined;
  abstract readonly encryptionKey: IKey | undefined;

  /** `DbiResourceId` of the instance: what IAM authentication knows it by. */
  protected abstract readonly resourceId: string;

  grantConnect(grantee: IRole, dbUser: string): Grant {
    if (this.engine?.supportsIamAuthentication === false) {
      throw new GuardrailsError(
        'DB_IAM_AUTHENTICATION_UNSUPPORTED',
        `engine ${this.engine.name} has no IAM authentication; give the role a secret with the password of a database user`,
        this,
      );
    }
    return grantDatabaseUser(this, grantee, this.resourceId, dbUser);
  }

  grantReadSecret(grantee: IRole): Grant {
    if (this.masterUserSecret !== undefined) return this.masterUserSecret.grantRead(grantee);
    throw new GuardrailsError(
      'DB_SECRET_UNKNOWN',
      'the secret of the master password is not known; grant on the secret of the source, or pass masterUserSecret to DatabaseInstance.fromAttributes',
      this,
    );
  }

  metric(metricName: string, options: MetricOptions = {}): Metric {
    const dimensions = { DBInstanceIdentifier: this.instanceIdentifier };
    return new Metric({ namespace: 'AWS/RDS', metricName, dimensions, ...options });
  }

  metricCpuUtilization(options?: MetricOptions): Metric {
    return this.metric('CPUUtilization', options);
  }

  metricCpuCreditBalance(options?: MetricOptions): Metric {
    return this.metric('CPUCreditBalance', options);
  }

  metricFreeStorageSpace(options?: MetricOptions): Metric {
    return this.metric('FreeStorageSpace', options);
  }

  metricFreeableMemory(options?: MetricOptions): Metric {
    return this.metric('FreeableMemory', options);
  }

  metricDatabaseConnections(options?: MetricOptions): Metric {
    return this.metric('DatabaseConnections', options);
  }

  metricReadLatency(options?: MetricOptions): Metric {
    return this.metric('ReadLatency', options);
  }

  metricWriteLatency(options?: MetricOptions): Metric {
    return this.metric('WriteLatency', options);
  }

  metricReplicaLag(options: MetricOptions = {}): Metric {
    return this.metric('ReplicaLag', { statistic: 'Maximum', ...options });
  }

  addRecommendedAlarms(topicArn: string, props: RecommendedAlarmsProps = {}): MetricAlarm[] {
    requireThresholds(props, this);
    return createAlarms(this, topicArn, recommendedAlarms(this, this._alarmBasis(), props), this.alarmTags());
  }

  /**
   * What the thresholds of alarms are computed from.
   *
   * @internal
   */
  protected _alarmBasis(): AlarmBasis {
    return { engineName: this.engine?.name, instanceClass: undefined, storageGib: undefined, isReplica: false };
  }

  /** Tags of its alarms. */
  protected alarmTags(): Record<string, string> | undefined {
    return undefined;
  }
}
