import type { DbInstance, DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { FinalAttributes } from '../core/final-attributes';
import { guarantee } from '../core/guarantee';
import { declareIfWeaker } from '../core/loosening';
import { physicalName } from '../core/names';
import { Profile } from '../core/profile';
import { aws } from '../core/provider-resources';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import type { IKey } from '../encryption/key-ref';
import { Connections } from '../network/connections';
import { Port } from '../network/port';
import type { ISecurityGroup } from '../network/security-group-ref';
import { ImportedSecret } from '../secrets/imported-secret';
import type { ISecret } from '../secrets/secret-ref';
import { approveFinalClass } from './approved-instance-families';
import type { DatabaseEngine } from './engine';
import { ADVANCED_RETENTION } from './insights';
import type { AlarmBasis } from './instance-alarms';
import { DatabaseInstanceBase } from './instance-base';
import type { DatabaseInstanceCommonProps } from './instance-common-props';
import { instanceGuarantees } from './instance-guarantees';
import { createOptionGroup } from './instance-options';
import { createParameterGroup } from './instance-parameters';
import { createLogGroups } from './log-exports';
import { createMonitoringRole } from './monitoring';

/** What a form of instance adds to what all forms share. */
export interface InstanceForm {
  readonly engine: DatabaseEngine;
  /** Key of storage, insights and logs. */
  readonly encryptionKey: IKey;
  readonly securityGroups: ISecurityGroup[];
  readonly port: number;
  /** Whether there is a standby unless something else is asked for; the profile would say so. */
  readonly usualMultiAz: boolean;
  /** Key of the secret that RDS makes for the master password; undefined where it makes none. */
  readonly secretKey: IKey | undefined;
  /** Secret of the master password where it is that of another instance. */
  readonly secret?: ISecret;
  /** Arguments of this form. */
  readonly config: Partial<DbInstanceConfig>;
  readonly isReplica: boolean;
  /** Replicas of some engines take the option group of their source. */
  readonly ownOptionGroup: boolean;
}

const MAX_IDENTIFIER = 63;

/** An instance that this package makes, whatever it is made from. */
export abstract class NewDatabaseInstance extends DatabaseInstanceBase {
  /** The provider's own resource. */
  readonly resource: DbInstance;
  readonly instanceIdentifier: string;
  readonly endpointAddress: string;
  readonly port: number;
  readonly connections: Connections;
  readonly masterUserSecret: ISecret | undefined;
  readonly engine: DatabaseEngine;
  readonly encryptionKey: IKey;

  /**
   * Why RDS makes no replicas of this instance; undefined where it makes some.
   *
   * @internal
   */
  abstract readonly _noReplicas: string | undefined;

  protected readonly resourceId: string;

  private readonly common: DatabaseInstanceCommonProps;
  private readonly basis: AlarmBasis;

  /** @param formOf checks the props, and makes what the form alone needs */
  protected constructor(
    scope: Construct,
    id: string,
    props: DatabaseInstanceCommonProps,
    formOf: (self: Construct, identifier: string) => InstanceForm,
  ) {
    super(scope, id);
    requireProps(props, 'props of the database', this);
    this.common = props;
    this.instanceIdentifier = props.identifier ?? physicalName(this, MAX_IDENTIFIER);
    const form = formOf(this, this.instanceIdentifier);
    this.engine = form.engine;
    this.port = form.port;
    this.encryptionKey = form.encryptionKey;
    const { securityGroups } = form;
    this.connections = new Connections({ securityGroups, defaultPort: Port.tcp(this.port) });

    const parameterGroup = createParameterGroup(this, form.engine, this.prefix, props.parameters ?? {}, props.tags);
    const config: DbInstanceConfig = {
      ...this.settings(form),
      ...this.observation(),
      parameterGroupName: parameterGroup.group.name,
      ...form.config,
    };
    this.resource = new aws.dbInstance.DbInstance(this, 'Resource', config);
    guarantee(this, this.resource, instanceGuarantees(config, form.engine));
    approveFinalClass(this, () => FinalAttributes.of(this.resource)?.at('instance_class'));

    this.endpointAddress = this.resource.address;
    this.resourceId = this.resource.resourceId;
    this.masterUserSecret = form.secretKey === undefined ? form.secret : this.managedSecret(form.secretKey);
    this.basis = {
      engineName: form.engine.name,
      instanceClass: props.instanceClass,
      storageGib: config.allocatedStorage,
      isReplica: form.isReplica,
    };
    for (const { name, value, defaultValue, isWeaker } of parameterGroup.weakened)
      this._loosenIfWeaker(`parameters.${name}`, defaultValue, value, isWeaker);
    this.declareCommonLoosenings(form);
  }

  /** @internal */
  protected override _alarmBasis(): AlarmBasis {
    return this.basis;
  }

  /** Tags of its alarms. */
  protected override alarmTags(): Record<string, string> | undefined {
    return this.common.tags;
  }

  /**
   * Declares a default that a prop makes weaker.
   *
   * @internal
   */
  protected _loosenIfWeaker(
    setting: string,
    defaultValue: unknown,
    value: unknown,
    isWeaker: (literal: unknown) => boolean,
  ): void {
    const loosening = { setting, defaultValue, value, reason: this.common.looseningReason };
    declareIfWeaker(this, this.resource, loosening, isWeaker);
  }

  private get prefix(): string {
    return `${this.instanceIdentifier}-`;
  }

  private declareCommonLoosenings({ engine, usualMultiAz }: InstanceForm): void {
    const { multiAz, port } = this.common;
    this._loosenIfWeaker('multiAz', true, multiAz, (value) => usualMultiAz && String(value) === 'false');
    this._loosenIfWeaker('port', engine.port, port, (value) => Number(value) === engine.wellKnownPort);
  }

  private managedSecret(key: IKey): ISecret {
    const secretArn = this.resource.masterUserSecret.get(0).secretArn;
    return new ImportedSecret(this, 'MasterUserSecret', secretArn, { encryptionKey: key });
  }

  private settings(form: InstanceForm): DbInstanceConfig {
    const { engine, securityGroups, usualMultiAz, ownOptionGroup } = form;
    const props = this.common;
    return {
      identifier: this.instanceIdentifier,
      instanceClass: props.instanceClass,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: props.allowMajorVersionUpgrade,
      applyImmediately: props.applyImmediately,
      storageType: props.storageType ?? 'gp3',
      iops: props.iops,
      storageThroughput: props.storageThroughput,
      maxAllocatedStorage: props.maxAllocatedStorageGib,
      storageEncrypted: true,
      multiAz: props.multiAz ?? usualMultiAz,
      vpcSecurityGroupIds: securityGroups.map((group) => group.securityGroupId),
      publiclyAccessible: false,
      port: form.port,
      caCertIdentifier: props.certificateAuthority ?? 'rds-ca-rsa2048-g1',
      iamDatabaseAuthenticationEnabled: engine.supportsIamAuthentication ? true : undefined,
      optionGroupName: ownOptionGroup
        ? createOptionGroup(this, engine, this.prefix, props.options ?? [], props.tags)
        : undefined,
      backupWindow: props.backupWindow,
      maintenanceWindow: props.maintenanceWindow,
      deleteAutomatedBackups: false,
      deletionProtection: true,
      copyTagsToSnapshot: true,
      tags: props.tags,
    };
  }

  private observation(): Partial<DbInstanceConfig> {
    const { instanceClass, databaseInsightsMode: mode, tags, ...props } = this.common;
    const profile = Profile.of(this);
    const monitoring = createMonitoringRole(this, this.instanceIdentifier, tags);
    const logGroups = createLogGroups(this, {
      logTypes: this.engine.logTypes,
      pathPrefix: `/aws/rds/instance/${this.instanceIdentifier}/`,
      encryptionKey: this.encryptionKey,
      retentionInDays: props.logRetentionDays ?? profile.logRetentionDays,
      tags,
    });
    const insights = isUnresolved(instanceClass) || this.engine.supportsPerformanceInsights(instanceClass);
    const usualDays = mode === 'advanced' ? ADVANCED_RETENTION : profile.insightsRetentionDays;
    return {
      monitoringInterval: props.monitoringIntervalSeconds ?? 60,
      monitoringRoleArn: monitoring.role.roleArn,
      enabledCloudwatchLogsExports: this.engine.logTypes,
      performanceInsightsEnabled: insights,
      performanceInsightsKmsKeyId: insights ? this.encryptionKey.keyArn : undefined,
      performanceInsightsRetentionPeriod: insights ? (props.performanceInsightsRetentionDays ?? usualDays) : undefined,
      databaseInsightsMode: mode,
      dependsOn: [monitoring.ready, ...logGroups],
    };
  }
}
