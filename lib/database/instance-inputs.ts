import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';
import type { DatabaseEngine } from './engine';
import type { DatabaseInstanceProps } from './instance-props';

export const BACKUP_DAYS = { min: 7, max: 35 };
export const MONITORING_INTERVALS: readonly number[] = [1, 5, 10, 15, 30, 60];
const LOG_RETENTIONS: readonly number[] = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
const MAX_STORAGE = 65_536;
const MAX_IDENTIFIER = 63;

const WELL_KNOWN_NAMES = new Set(
  'admin administrator awsuser mariadb master mysql oracle postgres rdsadmin root sa system'.split(' '),
);

function requireOneOf(
  value: number | undefined,
  allowed: readonly number[],
  error: { readonly code: 'DB_LOG_RETENTION_INVALID' | 'DB_MONITORING_INTERVAL_INVALID'; readonly name: string },
  construct: Construct,
): void {
  if (value === undefined || isUnresolved(value) || allowed.includes(value)) return;
  throw new GuardrailsError(
    error.code,
    `${error.name} is ${value}, allowed are ${allowed.join(', ')}; pass one of them`,
    construct,
  );
}

function requireUsername(name: string | undefined, engine: DatabaseEngine, construct: Construct): void {
  if (name === undefined || isUnresolved(name)) return;
  const longest = engine.name === 'postgres' ? 63 : 16;
  if (/^[A-Za-z]\w*$/.test(name) && name.length <= longest && !WELL_KNOWN_NAMES.has(name.toLowerCase())) return;
  throw new GuardrailsError(
    'DB_USERNAME_INVALID',
    `masterUsername is ${JSON.stringify(name)}, allowed are letters, digits and _, at most ${longest}, and no name that everybody tries first; choose a name of your own`,
    construct,
  );
}

function requireIdentifier(identifier: string | undefined, construct: Construct): void {
  if (identifier === undefined || isUnresolved(identifier)) return;
  if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(identifier) && identifier.length <= MAX_IDENTIFIER) return;
  throw new GuardrailsError(
    'DB_IDENTIFIER_INVALID',
    `identifier is ${JSON.stringify(identifier)}, allowed are lower case letters, digits and single hyphens, at most ${MAX_IDENTIFIER}; correct it`,
    construct,
  );
}

/** Throws for every prop that is wrong and known. */
export function requireValidInstance(props: DatabaseInstanceProps, construct: Construct): void {
  const storage = {
    code: 'DB_STORAGE_INVALID',
    min: 20,
    max: MAX_STORAGE,
    remedy: 'pass the size in GiB',
    construct,
  } as const;
  requireInteger(props.allocatedStorageGib, { name: 'allocatedStorageGib', ...storage });
  requireInteger(props.maxAllocatedStorageGib, { name: 'maxAllocatedStorageGib', ...storage });
  requireInteger(props.backupRetentionDays, {
    code: 'DB_BACKUP_RETENTION_INVALID',
    name: 'backupRetentionDays',
    ...BACKUP_DAYS,
    remedy: 'leave it to the profile, or pass a number of days',
    construct,
  });
  requireInteger(props.port, {
    code: 'DB_PORT_INVALID',
    name: 'port',
    min: 1150,
    max: 65_535,
    remedy: 'pass a port that RDS accepts',
    construct,
  });
  requireOneOf(
    props.logRetentionDays,
    LOG_RETENTIONS,
    { code: 'DB_LOG_RETENTION_INVALID', name: 'logRetentionDays' },
    construct,
  );
  requireOneOf(
    props.monitoringIntervalSeconds,
    MONITORING_INTERVALS,
    { code: 'DB_MONITORING_INTERVAL_INVALID', name: 'monitoringIntervalSeconds' },
    construct,
  );
  requireUsername(props.masterUsername, props.engine, construct);
  requireIdentifier(props.identifier, construct);
  if (!isUnresolved(props.subnetIds) && new Set(props.subnetIds).size < 2) {
    throw new GuardrailsError(
      'DB_SUBNETS_MISSING',
      `subnetIds names ${new Set(props.subnetIds).size} subnets, allowed are two and more; pass subnets of two availability zones`,
      construct,
    );
  }
}
