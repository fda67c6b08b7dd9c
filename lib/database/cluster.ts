import type { RdsCluster, RdsClusterConfig } from '@cdktf/provider-aws/lib/rds-cluster';
import type { RdsClusterActivityStream } from '@cdktf/provider-aws/lib/rds-cluster-activity-stream';
import type { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { Annotations, Op, Token } from 'cdktf';
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
import type { ISecurityGroup } from '../network/security-group-ref';
import { ImportedSecret } from '../secrets/imported-secret';
import type { ISecret } from '../secrets/secret-ref';
import { closedSecurityGroups } from './closed-security-groups';
import type { ClusterAlarmBasis } from './cluster-alarms';
import { DatabaseClusterBase } from './cluster-base';
import { hasServerlessMember, scalingOf } from './cluster-capacity';
import type { DatabaseClusterEngine } from './cluster-engine';
import { clusterGuarantees } from './cluster-guarantees';
import { ImportedDatabaseCluster } from './cluster-imported';
import { BACKTRACK_HOURS, canBacktrack, DERIVED_IDENTIFIER, requireValidCluster } from './cluster-inputs';
import type { ClusterInstance } from './cluster-instance';
import { declareClusterLoosenings } from './cluster-loosenings';
import { createMembers, standbysOf } from './cluster-members';
import { memberWarnings } from './cluster-members-inputs';
import { type ClusterOrigin, originConfig, originOf } from './cluster-origin';
import { type ClusterParameters, createClusterParameterGroup, createMemberParameterGroup } from './cluster-parameters';
import type { DatabaseClusterAttributes, DatabaseClusterProps } from './cluster-props';
import type { IDatabaseCluster } from './cluster-ref';
import { createLogGroups } from './log-exports';
import { DatabaseProxy } from './proxy';
import type { ProxyEngineFamily } from './proxy-engine-family';
import type { DatabaseProxyOptions } from './proxy-props';
import { ProxyTarget } from './proxy-target';
import { createSubnetGroup } from './subnet-group';

const SECONDS_AN_HOUR = 3600;

/**
 * An Aurora cluster that is encrypted under a customer managed key, reachable only inside its VPC and over TLS, backed
 * up, audited, monitored, protected from deletion, and whose master password nobody has seen.
 */
export class DatabaseCluster extends DatabaseClusterBase {
  /** A cluster that was made elsewhere. */
  static fromAttributes(scope: Construct, id: string, attributes: DatabaseClusterAttributes): IDatabaseCluster {
    return new ImportedDatabaseCluster(scope, id, attributes);
  }

  /** The provider's own resource. */
  readonly resource: RdsCluster;
  /** The provider's own resource of the member that is created first. */
  readonly writerResource: RdsClusterInstance;
  /** The provider's own resources of the members that read. */
  readonly readerResources: RdsClusterInstance[];
  readonly clusterIdentifier: string;
  readonly clusterEndpoint: string;
  readonly readerEndpoint: string;
  readonly port: number;
  readonly connections: Connections;
  readonly masterUserSecret: ISecret | undefined;
  readonly proxyEngineFamily: ProxyEngineFamily | undefined;
  /** Engine and version. */
  readonly engine: DatabaseClusterEngine;
  /** Key of storage, insights, logs and the activity stream. */
  readonly encryptionKey: IKey;
  /** Key of the master password; undefined where RDS does not manage it. */
  readonly masterUserSecretKey: IKey | undefined;
  /** Name of the Kinesis stream of the activities; undefined where there is none. */
  readonly activityStreamName: string | undefined;

  protected readonly resourceId: string;
  protected readonly clusterArn: string;
  protected readonly mayHaveDataApi: boolean;

  private readonly origin: ClusterOrigin;
  private readonly members: readonly ClusterInstance[];
  private readonly props: DatabaseClusterProps;

  /** @throws GuardrailsError DB_… for props that are wrong or contradict each other, LOOSENING_REASON_MISSING */
  constructor(scope: Construct, id: string, props: DatabaseClusterProps) {
    super(scope, id);
    requireValidCluster({ ...props }, this);
    const profile = Profile.of(this);
    const { engine, writer } = props;
    const readers = props.readers ?? standbysOf(writer, profile.clusterReaders);
    this.props = props;
    this.engine = engine;
    this.origin = originOf(props);
    this.members = [writer, ...readers];
    this.port = props.port ?? engine.port;
    this.encryptionKey = props.encryptionKey ?? this.newKey('Key', 'cluster');
    this.masterUserSecretKey = this.secretKey();
    const identifier = props.identifier ?? physicalName(this, DERIVED_IDENTIFIER);
    const securityGroups = closedSecurityGroups(this, props);
    this.connections = new Connections({ securityGroups, defaultPort: Port.tcp(this.port) });

    const parameters = createClusterParameterGroup(this, `${identifier}-`, props);
    const subnetGroup = createSubnetGroup(this, `${identifier}-`, props.subnetIds, props.tags);
    const config = this.config(identifier, securityGroups, parameters, subnetGroup.name, profile);
    this.resource = new aws.rdsCluster.RdsCluster(this, 'Resource', config);
    guarantee(this, this.resource, clusterGuarantees(config, this.origin));
    declareClusterLoosenings(this, this.resource, props, { profile, readers, weakened: parameters.weakened });

    const members = createMembers(this, readers, props, {
      cluster: this.resource,
      clusterIdentifier: identifier,
      subnetGroupName: subnetGroup.name,
      parameterGroupName: createMemberParameterGroup(this, `${identifier}-member-`, props).name,
      insightsKeyArn: this.encryptionKey.keyArn,
      insightsRetentionDays: profile.insightsRetentionDays,
    });
    this.writerResource = members.writer;
    this.readerResources = members.readers;
    for (const warning of memberWarnings(writer, readers)) Annotations.of(this).addWarning(warning);

    this.clusterIdentifier = identifier;
    this.clusterEndpoint = this.resource.endpoint;
    this.readerEndpoint = this.resource.readerEndpoint;
    this.resourceId = this.resource.clusterResourceId;
    this.clusterArn = this.resource.arn;
    this.proxyEngineFamily = engine.proxyEngineFamily;
    this.mayHaveDataApi = props.enableDataApi ?? false;
    this.masterUserSecret = this.managedSecret();
    this.activityStreamName = this.createActivityStream()?.kinesisStreamName;
  }

  /**
   * Puts a proxy before the cluster, in its subnets.
   *
   * @throws GuardrailsError DB_PROXY_INVALID, LOOSENING_REASON_MISSING
   */
  addProxy(id: string, options: DatabaseProxyOptions = {}): DatabaseProxy {
    const { vpcId, subnetIds } = this.props;
    if (this.props.serverlessV2MinCapacity === 0)
      Annotations.of(this).addWarning(
        'a proxy keeps connections open, so the cluster never pauses; raise serverlessV2MinCapacity, or leave the proxy out',
      );
    const { encryptionKey } = this;
    const target = ProxyTarget.fromCluster(this);
    return new DatabaseProxy(this, id, { encryptionKey, tags: this.props.tags, ...options, target, vpcId, subnetIds });
  }

  /** @internal */
  protected override _alarmBasis(): ClusterAlarmBasis {
    return {
      instanceClasses: this.members.map(({ instanceClass }) => instanceClass),
      hasReaders: this.members.length > 1,
      scales: hasServerlessMember(this.props),
    };
  }

  /** Tags of its alarms. */
  protected override alarmTags(): Record<string, string> | undefined {
    return this.props.tags;
  }

  private newKey(id: string, what: string): Key {
    return new Key(this, id, { description: `Key of the ${what} at ${this.node.path}`, tags: this.props.tags });
  }

  /** True where RDS makes up the master password: nowhere in global databases. */
  private get managesPassword(): boolean {
    return this.origin !== 'global primary' && this.origin !== 'global secondary';
  }

  private secretKey(): IKey | undefined {
    if (!this.managesPassword) return undefined;
    return this.props.masterUserSecretKey ?? this.newKey('MasterUserSecretKey', 'master password of the cluster');
  }

  private managedSecret(): ISecret | undefined {
    if (!this.managesPassword) return undefined;
    const { secretArn } = this.resource.masterUserSecret.get(0);
    return new ImportedSecret(this, 'MasterUserSecret', secretArn, { encryptionKey: this.masterUserSecretKey });
  }

  private config(
    identifier: string,
    securityGroups: readonly ISecurityGroup[],
    { group }: ClusterParameters,
    subnetGroupName: string,
    profile: Profile,
  ): RdsClusterConfig {
    const { engine, props } = this;
    const logGroups = createLogGroups(this, {
      logTypes: engine.logTypes,
      pathPrefix: `/aws/rds/cluster/${identifier}/`,
      encryptionKey: this.encryptionKey,
      retentionInDays: props.logRetentionDays ?? profile.logRetentionDays,
      tags: props.tags,
    });
    return {
      clusterIdentifier: identifier,
      engine: engine.name,
      engineVersion: engine.version,
      engineMode: 'provisioned',
      allowMajorVersionUpgrade: props.allowMajorVersionUpgrade,
      applyImmediately: props.applyImmediately,
      ...originConfig(props),
      ...this.logins(),
      ...this.recovery(identifier, profile),
      storageEncrypted: true,
      kmsKeyId: this.encryptionKey.keyArn,
      storageType: props.storageType?.name === '' ? undefined : props.storageType?.name,
      serverlessv2ScalingConfiguration: scalingOf(props),
      dbSubnetGroupName: subnetGroupName,
      vpcSecurityGroupIds: securityGroups.map(({ securityGroupId }) => securityGroupId),
      port: this.port,
      enableHttpEndpoint: props.enableDataApi ?? false,
      dbClusterParameterGroupName: group.name,
      enabledCloudwatchLogsExports: engine.logTypes,
      preferredMaintenanceWindow: props.maintenanceWindow,
      tags: props.tags,
      dependsOn: logGroups,
    };
  }

  private logins(): Partial<RdsClusterConfig> {
    const { props, origin } = this;
    const namesUser = origin === 'empty' || origin === 'global primary';
    const isGlobal = !this.managesPassword;
    return {
      masterUsername: namesUser ? (props.masterUsername ?? 'dbowner') : undefined,
      manageMasterUserPassword: isGlobal ? undefined : true,
      masterUserSecretKmsKeyId: this.masterUserSecretKey?.keyArn,
      masterPasswordWo: props.masterPasswordWo,
      masterPasswordWoVersion: origin === 'global primary' ? (props.masterPasswordWoVersion ?? 1) : undefined,
      iamDatabaseAuthenticationEnabled: true,
      // Aurora writes the source of a secondary there, and may change it: Terraform would break the secondary off.
      lifecycle: isGlobal ? { ignoreChanges: ['replication_source_identifier'] } : undefined,
    };
  }

  private recovery(identifier: string, profile: Profile): Partial<RdsClusterConfig> {
    const { props } = this;
    return {
      backupRetentionPeriod: props.backupRetentionDays ?? profile.backupRetentionDays,
      backtrackWindow: this.backtrackSeconds(),
      preferredBackupWindow: props.backupWindow,
      deleteAutomatedBackups: false,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: props.finalSnapshotIdentifier ?? `${identifier}-final`,
      copyTagsToSnapshot: true,
    };
  }

  private backtrackSeconds(): number | undefined {
    if (!canBacktrack(this.props)) return undefined;
    const hours = this.props.backtrackHours ?? BACKTRACK_HOURS.byDefault;
    return isUnresolved(hours) ? Token.asNumber(Op.mul(hours, SECONDS_AN_HOUR)) : hours * SECONDS_AN_HOUR;
  }

  private createActivityStream(): RdsClusterActivityStream | undefined {
    const mode = this.props.activityStream?.name;
    if (mode === undefined) return undefined;
    const kmsKeyId = this.encryptionKey.keyArn;
    const stream = new aws.rdsClusterActivityStream.RdsClusterActivityStream(this, 'ActivityStream', {
      resourceArn: this.clusterArn,
      mode,
      kmsKeyId,
      dependsOn: [this.writerResource, ...this.readerResources],
    });
    guarantee(this, stream, [
      {
        code: 'DB_ACTIVITY_STREAM',
        attribute: 'kms_key_id',
        value: kmsKeyId,
        instead: 'use the prop encryptionKey',
        rules: ['rds-activity-stream-cmk'],
      },
      { code: 'DB_ACTIVITY_STREAM', attribute: 'resource_arn', value: this.clusterArn },
      { code: 'DB_ACTIVITY_STREAM', attribute: 'mode', value: mode, instead: 'use the prop activityStream' },
    ]);
    return stream;
  }
}
