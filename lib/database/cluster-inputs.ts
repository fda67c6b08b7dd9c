import type { Construct } from 'constructs';
import { requireTags } from '../core/tags';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';
import { requireEncryptionKey } from '../encryption/required-key';
import { BACKUP_DAYS } from './backup-guarantee';
import { hasServerlessMember, requireValidCapacity } from './cluster-capacity';
import { DatabaseClusterEngine } from './cluster-engine';
import { requireValidMembers } from './cluster-members-inputs';
import { requireValidOrigin } from './cluster-origin';
import type { DatabaseClusterProps } from './cluster-props';
import { ClusterStorageType } from './cluster-storage-type';
import { requireInsights } from './insights';
import { requireLogRetention } from './log-exports';
import { requireMonitoringInterval } from './monitoring';
import { isOpen, requireBoolean, requireOneOf, requireText, requireTextMap, shown } from './prop-checks';
import { requireSubnets } from './subnet-group';
import { requireWindows } from './windows';

export const BACKTRACK_HOURS = { min: 0, max: 72, byDefault: 24 };
export const CERTIFICATE_AUTHORITIES: readonly string[] = [
  'rds-ca-rsa2048-g1',
  'rds-ca-rsa4096-g1',
  'rds-ca-ecc384-g1',
];

/** Characters of a derived identifier: leaves 22 for the id of a member. */
export const DERIVED_IDENTIFIER = 40;

const WELL_KNOWN_NAMES = new Set(
  'admin administrator awsuser mariadb master mysql oracle postgres rdsadmin root sa system'.split(' '),
);

/** Throws unless the name is that of a database. */
export function requireDatabaseName(name: unknown, construct: Construct): void {
  if (isOpen(name) || (typeof name === 'string' && /^[A-Za-z]\w{0,62}$/.test(name))) return;
  throw new GuardrailsError(
    'DB_NAME_INVALID',
    `databaseName is ${shown(name)}, allowed are letters, digits and _, at most 63, beginning with a letter; correct it`,
    construct,
  );
}

function requireUsername(name: unknown, engine: DatabaseClusterEngine, construct: Construct): void {
  if (isUnresolved(name)) {
    checkWhenKnown(construct, name, (literal) => {
      requireUsername(literal, engine, construct);
    });
  }
  if (isOpen(name)) return;
  const longest = engine.longestUsername;
  const valid = typeof name === 'string' && /^[A-Za-z]\w*$/.test(name) && name.length <= longest;
  if (valid && !WELL_KNOWN_NAMES.has(name.toLowerCase())) return;
  throw new GuardrailsError(
    'DB_USERNAME_INVALID',
    `masterUsername is ${shown(name)}, allowed are letters, digits and _, at most ${longest}, and no name that everybody tries first; choose a name of your own`,
    construct,
  );
}

/** Throws unless the text is an identifier that RDS takes. */
export function requireIdentifier(identifier: unknown, name: string, longest: number, construct: Construct): void {
  if (isOpen(identifier)) return;
  const valid = typeof identifier === 'string' && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(identifier);
  if (valid && identifier.length <= longest) return;
  throw new GuardrailsError(
    'DB_IDENTIFIER_INVALID',
    `${name} is ${shown(identifier)}, allowed are lower case letters, digits and single hyphens, at most ${longest}, beginning with a letter; correct it`,
    construct,
  );
}

function requireFinalSnapshot(name: unknown, construct: Construct): void {
  if (isOpen(name)) return;
  if (typeof name === 'string' && /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/.test(name) && name.length <= 255) return;
  throw new GuardrailsError(
    'DB_IDENTIFIER_INVALID',
    `finalSnapshotIdentifier is ${shown(name)}, allowed are letters, digits and single hyphens, at most 255, beginning with a letter; correct it`,
    construct,
  );
}

