import type { DbInstance, DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { guarantee } from '../core/guarantee';
import { physicalName } from '../core/names';
import { Profile } from '../core/profile';
import { aws } from '../core/provider-resources';
import { isUnresolved } from '../core/tokens';
import { Key } from '../encryption/key';
import type { IKey } from '../encryption/key-ref';
import { Connections } from '../network/connections';
import { Port } from '../network/port';
import { SecurityGroup } from '../network/security-group';
import { SecurityGroupBase } from '../network/security-group-base';
import type { ISecurityGroup } from '../network/security-group-ref';
import { ImportedSecret } from '../secrets/imported-secret';
import type { ISecret } from '../secrets/secret-ref';
import { DatabaseInstanceBase } from './instance-base';
import { instanceGuarantees } from './instance-guarantees';
import { requireValidInstance } from './instance-inputs';
import { createLogGroups, createMonitoringRole } from './instance-observation';
import { createAuditOptionGroup, createParameterGroup } from './instance-parameters';
import type { DatabaseInstanceAttributes, DatabaseInstanceProps } from './instance-props';
import type { IDatabaseInstance } from './instance-ref';

const MAX_IDENTIFIER = 63;
const INSIGHTS_RETENTION_DAYS = 7;

/**
 * A database instance that is encrypted under a customer managed key, reachable only inside its VPC and over TLS,
 * backed up, monitored, protected from deletion, and whose master password nobody has seen.
 */
export class DatabaseInstance extends DatabaseInstanceBase {
  /** An instance that was made elsewhere. */
  static fromAttributes(scope: Construct, id: string, attributes: DatabaseInstanceAttributes): IDatabaseInstance {
    return new ImportedDatabaseInstance(scope, id, attributes);
  }

  /** The provider's own resource. */
  readonly resource: DbInstance;
  readonly instanceIdentifier: string;
  readonly endpointAddress: string;
  readonly port: number;
  readonly connections: Connections;
  readonly masterUserSecret: ISecret;
  /** Engine and version. */
  readonly engine: DatabaseInstanceProps['engine'];
  /** Key of storage, master password, insights and logs. */
  readonly encryptionKey: IKey;

  protected readonly resourceId: string;

  constructor(scope: Construct, id: string, props: DatabaseInstanceProps) {
    super(scope, id);
    requireValidInstance(props, this);
    const { engine, tags } = props;
    this.engine = engine;
    this.instanceIdentifier = props.identifier ?? physicalName(this, MAX_IDENTIFIER);
    this.port = props.port ?? engine.port;
    this.encryptionKey =
      props.encryptionKey ?? new Key(this, 'Key', { description: `Key of the database at ${this.node.path}`, tags });
    const securityGroups = this.closedSecurityGroups(props);
    this.connections = new Connections({ securityGroups, defaultPort: Port.tcp(this.port) });

    const monitoring = createMonitoringRole(this, this.instanceIdentifier, tags);
    const logGroups = createLogGroups(
      this,
      engine,
      this.instanceIdentifier,
      this.encryptionKey,
      props.logRetentionDays ?? 365,
      tags,
    );
    const config: DbInstanceConfig = {
      ...this.storage(props),
      ...this.network(props, securityGroups),
      ...this.configuration(props),
      ...this.recovery(props),
      monitoringInterval: props.monitoringIntervalSeconds ?? 60,
      monitoringRoleArn: monitoring.role.roleArn,
      enabledCloudwatchLogsExports: engine.logTypes,
      instanceClass: props.instanceClass,
      tags,
      dependsOn: [monitoring.ready, ...logGroups],
    };
    this.resource = new aws.dbInstance.DbInstance(this, 'Resource', config);
    guarantee(this, this.resource, instanceGuarantees(config));

    this.endpointAddress = this.resource.address;
    this.resourceId = this.resource.resourceId;
    const secretArn = this.resource.masterUserSecret.get(0).secretArn;
    this.masterUserSecret = new ImportedSecret(this, 'MasterUserSecret', secretArn, this.encryptionKey);
  }

  private closedSecurityGroups({ securityGroups, vpcId, tags }: DatabaseInstanceProps): ISecurityGroup[] {
    const groups =
      securityGroups && securityGroups.length > 0
        ? securityGroups
        : [new SecurityGroup(this, 'SecurityGroup', { vpcId, description: `Database at ${this.node.path}`, tags })];
    for (const group of groups) if (group instanceof SecurityGroupBase) group._closeToInternet('a database uses it');
    return groups;
  }

  private storage(props: DatabaseInstanceProps): Partial<DbInstanceConfig> {
    return {
      allocatedStorage: props.allocatedStorageGib ?? 20,
      maxAllocatedStorage: props.maxAllocatedStorageGib,
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: this.encryptionKey.keyArn,
    };
  }

  private network(props: DatabaseInstanceProps, securityGroups: readonly ISecurityGroup[]): Partial<DbInstanceConfig> {
    const subnetGroup = new aws.dbSubnetGroup.DbSubnetGroup(this, 'SubnetGroup', {
      namePrefix: `${this.instanceIdentifier}-`,
      description: `Subnets of the database at ${this.node.path}`,
      subnetIds: props.subnetIds,
      tags: props.tags,
    });
    return {
      dbSubnetGroupName: subnetGroup.name,
      vpcSecurityGroupIds: securityGroups.map((group) => group.securityGroupId),
      publiclyAccessible: false,
      port: this.port,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
    };
  }

  private configuration(props: DatabaseInstanceProps): Partial<DbInstanceConfig> {
    const { engine, tags } = props;
    const namePrefix = `${this.instanceIdentifier}-`;
    const insights = isUnresolved(props.instanceClass) || engine.supportsPerformanceInsights(props.instanceClass);
    return {
      identifier: this.instanceIdentifier,
      engine: engine.name,
      engineVersion: engine.version,
      autoMinorVersionUpgrade: true,
      dbName: props.databaseName,
      username: props.masterUsername ?? 'dbowner',
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: this.encryptionKey.keyArn,
      iamDatabaseAuthenticationEnabled: true,
      parameterGroupName: createParameterGroup(this, engine, namePrefix, props.parameters ?? {}, tags).name,
      optionGroupName: createAuditOptionGroup(this, engine, namePrefix, tags),
      performanceInsightsEnabled: insights,
      performanceInsightsKmsKeyId: insights ? this.encryptionKey.keyArn : undefined,
      performanceInsightsRetentionPeriod: insights ? INSIGHTS_RETENTION_DAYS : undefined,
    };
  }

  private recovery(props: DatabaseInstanceProps): Partial<DbInstanceConfig> {
    const profile = Profile.of(this);
    return {
      multiAz: props.multiAz ?? profile.multiAz,
      backupRetentionPeriod: props.backupRetentionDays ?? profile.backupRetentionDays,
      backupWindow: props.backupWindow,
      maintenanceWindow: props.maintenanceWindow,
      deleteAutomatedBackups: false,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: props.finalSnapshotIdentifier ?? `${this.instanceIdentifier}-final`,
      copyTagsToSnapshot: true,
    };
  }
}

class ImportedDatabaseInstance extends DatabaseInstanceBase {
  readonly instanceIdentifier: string;
  readonly endpointAddress: string;
  readonly port: number;
  readonly connections: Connections;
  readonly masterUserSecret: ISecret | undefined;
  protected readonly resourceId: string;

  constructor(scope: Construct, id: string, attributes: DatabaseInstanceAttributes) {
    super(scope, id);
    this.instanceIdentifier = attributes.instanceIdentifier;
    this.endpointAddress = attributes.endpointAddress;
    this.port = attributes.port;
    this.resourceId = attributes.resourceId;
    this.masterUserSecret = attributes.masterUserSecret;
    this.connections = new Connections({
      securityGroups: attributes.securityGroups,
      defaultPort: Port.tcp(attributes.port),
    });
  }
}
