import type { RdsClusterConfig } from '@cdktf/provider-aws/lib/rds-cluster';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';
import { requireExpression } from '../secrets/secret-value';
import type { DatabaseClusterProps } from './cluster-props';
import type { GlobalCluster } from './global-cluster';
import { isOpen, requireBoolean, requireText, shown } from './prop-checks';

/** Where the first data of a cluster comes from. */
export type ClusterOrigin = 'empty' | 'snapshot' | 'point in time' | 'global primary' | 'global secondary';

function restoreInvalid(problem: string, construct: Construct): GuardrailsError {
  return new GuardrailsError('DB_RESTORE_INVALID', problem, construct);
}

function globalInvalid(problem: string, construct: Construct): GuardrailsError {
  return new GuardrailsError('DB_GLOBAL_CLUSTER_INVALID', problem, construct);
}

const given = (value: unknown): boolean => value !== undefined && value !== null;

/** The props among some names that were given. */
function givenOf(props: DatabaseClusterProps, names: readonly (keyof DatabaseClusterProps)[]): readonly string[] {
  return names.filter((name) => given(props[name]));
}

/** Where the first data of a cluster comes from. Only for props that were found valid. */
export function originOf(props: DatabaseClusterProps): ClusterOrigin {
  if (given(props.globalCluster)) return props.isSecondary === true ? 'global secondary' : 'global primary';
  if (given(props.snapshotIdentifier)) return 'snapshot';
  return given(props.sourceClusterIdentifier) ? 'point in time' : 'empty';
}

function requireTimeInUtc(time: unknown, construct: Construct): void {
  if (isOpen(time)) return;
  const valid = typeof time === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(time);
  if (valid && !Number.isNaN(Date.parse(time))) return;
  throw restoreInvalid(
    `restoreToTime is ${shown(time)}, allowed are times such as 2026-11-01T12:00:00Z; correct it`,
    construct,
  );
}

function requireValidRestore(props: DatabaseClusterProps, construct: Construct): void {
  requireText(props.snapshotIdentifier, 'snapshotIdentifier', construct);
  requireText(props.sourceClusterIdentifier, 'sourceClusterIdentifier', construct);
  requireTimeInUtc(props.restoreToTime, construct);
  requireBoolean(props.copyOnWrite, 'copyOnWrite', construct);
  const sources = givenOf(props, ['snapshotIdentifier', 'sourceClusterIdentifier', 'globalCluster']);
  if (sources.length > 1)
    throw restoreInvalid(
      `${sources.join(' and ')} are given, but data comes from one place only; leave one out`,
      construct,
    );
  const ofPointInTime = givenOf(props, ['restoreToTime', 'copyOnWrite']);
  if (ofPointInTime.length > 0 && !given(props.sourceClusterIdentifier))
    throw restoreInvalid(
      `${ofPointInTime.join(' and ')} needs a cluster to restore; pass sourceClusterIdentifier`,
      construct,
    );
  if (props.copyOnWrite === true && given(props.restoreToTime))
    throw restoreInvalid(
      'copyOnWrite clones the latest state and restoreToTime names another; leave one of them out',
      construct,
    );
}

function requireValidGlobal(props: DatabaseClusterProps, construct: Construct): void {
  const { globalCluster, isSecondary } = props;
  const cluster: unknown = globalCluster;
  const isCluster = typeof cluster === 'object' && cluster !== null && 'globalClusterIdentifier' in cluster;
  if (given(cluster) && !isCluster)
    throw globalInvalid(
      `globalCluster is ${shown(cluster)}, allowed is a GlobalCluster; import one with GlobalCluster.fromIdentifier`,
      construct,
    );
  const family = isCluster ? (cluster as Partial<GlobalCluster>).engine?.family : undefined;
  if (family !== undefined && family !== props.engine.family)
    throw globalInvalid(
      `engine is of family ${props.engine.family}, but the global database of ${family}; pass the same engine to both`,
      construct,
    );
  requireBoolean(isSecondary, 'isSecondary', construct);
  if (given(isSecondary) && isUnresolved(isSecondary))
    throw globalInvalid(
      'isSecondary is not known before Terraform runs, but it decides who sets the master user; pass true or false',
      construct,
    );
  if (isSecondary === true && !given(cluster))
    throw globalInvalid('isSecondary is true, but no globalCluster is named; pass the global database', construct);
}

