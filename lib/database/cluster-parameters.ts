import type { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { isUnresolved } from '../core/tokens';
import type { DatabaseClusterEngine } from './cluster-engine';
import type { DatabaseClusterProps } from './cluster-props';
import { weakensTls } from './logging-strength';
import { mergeParameters, parameterGuarantees, type WeakenedParameter } from './parameters';

const AUDIT_EVENTS = 'server_audit_events';

export interface ClusterParameters {
  readonly group: RdsClusterParameterGroup;
  /** Logging parameters that log less than by default. */
  readonly weakened: readonly WeakenedParameter[];
}

/** Rules that see TLS and logging of the engine. */
function rulesOf(engine: DatabaseClusterEngine): readonly string[] {
  return engine.name === 'aurora-postgresql'
    ? ['rds-postgres-tls-required', 'rds-postgres-query-logging']
    : ['rds-mysql-tls-required', 'rds-aurora-mysql-audit-logging'];
}

/** The audit events, where the user names fewer than the default. */
function weakenedEvents(engine: DatabaseClusterEngine, given: Readonly<Record<string, string>>): WeakenedParameter[] {
  const byDefault = engine.loggingParameters.find(({ name }) => name === AUDIT_EVENTS);
  const value = Object.entries(given).find(([name]) => name.toLowerCase() === AUDIT_EVENTS)?.[1];
  if (byDefault === undefined || value === undefined || isUnresolved(value)) return [];
  const events = new Set(value.split(',').map((event) => event.trim().toUpperCase()));
  const covers = (event: string) => events.has(event) || (event.startsWith('QUERY') && events.has('QUERY'));
  if (byDefault.value.split(',').every(covers)) return [];
  return [{ name: AUDIT_EVENTS, defaultValue: byDefault.value, value, isWeaker: () => true }];
}

/** The parameter group of a cluster: TLS, logging, and what the user asks for. */
export function createClusterParameterGroup(
  owner: Construct,
  namePrefix: string,
  props: DatabaseClusterProps,
): ClusterParameters {
  const { engine, tags } = props;
  const parameters = props.parameters ?? {};
  const sources = { required: engine.requiredParameters, logging: engine.loggingParameters, given: parameters };
  const merged = mergeParameters(owner, sources);
  const group = new aws.rdsClusterParameterGroup.RdsClusterParameterGroup(owner, 'ClusterParameterGroup', {
    namePrefix,
    family: engine.family,
    description: `Parameters of the cluster at ${owner.node.path}`,
    parameter: merged.parameters,
    tags,
    lifecycle: { createBeforeDestroy: true },
  });
  guarantee(owner, group, parameterGuarantees(merged, engine.family, sources, rulesOf(engine)));
  return { group, weakened: [...merged.weakened, ...weakenedEvents(engine, parameters)] };
}

function namesOf(parameters: unknown): readonly (readonly [string, string])[] | undefined {
  if (!Array.isArray(parameters)) return undefined;
  const entries = (parameters as readonly unknown[]).map((parameter) => {
    const { name, value } = (typeof parameter === 'object' ? (parameter ?? {}) : {}) as Record<string, unknown>;
    return typeof name === 'string' ? ([name.toLowerCase(), String(value)] as const) : undefined;
  });
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

/** The parameter group of the members. What it sets wins over the cluster's, so it may set nothing of that. */
export function createMemberParameterGroup(
  owner: Construct,
  namePrefix: string,
  props: DatabaseClusterProps,
): DbParameterGroup {
  const { engine, tags } = props;
  const instanceParameters = props.instanceParameters ?? {};
  const reserved = new Set([...engine.requiredParameters, ...engine.loggingParameters].map(({ name }) => name));
  const taken = Object.keys(instanceParameters).find((name) => reserved.has(name.toLowerCase()));
  if (taken !== undefined) {
    throw new GuardrailsError(
      'DB_PARAMETER_RESERVED',
      `instance parameter ${taken} would win over the cluster's, which decides about TLS and logs; set it in parameters, if at all`,
      owner,
    );
  }
  const { parameters } = mergeParameters(owner, { required: [], logging: [], given: instanceParameters });
  const group = new aws.dbParameterGroup.DbParameterGroup(owner, 'InstanceParameterGroup', {
    namePrefix,
    family: engine.family,
    description: `Parameters of the members of the cluster at ${owner.node.path}`,
    parameter: parameters,
    tags,
    lifecycle: { createBeforeDestroy: true },
  });
  guarantee(owner, group, [
    {
      code: 'DB_TLS_REQUIRED',
      attribute: 'parameter',
      value: parameters.map(({ name, value, applyMethod }) => ({ name, value, apply_method: applyMethod })),
      accepts: (final) =>
        namesOf(final)?.every(([name, value]) => !reserved.has(name) && !weakensTls(name, value)) === true,
      promise: 'that no member sets what the cluster decides: TLS and logs',
      instead: 'use the prop instanceParameters for others',
    },
    { code: 'DB_TLS_REQUIRED', attribute: 'family', value: engine.family },
  ]);
  return group;
}
