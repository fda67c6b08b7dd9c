import { isUnresolved } from '../core/tokens';
import type { AlarmDefinition } from './alarms';
import type { IDatabaseCluster } from './cluster-ref';
import { memoryGibOf } from './instance-memory';

/** Thresholds of the recommended alarms of a cluster. Metrics of all members are looked at together. */
export interface ClusterAlarmsProps {
  /**
   * Percent of the processor of the busiest member over 15 minutes.
   *
   * @default 90
   */
  readonly cpuPercent?: number;

  /**
   * Mebibytes of memory of any member below which the alarm goes off.
   *
   * @default - a twentieth of the memory of the smallest instance class; 256 where that is not known
   */
  readonly freeableMemoryMib?: number;

  /**
   * Connections of any member above which the alarm goes off.
   *
   * @default - no alarm
   */
  readonly connections?: number;

  /**
   * Milliseconds that a reader may lag behind the writer.
   *
   * @default 2000
   */
  readonly replicaLagMs?: number;

  /**
   * Percent of the highest capacity that serverless members may use.
   *
   * @default 90
   */
  readonly acuPercent?: number;
}

/** What thresholds are computed from. */
export interface ClusterAlarmBasis {
  /** Instance classes of the members. */
  readonly instanceClasses: readonly string[];
  readonly hasReaders: boolean;
  readonly scales: boolean;
}

const MIB = 1024 ** 2;

function usualFreeMemory(instanceClasses: readonly string[]): number {
  const sizes = instanceClasses.flatMap((each) => memoryGibOf(each) ?? []);
  return sizes.length === 0 ? 256 : Math.ceil((Math.min(...sizes) * 1024) / 20);
}

/** The alarms that a team should have on a cluster. */
export function recommendedClusterAlarms(
  cluster: IDatabaseCluster,
  basis: ClusterAlarmBasis,
  props: ClusterAlarmsProps,
): readonly AlarmDefinition[] {
  const of = `of ${cluster.node.path}`;
  const memory = props.freeableMemoryMib ?? usualFreeMemory(basis.instanceClasses);
  const alarms: (AlarmDefinition | false)[] = [
    {
      metric: cluster.metricCpuUtilization({ statistic: 'Maximum' }),
      threshold: props.cpuPercent ?? 90,
      description: `the processor of a member ${of} is busy: look at Performance Insights for the statements that load it`,
    },
    {
      metric: cluster.metricFreeableMemory({ statistic: 'Minimum' }),
      threshold: isUnresolved(memory) ? memory : memory * MIB,
      whenBelow: true,
      description: `the memory of a member ${of} runs out: look for many connections or large sorts, or take a larger class`,
    },
    props.connections !== undefined && {
      metric: cluster.metricDatabaseConnections({ statistic: 'Maximum' }),
      threshold: props.connections,
      description: `the connections of a member ${of} run out: look for clients that do not close them, or put a proxy before it`,
    },
    basis.hasReaders && {
      metric: cluster.metricAuroraReplicaLag({ statistic: 'Maximum' }),
      threshold: props.replicaLagMs ?? 2000,
      description: `a reader ${of} lies behind the writer: readers see old data, and a failover takes longer`,
    },
    basis.scales && {
      metric: cluster.metricAcuUtilization({ statistic: 'Maximum' }),
      threshold: props.acuPercent ?? 90,
      description: `a member ${of} nears its highest capacity: raise serverlessV2MaxCapacity`,
    },
  ];
  return alarms.filter((alarm) => alarm !== false);
}
