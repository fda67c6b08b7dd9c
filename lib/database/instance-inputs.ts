import type { Construct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { requireTags } from '../core/tags';
import { isUnresolved } from '../core/tokens';
import { requireEncryptionKey } from '../encryption/required-key';
import { requireInstanceClass } from './approved-instance-families';
import { BACKUP_DAYS } from './backup-guarantee';
import { DatabaseEngine } from './engine';
import { requireInsights } from './insights';
import type { DatabaseInstanceCommonProps, PrimaryInstanceProps } from './instance-common-props';
import { requireOptions } from './instance-options';
import { requireLogRetention } from './log-exports';
import { requireMonitoringInterval } from './monitoring';
import { isOpen, requireBoolean, requireOneOf, requireText, requireTextMap, shown } from './prop-checks';
import { requireSubnets } from './subnet-group';
import { requireWindows } from './windows';

export const CERTIFICATE_AUTHORITIES: readonly string[] = [
  'rds-ca-rsa2048-g1',
  'rds-ca-rsa4096-g1',
  'rds-ca-ecc384-g1',
];
const MAX_IDENTIFIER = 63;
const MAX_SNAPSHOT_IDENTIFIER = 255;

/** Throws unless the value is an engine of this package. */
export function requireEngine(engine: unknown, construct: Construct): asserts engine is DatabaseEngine {
  if (engine instanceof DatabaseEngine) return;
  throw new GuardrailsError(
    'DB_PROP_INVALID',
    `engine is ${shown(engine)}, allowed is a DatabaseEngine; pass one such as DatabaseEngine.POSTGRES_17`,
    construct,
  );
}

function requireName(
  value: unknown,
  code: GuardrailsErrorCode,
  rule: { readonly name: string; readonly pattern: RegExp; readonly max: number; readonly allowed: string },
  construct: Construct,
): void {
  if (isOpen(value)) return;
  if (typeof value === 'string' && rule.pattern.test(value) && value.length <= rule.max) return;
  throw new GuardrailsError(
    code,
    `${rule.name} is ${shown(value)}, allowed are ${rule.allowed}, at most ${rule.max}; correct it`,
    construct,
  );
}

function requirePort(port: number | undefined, engine: DatabaseEngine, construct: Construct): void {
  const { reservedPorts } = engine._properties;
  const code = 'DB_PORT_INVALID';
  requireInteger(port, {
    code,
    name: 'port',
    min: 1150,
    max: 65_535,
    remedy: 'pass a port that RDS accepts',
    construct,
  });
  if (port === undefined || isUnresolved(port) || !reservedPorts.includes(port)) return;
  throw new GuardrailsError(
    code,
    `port is ${port}, which ${engine.name} keeps for itself, as it does ${reservedPorts.join(', ')}; pass another`,
    construct,
  );
}

function requireMultiAz(multiAz: unknown, engine: DatabaseEngine, construct: Construct): void {
  requireBoolean(multiAz, 'multiAz', construct);
  const { noMultiAz } = engine._properties;
  if (multiAz !== true || noMultiAz === undefined) return;
  throw new GuardrailsError(
    'DB_MULTI_AZ_UNSUPPORTED',
    `multiAz is true, but ${noMultiAz}; take the Standard or Enterprise edition, or leave it out`,
    construct,
  );
}

/** Throws for every common prop that is wrong and known. */
export function requireCommonProps(
  props: DatabaseInstanceCommonProps,
  engine: DatabaseEngine,
  construct: Construct,
): void {
  requireInstanceClass(props.instanceClass, construct);
  const identifier = { name: 'identifier', pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, max: MAX_IDENTIFIER };
  const allowed = 'lower case letters, digits and single hyphens';
  requireName(props.identifier, 'DB_IDENTIFIER_INVALID', { ...identifier, allowed }, construct);
  requirePort(props.port, engine, construct);
  requireMultiAz(props.multiAz, engine, construct);
  requireLogRetention(props.logRetentionDays, construct);
  requireMonitoringInterval(props.monitoringIntervalSeconds, construct);
  requireInsights(props.performanceInsightsRetentionDays, props.databaseInsightsMode, construct);
  requireInsightsClass(props, engine, construct);
  requireTextMap(props.parameters, 'parameters', construct);
  requireTags(props.tags, construct);
  requireOptions(props.options, construct);
  requireOneOf(
    props.certificateAuthority,
    CERTIFICATE_AUTHORITIES,
    { code: 'DB_CERTIFICATE_AUTHORITY_INVALID', name: 'certificateAuthority' },
    construct,
  );
  requireWindows(props.backupWindow, props.maintenanceWindow, construct);
  requireBoolean(props.applyImmediately, 'applyImmediately', construct);
  requireBoolean(props.allowMajorVersionUpgrade, 'allowMajorVersionUpgrade', construct);
}

function requireInsightsClass(props: DatabaseInstanceCommonProps, engine: DatabaseEngine, construct: Construct): void {
  const { instanceClass, performanceInsightsRetentionDays: days, databaseInsightsMode: mode } = props;
  if ((days === undefined && mode === undefined) || engine.supportsPerformanceInsights(instanceClass)) return;
  throw new GuardrailsError(
    'DB_INSIGHTS_INVALID',
    `${days === undefined ? 'databaseInsightsMode' : 'performanceInsightsRetentionDays'} is set, but ${instanceClass} is too small for Performance Insights of ${engine.name}; leave it out, or take a larger class`,
    construct,
  );
}

/** Throws for backups that are shorter than a week or longer than RDS keeps them. */
export function requireBackupDays(days: number | undefined, construct: Construct): void {
  requireInteger(days, {
    code: 'DB_BACKUP_RETENTION_INVALID',
    name: 'backupRetentionDays',
    ...BACKUP_DAYS,
    remedy: 'leave it to the profile, or pass a number of days',
    construct,
  });
}

/** Throws for every prop of an instance that is no replica. */
export function requirePrimaryProps(props: PrimaryInstanceProps, engine: DatabaseEngine, construct: Construct): void {
  requireCommonProps(props, engine, construct);
  requireText(props.vpcId, 'vpcId', construct);
  requireSubnets(props.subnetIds, construct);
  requireEncryptionKey(construct, props.masterUserSecretKey, 'masterUserSecretKey');
  requireBackupDays(props.backupRetentionDays, construct);
  const snapshot = { name: 'finalSnapshotIdentifier', pattern: /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/ };
  const allowed = 'letters, digits and single hyphens';
  const rule = { ...snapshot, max: MAX_SNAPSHOT_IDENTIFIER, allowed };
  requireName(props.finalSnapshotIdentifier, 'DB_IDENTIFIER_INVALID', rule, construct);
  requireLicense(props.licenseModel, engine, construct);
}

function requireLicense(license: unknown, engine: DatabaseEngine, construct: Construct): void {
  const { licenseModels } = engine._properties;
  if (isOpen(license) || licenseModels.includes(license as string)) return;
  const allowed = licenseModels.length === 0 ? 'is none' : `are ${licenseModels.join(', ')}`;
  throw new GuardrailsError(
    'DB_LICENSE_INVALID',
    `licenseModel is ${shown(license)}, allowed for ${engine.name} ${allowed}; pass one of them or leave it out`,
    construct,
  );
}
