import type { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import type { DatabaseEngine, EngineParameter } from './engine';

type Tags = Readonly<Record<string, string>>;

const AUDIT_EVENTS = 'CONNECT,QUERY_DDL,QUERY_DCL';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** True where every parameter of the name has the value, and there is one. */
function requires(parameters: unknown, { name, value }: EngineParameter): boolean {
  if (!Array.isArray(parameters)) return false;
  const named = (parameters as readonly unknown[]).filter(
    (parameter) => isRecord(parameter) && parameter.name === name,
  );
  return named.length > 0 && named.every((parameter) => isRecord(parameter) && String(parameter.value) === value);
}

/** The parameter group of a database: TLS, logging, and what the user asks for. */
export function createParameterGroup(
  owner: Construct,
  engine: DatabaseEngine,
  namePrefix: string,
  parameters: Readonly<Record<string, string>>,
  tags: Tags | undefined,
): DbParameterGroup {
  const reserved = engine.requiredParameters.find(({ name }) => Object.hasOwn(parameters, name));
  if (reserved !== undefined) {
    throw new GuardrailsError(
      'DB_PARAMETER_RESERVED',
      `parameter ${reserved.name} is ${reserved.value} in every database, because it rejects connections without TLS; leave it out`,
      owner,
    );
  }
  const logging = engine.loggingParameters.filter(({ name }) => !Object.hasOwn(parameters, name));
  const given = Object.entries(parameters).map(([name, value]) => ({ name, value, applyMethod: 'pending-reboot' }));
  const all = [...engine.requiredParameters, ...logging, ...given].sort((a, b) => (a.name < b.name ? -1 : 1));
  const group = new aws.dbParameterGroup.DbParameterGroup(owner, 'ParameterGroup', {
    namePrefix,
    family: engine.family,
    description: `Parameters of the database at ${owner.node.path}`,
    parameter: all,
    tags,
    lifecycle: { createBeforeDestroy: true },
  });
  guarantee(owner, group, [
    {
      code: 'DB_TLS_REQUIRED',
      attribute: 'parameter',
      value: all.map(({ name, value, applyMethod }) => ({ name, value, apply_method: applyMethod })),
      accepts: (value) => engine.requiredParameters.every((parameter) => requires(value, parameter)),
      promise: `${engine.requiredParameters.map(({ name, value }) => `${name} = ${value}`).join(', ')}, which rejects connections without TLS`,
      instead: 'use the prop parameters for others',
    },
    { code: 'DB_TLS_REQUIRED', attribute: 'family', value: engine.family },
  ]);
  return group;
}

/**
 * The option group that makes MySQL and MariaDB write an audit log.
 *
 * @returns the name of the group, or undefined for engines that need none
 */
export function createAuditOptionGroup(
  owner: Construct,
  engine: DatabaseEngine,
  namePrefix: string,
  tags: Tags | undefined,
): string | undefined {
  if (!engine.usesAuditPlugin) return undefined;
  const group = new aws.dbOptionGroup.DbOptionGroup(owner, 'OptionGroup', {
    namePrefix,
    engineName: engine.name,
    majorEngineVersion: engine.majorVersion,
    optionGroupDescription: `Audit log of the database at ${owner.node.path}`,
    option: [
      {
        optionName: 'MARIADB_AUDIT_PLUGIN',
        optionSettings: [{ name: 'SERVER_AUDIT_EVENTS', value: AUDIT_EVENTS }],
      },
    ],
    tags,
    lifecycle: { createBeforeDestroy: true },
  });
  return group.name;
}