/** Throws unless the master user is named where there is one to name, and only there. */
function requireValidMaster(props: DatabaseClusterProps, construct: Construct): void {
  const { masterPasswordWo } = props;
  const origin = originOf(props);
  if (origin === 'snapshot' || origin === 'point in time' || origin === 'global secondary') {
    const [name] = givenOf(props, ['masterUsername', 'databaseName']);
    if (name !== undefined) {
      const problem = `${name} is given, but users and databases come from ${origin === 'global secondary' ? 'the primary' : 'the source'}; leave it out`;
      throw origin === 'global secondary' ? globalInvalid(problem, construct) : restoreInvalid(problem, construct);
    }
  }
  requireInteger(props.masterPasswordWoVersion, {
    code: 'DB_MASTER_PASSWORD_INVALID',
    name: 'masterPasswordWoVersion',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    remedy: 'raise it to write the password again',
    construct,
  });
  const passwordProps = givenOf(props, ['masterPasswordWo', 'masterPasswordWoVersion']);
  if (origin !== 'global primary' && passwordProps.length > 0) {
    const why = origin === 'global secondary' ? 'the primary sets the password' : 'RDS manages the password';
    throw new GuardrailsError(
      'DB_MASTER_PASSWORD_INVALID',
      `${passwordProps.join(' and ')} is given, but ${why}; leave it out`,
      construct,
    );
  }
  const isGlobal = origin === 'global primary' || origin === 'global secondary';
  if (isGlobal && given(props.masterUserSecretKey))
    throw globalInvalid(
      'masterUserSecretKey is given, but RDS manages no password in global databases; leave it out',
      construct,
    );
  if (origin !== 'global primary') return;
  if (typeof masterPasswordWo !== 'string')
    throw new GuardrailsError(
      'DB_MASTER_PASSWORD_INVALID',
      `masterPasswordWo is ${given(masterPasswordWo) ? 'no text' : 'absent'}, but RDS manages no password in global databases; pass one expression, such as an ephemeral value`,
      construct,
    );
  requirePasswordExpression(masterPasswordWo, construct);
}

/** Throws for literal text. The message never repeats the value. */
function requirePasswordExpression(password: string, construct: Construct): void {
  try {
    requireExpression(password, construct);
  } catch {
    throw new GuardrailsError(
      'DB_MASTER_PASSWORD_INVALID',
      'masterPasswordWo holds literal text, which would stand in the repository and in the synthesised JSON; pass one expression, such as an ephemeral value',
      construct,
    );
  }
}

/** Throws for every prop about the origin of data and users that is wrong and known. */
export function requireValidOrigin(props: DatabaseClusterProps, construct: Construct): void {
  requireValidGlobal(props, construct);
  requireValidRestore(props, construct);
  requireValidMaster(props, construct);
}

function restoreTypeOf(copyOnWrite: boolean | undefined): string | undefined {
  if (isUnresolved(copyOnWrite)) return Fn.conditional(copyOnWrite, 'copy-on-write', 'full-copy') as string;
  return copyOnWrite === true ? 'copy-on-write' : undefined;
}

/** What a cluster says of where its first data comes from. */
export function originConfig(props: DatabaseClusterProps): Partial<RdsClusterConfig> {
  const { sourceClusterIdentifier, restoreToTime, copyOnWrite } = props;
  if (!given(sourceClusterIdentifier)) {
    return {
      snapshotIdentifier: props.snapshotIdentifier,
      globalClusterIdentifier: props.globalCluster?.globalClusterIdentifier,
      databaseName: props.databaseName,
    };
  }
  return {
    restoreToPointInTime: {
      sourceClusterIdentifier,
      restoreToTime,
      useLatestRestorableTime: given(restoreToTime) ? undefined : true,
      restoreType: restoreTypeOf(copyOnWrite),
    },
  };
}