/** True where the cluster can be rewound in place. */
export function canBacktrack(props: DatabaseClusterProps): boolean {
  return props.engine.supportsBacktrack && !hasServerlessMember(props) && isAbsent(props.globalCluster);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function requireBacktrack(props: DatabaseClusterProps, construct: Construct): void {
  requireInteger(props.backtrackHours, {
    code: 'DB_BACKTRACK_INVALID',
    name: 'backtrackHours',
    min: BACKTRACK_HOURS.min,
    max: BACKTRACK_HOURS.max,
    remedy: 'pass a number of hours, or leave it out',
    construct,
  });
  if (isAbsent(props.backtrackHours) || props.backtrackHours === 0 || canBacktrack(props)) return;
  throw new GuardrailsError(
    'DB_BACKTRACK_INVALID',
    'backtrackHours is given, but only Aurora MySQL with provisioned members alone, outside of global databases, can be rewound; leave it out',
    construct,
  );
}

function requirePropClasses(props: DatabaseClusterProps, construct: Construct): void {
  const [engine, storage]: readonly unknown[] = [props.engine, props.storageType];
  const problem = !(engine instanceof DatabaseClusterEngine)
    ? `engine is ${shown(engine)}, allowed is a DatabaseClusterEngine; pass one such as DatabaseClusterEngine.AURORA_POSTGRES_17`
    : !isAbsent(storage) && !(storage instanceof ClusterStorageType)
      ? `storageType is ${shown(storage)}, allowed are ClusterStorageType.AURORA and ClusterStorageType.AURORA_IOPT1`
      : undefined;
  if (problem !== undefined) throw new GuardrailsError('DB_PROP_INVALID', problem, construct);
}

function requireNumbers(props: DatabaseClusterProps, construct: Construct): void {
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
    remedy: 'pass a port that Aurora accepts',
    construct,
  });
  requireLogRetention(props.logRetentionDays, construct);
  requireMonitoringInterval(props.monitoringIntervalSeconds, construct);
  requireInsights(props.performanceInsightsRetentionDays, undefined, construct);
}

function requireTexts(props: DatabaseClusterProps, construct: Construct): void {
  if (typeof (props.vpcId as unknown) !== 'string' || (props.vpcId === '' && !isUnresolved(props.vpcId))) {
    throw new GuardrailsError(
      'DB_PROP_INVALID',
      `vpcId is ${shown(props.vpcId)}, allowed is the id of a VPC; pass it`,
      construct,
    );
  }
  requireSubnets(props.subnetIds, construct);
  requireIdentifier(props.identifier, 'identifier', 63, construct);
  requireDatabaseName(props.databaseName, construct);
  requireUsername(props.masterUsername, props.engine, construct);
  requireFinalSnapshot(props.finalSnapshotIdentifier, construct);
  requireOneOf(
    props.certificateAuthority,
    CERTIFICATE_AUTHORITIES,
    { code: 'DB_CERTIFICATE_AUTHORITY_INVALID', name: 'certificateAuthority' },
    construct,
  );
  requireWindows(props.backupWindow, props.maintenanceWindow, construct);
  requireText(props.looseningReason, 'looseningReason', construct);
  requireTextMap(props.parameters, 'parameters', construct);
  requireTextMap(props.instanceParameters, 'instanceParameters', construct);
  requireTags(props.tags, construct);
}

/** Throws for every prop that is wrong and known. */
export function requireValidCluster(props: DatabaseClusterProps, construct: Construct): void {
  requirePropClasses(props, construct);
  requireValidMembers(props, DERIVED_IDENTIFIER, construct);
  requireNumbers(props, construct);
  requireTexts(props, construct);
  requireBoolean(props.enableDataApi, 'enableDataApi', construct);
  requireBoolean(props.allowMajorVersionUpgrade, 'allowMajorVersionUpgrade', construct);
  requireBoolean(props.applyImmediately, 'applyImmediately', construct);
  requireValidCapacity(props, construct);
  requireValidOrigin(props, construct);
  requireBacktrack(props, construct);
  requireEncryptionKey(construct, props.encryptionKey);
  requireEncryptionKey(construct, props.masterUserSecretKey, 'masterUserSecretKey');
}
