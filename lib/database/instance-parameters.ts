import type { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { Construct } from 'constructs';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import type { DatabaseEngine } from './engine';
import { mergeParameters, parameterGuarantees, type WeakenedParameter } from './parameters';

/** Rules that see whether a parameter group forces TLS, by the beginning of the engine's name. */
const TLS_RULES: ReadonlyMap<string, readonly string[]> = new Map([
  ['postgres', ['rds-postgres-tls-required', 'rds-postgres-query-logging']],
  ['mysql', ['rds-mysql-tls-required']],
  ['mariadb', ['rds-mariadb-tls-required']],
  ['sqlserver', ['rds-sqlserver-tls-required']],
]);

/** The ids of rules that see whether connections to an engine are encrypted. */
export function tlsRulesOf(engine: DatabaseEngine): readonly string[] {
  return TLS_RULES.get(engine.name.split('-')[0] ?? '') ?? [];
}

export interface ParameterGroup {
  readonly group: DbParameterGroup;
  /** Logging parameters that log less than the default: to be declared as loosened. */
  readonly weakened: readonly WeakenedParameter[];
}

/** The parameter group of an instance: TLS, logging, and what the user asks for. */
export function createParameterGroup(
  owner: Construct,
  engine: DatabaseEngine,
  namePrefix: string,
  parameters: Readonly<Record<string, string>>,
  tags: Record<string, string> | undefined,
): ParameterGroup {
  const sources = { required: engine.requiredParameters, logging: engine.loggingParameters, given: parameters };
  const merged = mergeParameters(owner, sources);
  const group = new aws.dbParameterGroup.DbParameterGroup(owner, 'ParameterGroup', {
    namePrefix,
    family: engine.family,
    description: `Parameters of the database at ${owner.node.path}`.slice(0, 255),
    parameter: merged.parameters,
    tags,
    lifecycle: { createBeforeDestroy: true },
  });
  guarantee(owner, group, parameterGuarantees(merged, engine.family, sources, tlsRulesOf(engine)));
  return { group, weakened: merged.weakened };
}
