import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { requireTags } from '../core/tags';
import { isUnresolved } from '../core/tokens';
import { requireEncryptionKey } from '../encryption/required-key';
import type { ISecret } from '../secrets/secret-ref';
import { requireIdentifier } from './cluster-inputs';
import { requireLogRetention } from './log-exports';
import { isOpen, requireBoolean, requireText, shown } from './prop-checks';
import { ProxyEngineFamily } from './proxy-engine-family';
import type { DatabaseProxyProps } from './proxy-props';
import { ProxyTarget } from './proxy-target';
import { requireSubnets } from './subnet-group';

export const IDLE_SECONDS = { min: 1, max: 28_800, byDefault: 1800 };
const MAX_SECRETS = 200;
const MAX_NAME = 63;
const PINNING_FILTERS: readonly string[] = ['EXCLUDE_VARIABLE_SETS'];

function invalid(problem: string, construct: Construct): GuardrailsError {
  return new GuardrailsError('DB_PROXY_INVALID', problem, construct);
}

/** The protocol of a proxy. */
export function familyOf(props: DatabaseProxyProps, construct: Construct): ProxyEngineFamily {
  const known = props.target.engineFamily;
  const given: unknown = props.engineFamily;
  if (given !== undefined && given !== null && !(given instanceof ProxyEngineFamily))
    throw invalid(
      `engineFamily is ${shown(given)}, allowed are ProxyEngineFamily.POSTGRESQL, MYSQL and SQLSERVER`,
      construct,
    );
  const family = (given as ProxyEngineFamily | undefined) ?? known;
  if (!(family instanceof ProxyEngineFamily))
    throw invalid('the engine of the database is not known; pass engineFamily', construct);
  if (known === undefined || known === family) return family;
  throw invalid(`engineFamily is ${family.name}, but the database speaks ${known.name}; leave it out`, construct);
}

/** The secrets of a proxy. */
export function secretsOf(props: DatabaseProxyProps, construct: Construct): readonly ISecret[] {
  const given: unknown = props.secrets;
  if (given === undefined || given === null) {
    if (props.target.masterUserSecret !== undefined) return [props.target.masterUserSecret];
    throw new GuardrailsError(
      'DB_SECRET_UNKNOWN',
      'the secret of the master user is not known; pass the secrets of the database users in secrets',
      construct,
    );
  }
  const isList =
    Array.isArray(given) &&
    given.every((secret: unknown) => typeof secret === 'object' && secret !== null && 'secretArn' in secret);
  if (isList && given.length > 0 && given.length <= MAX_SECRETS) return given as ISecret[];
  throw invalid(
    `secrets is ${Array.isArray(given) ? `a list of ${given.length}` : shown(given)}, allowed are 1 to ${MAX_SECRETS} secrets; import ARNs with Secret.fromSecretArn`,
    construct,
  );
}

function requirePercentages(props: DatabaseProxyProps, construct: Construct): void {
  const { maxConnectionsPercent: most = 100, maxIdleConnectionsPercent: idle } = props;
  const range = (name: string, min: number, max: number, remedy: string) =>
    ({ code: 'DB_PROXY_INVALID', name, min, max, remedy, construct }) as const;
  requireInteger(most, range('maxConnectionsPercent', 1, 100, 'pass a percentage'));
  requireInteger(
    idle,
    range('maxIdleConnectionsPercent', 0, isUnresolved(most) ? 100 : most, 'keep it below maxConnectionsPercent'),
  );
  requireInteger(
    props.connectionBorrowTimeoutSeconds,
    range('connectionBorrowTimeoutSeconds', 0, 300, 'pass a number of seconds'),
  );
  requireInteger(
    props.idleClientTimeoutSeconds,
    range('idleClientTimeoutSeconds', IDLE_SECONDS.min, IDLE_SECONDS.max, 'pass a number of seconds'),
  );
}

function requirePinningFilters(filters: unknown, construct: Construct): void {
  if (isOpen(filters)) return;
  const valid =
    Array.isArray(filters) && filters.every((each) => isUnresolved(each) || PINNING_FILTERS.includes(each as string));
  if (valid) return;
  throw invalid(
    `sessionPinningFilters is ${shown(filters)}, allowed is a list of ${PINNING_FILTERS.join(', ')}`,
    construct,
  );
}

function requirePasswordAuthType(props: DatabaseProxyProps, family: ProxyEngineFamily, construct: Construct): void {
  const { clientPasswordAuthType: type, iamAuthentication } = props;
  if (type === undefined) return;
  if (iamAuthentication === undefined || iamAuthentication)
    if (!isUnresolved(iamAuthentication))
      throw invalid('clientPasswordAuthType is given, but clients show IAM tokens; leave it out', construct);
  if (isOpen(type) || family.clientPasswordAuthTypes.includes(type)) return;
  throw invalid(
    `clientPasswordAuthType is ${shown(type)}, allowed are ${family.clientPasswordAuthTypes.join(', ')}; pass one of them`,
    construct,
  );
}

/** Throws for every prop that is wrong and known. */
export function requireValidProxy(props: DatabaseProxyProps, construct: Construct): void {
  const target: unknown = props.target;
  if (!(target instanceof ProxyTarget))
    throw invalid(
      `target is ${shown(target)}, allowed is a ProxyTarget; make it with ProxyTarget.fromCluster or fromInstance`,
      construct,
    );
  const family = familyOf(props, construct);
  if (typeof (props.vpcId as unknown) !== 'string' || props.vpcId === '')
    throw new GuardrailsError(
      'DB_PROP_INVALID',
      `vpcId is ${shown(props.vpcId)}, allowed is the id of a VPC; pass it`,
      construct,
    );
  requireSubnets(props.subnetIds, construct);
  requireIdentifier(props.proxyName, 'proxyName', MAX_NAME, construct);
  requireBoolean(props.iamAuthentication, 'iamAuthentication', construct);
  requirePasswordAuthType(props, family, construct);
  requirePercentages(props, construct);
  requirePinningFilters(props.sessionPinningFilters, construct);
  requireText(props.initQuery, 'initQuery', construct);
  requireText(props.looseningReason, 'looseningReason', construct);
  requireLogRetention(props.logRetentionDays, construct);
  requireTags(props.tags, construct);
  requireEncryptionKey(construct, props.encryptionKey);
}
