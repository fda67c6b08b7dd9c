import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';
import type { DatabaseEngine } from './engine';
import { isOpen, requireOneOf } from './prop-checks';

/** What is asked of the storage of an instance. */
interface InstanceStorage {
  readonly storageType?: string;
  readonly iops?: number;
  readonly storageThroughput?: number;
  readonly allocatedStorageGib?: number;
  readonly maxAllocatedStorageGib?: number;
}

const GP_MIN = 20;
const IO_MIN = 100;
const MAX_IOPS = 256_000;
const MAX_THROUGHPUT = 16_000;
/** IOPS that a GiB can have. */
const RATIO: ReadonlyMap<string, number> = new Map([
  ['gp3', 500],
  ['io1', 50],
  ['io2', 1000],
]);
/** MiB a second for each IOPS of gp3. */
const THROUGHPUT_RATIO = 0.25;
/** RDS refuses to grow storage by less. */
const LEAST_GROWTH = 1.1;

/** Size of new storage where none is asked for. */
export function usualStorageGib(storageType: string | undefined): number {
  return storageType === 'io1' || storageType === 'io2' ? IO_MIN : GP_MIN;
}

function fault(problem: string, construct: Construct): GuardrailsError {
  return new GuardrailsError('DB_STORAGE_INVALID', problem, construct);
}

/**
 * Throws for sizes and speeds that RDS refuses, alone and together.
 *
 * @param sizeGib size of the storage where it is known
 */
export function requireStorage(
  storage: InstanceStorage,
  sizeGib: number | undefined,
  engine: DatabaseEngine,
  construct: Construct,
): void {
  const { storageType, iops, storageThroughput } = storage;
  requireOneOf(storageType, ['gp3', 'io1', 'io2'], { code: 'DB_STORAGE_INVALID', name: 'storageType' }, construct);
  const max = engine._properties.maxStorageGib;
  const min = usualStorageGib(storageType);
  const common = { code: 'DB_STORAGE_INVALID', construct } as const;
  const size = { ...common, min, max, remedy: 'pass the size in GiB' };
  requireInteger(storage.allocatedStorageGib, { name: 'allocatedStorageGib', ...size });
  requireInteger(storage.maxAllocatedStorageGib, { name: 'maxAllocatedStorageGib', ...size });
  requireInteger(iops, { ...common, name: 'iops', min: 1000, max: MAX_IOPS, remedy: 'pass operations a second' });
  const throughput = { ...common, name: 'storageThroughput', min: 125, max: MAX_THROUGHPUT };
  requireInteger(storageThroughput, { ...throughput, remedy: 'pass MiB a second' });
  requireGrowth(storage, sizeGib, construct);
  if (storageType === undefined || storageType === 'gp3') requireGp3(storage, sizeGib, engine, construct);
  else if (!isUnresolved(storageType)) requireProvisioned(storage, construct);
  requireRatio(storage, sizeGib, construct);
}

function requireGrowth(
  { maxAllocatedStorageGib: most }: InstanceStorage,
  size: number | undefined,
  construct: Construct,
): void {
  if (most === undefined || isOpen(most) || size === undefined || isOpen(size) || most >= size * LEAST_GROWTH) return;
  throw fault(
    `maxAllocatedStorageGib is ${most} with ${size} GiB allocated, allowed is at least a tenth more; pass ${Math.ceil(size * LEAST_GROWTH)} or more, or leave it out`,
    construct,
  );
}

function requireGp3(
  { iops, storageThroughput }: InstanceStorage,
  size: number | undefined,
  engine: DatabaseEngine,
  construct: Construct,
): void {
  const { gp3StripedFromGib: threshold } = engine._properties;
  const asked = iops === undefined ? (storageThroughput === undefined ? undefined : 'storageThroughput') : 'iops';
  if (asked !== undefined && size !== undefined && !isOpen(size) && size < threshold) {
    throw fault(
      `${asked} is set for ${size} GiB of gp3 storage, allowed is it from ${threshold} GiB on for ${engine.name}; allocate more, or leave it out`,
      construct,
    );
  }
  if (iops === undefined || isOpen(iops) || storageThroughput === undefined || isOpen(storageThroughput)) return;
  if (storageThroughput <= iops * THROUGHPUT_RATIO) return;
  throw fault(
    `storageThroughput is ${storageThroughput} with ${iops} IOPS, allowed is a quarter of the IOPS; raise iops or lower storageThroughput`,
    construct,
  );
}

function requireProvisioned(
  { storageType = '', iops, storageThroughput }: InstanceStorage,
  construct: Construct,
): void {
  if (storageThroughput !== undefined)
    throw fault(`storageThroughput is set for ${storageType} storage, allowed is it for gp3; leave it out`, construct);
  if (iops === undefined)
    throw fault(`storage of type ${storageType} is without iops; say how many operations a second it needs`, construct);
}

function requireRatio(
  { storageType = 'gp3', iops }: InstanceStorage,
  size: number | undefined,
  construct: Construct,
): void {
  const ratio = RATIO.get(storageType);
  if (ratio === undefined || iops === undefined || isOpen(iops) || size === undefined || isOpen(size)) return;
  if (iops <= size * ratio) return;
  throw fault(
    `iops is ${iops} for ${size} GiB, allowed are ${ratio} for each GiB of ${storageType}; lower iops or allocate more`,
    construct,
  );
}
