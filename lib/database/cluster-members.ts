import type { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import type { RdsClusterInstance, RdsClusterInstanceConfig } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import type { Construct } from 'constructs';
import { FinalAttributes } from '../core/final-attributes';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { isUnresolved } from '../core/tokens';
import { approveFinalClass } from './approved-instance-families';
import { memberGuarantees } from './cluster-guarantees';
import type { ClusterInstance } from './cluster-instance';
import type { DatabaseClusterProps } from './cluster-props';
import { createMonitoringRole } from './monitoring';

/** What every member of a cluster has in common. */
export interface MemberSurroundings {
  readonly cluster: RdsCluster;
  readonly clusterIdentifier: string;
  readonly subnetGroupName: string;
  readonly parameterGroupName: string;
  readonly insightsKeyArn: string;
  /** Days of history unless something else is asked for. */
  readonly insightsRetentionDays: number;
}

/** The readers of a cluster whose user names none: like the writer, in zones that Aurora chooses. */
export function standbysOf(writer: ClusterInstance, count: number): ClusterInstance[] {
  const prefix = writer.id.startsWith('reader') ? 'standby' : 'reader';
  return Array.from({ length: count }, (_, index) =>
    writer._standby(index === 0 ? prefix : `${prefix}-${String(index + 1)}`),
  );
}

/** Creates the members: the writer before the readers, because Aurora makes the first one the writer. */
export function createMembers(
  owner: Construct,
  readers: readonly ClusterInstance[],
  props: DatabaseClusterProps,
  surroundings: MemberSurroundings,
): { readonly writer: RdsClusterInstance; readonly readers: RdsClusterInstance[] } {
  const monitoring = createMonitoringRole(owner, `${surroundings.clusterIdentifier}-*`, props.tags);
  const common = { ...commonConfig(props, surroundings), monitoringRoleArn: monitoring.role.roleArn };
  const create = (member: ClusterInstance, tier: number, first: readonly RdsClusterInstance[]): RdsClusterInstance =>
    createMember(owner, member, {
      ...common,
      ...insightsConfig(member, props, surroundings),
      identifier: `${surroundings.clusterIdentifier}-${member.id}`,
      instanceClass: member.instanceClass,
      availabilityZone: member.availabilityZone,
      promotionTier: tier,
      dependsOn: [monitoring.ready, ...first],
    });
  const writer = create(props.writer, props.writer.promotionTier ?? 0, []);
  return { writer, readers: readers.map((reader) => create(reader, reader._readerTier, [writer])) };
}

type CommonConfig = Omit<RdsClusterInstanceConfig, 'instanceClass'>;

function commonConfig(props: DatabaseClusterProps, surroundings: MemberSurroundings): CommonConfig {
  return {
    clusterIdentifier: surroundings.cluster.id,
    engine: props.engine.name,
    dbSubnetGroupName: surroundings.subnetGroupName,
    dbParameterGroupName: surroundings.parameterGroupName,
    publiclyAccessible: false,
    caCertIdentifier: props.certificateAuthority ?? 'rds-ca-rsa2048-g1',
    monitoringInterval: props.monitoringIntervalSeconds ?? 60,
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: true,
    preferredMaintenanceWindow: props.maintenanceWindow,
    applyImmediately: props.applyImmediately,
    tags: props.tags,
  };
}

function insightsConfig(
  { instanceClass }: ClusterInstance,
  { engine, performanceInsightsRetentionDays }: DatabaseClusterProps,
  { insightsKeyArn, insightsRetentionDays }: MemberSurroundings,
): Partial<RdsClusterInstanceConfig> {
  const enabled = isUnresolved(instanceClass) || engine.supportsPerformanceInsights(instanceClass);
  if (!enabled) return { performanceInsightsEnabled: false };
  return {
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: insightsKeyArn,
    performanceInsightsRetentionPeriod: performanceInsightsRetentionDays ?? insightsRetentionDays,
  };
}

function createMember(owner: Construct, member: ClusterInstance, config: RdsClusterInstanceConfig): RdsClusterInstance {
  const resource = new aws.rdsClusterInstance.RdsClusterInstance(owner, `Instance-${member.id}`, config);
  guarantee(owner, resource, memberGuarantees(config));
  // Serverless members belong to no family: their cost is bounded by the highest capacity.
  if (!member.isServerlessV2) approveFinalClass(owner, () => FinalAttributes.of(resource)?.at('instance_class'));
  return resource;
}

/** True where two zones, at least, are named, or left to Aurora. */
export function spansZones(writer: ClusterInstance, readers: readonly ClusterInstance[]): boolean {
  if (readers.length === 0) return false;
  const { availabilityZone: zone } = writer;
  if (zone === undefined || isUnresolved(zone)) return true;
  return readers.some((reader) => reader.availabilityZone !== zone);
}
