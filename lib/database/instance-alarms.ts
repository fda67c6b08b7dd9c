import { isUnresolved } from '../core/tokens';
import type { AlarmDefinition } from './alarms';
import { memoryGibOf } from './instance-memory';
import type { IDatabaseInstance } from './instance-ref';

/** Thresholds of the recommended alarms. */
export interface RecommendedAlarmsProps {
  /**
   * Percent of the processor, on average over 15 minutes.
   *
   * @default 90
   */
  readonly cpuPercent?: number;

  /**
   * Gibibytes of storage below which the alarm goes off.
   *
   * @default - a tenth of the storage, at least 2; 5 where the size is not known
   */
  readonly freeStorageGib?: number;

  /**
   * Mebibytes of memory below which the alarm goes off.
   *
   * @default - a twentieth of the memory of the instance class; 256 where that is not known
   */
  readonly freeableMemoryMib?: number;

  /**
   * Connections above which the alarm goes off.
   *
   * @default - about four fifths of what the engine allows on the instance class; no alarm where that is not known
   */
  readonly connections?: number;

  /**
   * Milliseconds that a read takes, on average over 15 minutes.
   *
   * @default 20
   */
  readonly readLatencyMs?: number;

  /**
   * Milliseconds that a write takes, on average over 15 minutes.
   *
   * @default 20
   */
  readonly writeLatencyMs?: number;

  /**
   * Seconds that a replica may lie behind its source.
   *
   * @default 60
   */
  readonly replicaLagSeconds?: number;
}

/** What thresholds are computed from; undefined where it is not known. */
export interface AlarmBasis {
  readonly engineName: string | undefined;
  readonly instanceClass: string | undefined;
  readonly storageGib: number | undefined;
  readonly isReplica: boolean;
}

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

interface ConnectionLimit {
  /** Bytes of memory for each connection. */
  readonly bytes: number;
  readonly most: number;
}

/**
 * What RDS derives the parameter max_connections from, by engine.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
 */
const CONNECTION_LIMITS: ReadonlyMap<string, ConnectionLimit> = new Map([
  ['postgres', { bytes: 9_531_392, most: 5000 }],
  ['mysql', { bytes: 12_582_880, most: 16_000 }],
  ['mariadb', { bytes: 25_165_760, most: 12_000 }],
]);

function usualConnections({ engineName, instanceClass = '' }: AlarmBasis): number | undefined {
  const memory = memoryGibOf(instanceClass);
  const limit = CONNECTION_LIMITS.get(engineName ?? '');
  if (memory === undefined || limit === undefined) return undefined;
  return Math.floor(Math.min((memory * GIB) / limit.bytes, limit.most) * 0.8);
}

function usualFreeStorage({ storageGib }: AlarmBasis): number {
  return storageGib === undefined || isUnresolved(storageGib) ? 5 : Math.max(2, Math.ceil(storageGib / 10));
}

function usualFreeMemory({ instanceClass = '' }: AlarmBasis): number {
  const memory = memoryGibOf(instanceClass);
  return memory === undefined ? 256 : Math.ceil((memory * 1024) / 20);
}

/** Scales a threshold to the unit of the metric; a token cannot be scaled. */
function scaled(value: number, factor: number): number {
  return isUnresolved(value) ? value : value * factor;
}

/** The alarms that a team should have on an instance. */
export function recommendedAlarms(
  instance: IDatabaseInstance,
  basis: AlarmBasis,
  props: RecommendedAlarmsProps,
): readonly AlarmDefinition[] {
  const of = `of ${instance.node.path}`;
  const connections = props.connections ?? usualConnections(basis);
  const alarms: (AlarmDefinition | undefined)[] = [
    {
      metric: instance.metricCpuUtilization(),
      threshold: props.cpuPercent ?? 90,
      description: `the processor ${of} is busy: look at Performance Insights for the statements that load it`,
    },
    {
      metric: instance.metricFreeStorageSpace(),
      threshold: scaled(props.freeStorageGib ?? usualFreeStorage(basis), GIB),
      whenBelow: true,
      description: `the storage ${of} fills up: raise allocatedStorageGib or maxAllocatedStorageGib before it stops`,
    },
    {
      metric: instance.metricFreeableMemory(),
      threshold: scaled(props.freeableMemoryMib ?? usualFreeMemory(basis), MIB),
      whenBelow: true,
      description: `the memory ${of} runs out: look for many connections or large sorts, or take a larger class`,
    },
    connections === undefined
      ? undefined
      : {
          metric: instance.metricDatabaseConnections(),
          threshold: connections,
          description: `the connections ${of} run out: look for clients that do not close them, or put a proxy before it`,
        },
    {
      metric: instance.metricReadLatency(),
      threshold: scaled(props.readLatencyMs ?? 20, 0.001),
      description: `reads ${of} are slow: look at IOPS, throughput and queue depth of the storage`,
    },
    {
      metric: instance.metricWriteLatency(),
      threshold: scaled(props.writeLatencyMs ?? 20, 0.001),
      description: `writes ${of} are slow: look at IOPS, throughput and queue depth of the storage`,
    },
    /^db\.t\d/.test(basis.instanceClass ?? '')
      ? {
          metric: instance.metricCpuCreditBalance(),
          threshold: 20,
          whenBelow: true,
          description: `the burst credits ${of} run out: it will be slow or cost more; take a class that does not burst`,
        }
      : undefined,
    basis.isReplica
      ? {
          metric: instance.metricReplicaLag(),
          threshold: props.replicaLagSeconds ?? 60,
          description: `the replica ${instance.node.path} lies behind its source: readers see old data`,
        }
      : undefined,
  ];
  return alarms.filter((alarm) => alarm !== undefined);
}
