import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import type { Guarantee } from '../core/guarantee';
import { checkWhenKnown } from '../core/known-literal';
import { isUnresolved } from '../core/tokens';
import type { EngineParameter } from './engine-family';
import { weakensLogging, weakensTls } from './logging-strength';
import { shown } from './prop-checks';

interface ParameterSources {
  /** Parameters that nobody may change. */
  readonly required: readonly EngineParameter[];
  /** Parameters that the user may replace. */
  readonly logging: readonly EngineParameter[];
  /** What the user asks for, by name. */
  readonly given: Readonly<Record<string, string>>;
}

/** A logging parameter that the user made weaker. */
export interface WeakenedParameter {
  readonly name: string;
  readonly defaultValue: string;
  readonly value: string;
  /** True for a value that logs less; a token is asked about when it is known. */
  readonly isWeaker: (value: unknown) => boolean;
}

interface MergedParameters {
  /** All parameters of the group, by name. */
  readonly parameters: EngineParameter[];
  /** Logging parameters that log less than the default: to be declared as loosened. */
  readonly weakened: readonly WeakenedParameter[];
}

function requireParameter(name: string, value: unknown, owner: Construct): void {
  const problem = isUnresolved(name)
    ? 'a parameter name is not known before Terraform runs; write names as text, and tokens as values alone'
    : !/^[A-Za-z][\w.-]*$/.test(name)
      ? `parameter name is ${shown(name)}, allowed are letters, digits, _, . and -`
      : typeof value !== 'string' && !isUnresolved(value)
        ? `parameter ${name} is ${shown(value)}, allowed are texts; write a number as "${String(value)}"`
        : undefined;
  if (problem !== undefined) throw new GuardrailsError('DB_PARAMETER_INVALID', problem, owner);
}

/**
 * Merges what is required, what fills the logs and what the user asks for.
 *
 * @throws GuardrailsError DB_PARAMETER_RESERVED for parameters that decide about TLS, DB_PARAMETER_INVALID
 */
export function mergeParameters(owner: Construct, sources: ParameterSources): MergedParameters {
  const { required, logging } = sources;
  const given = Object.entries(sources.given);
  for (const [name, value] of given) {
    requireParameter(name, value, owner);
    requireTls(name, value, required, owner);
  }
  const values = new Map(given.map(([name, value]) => [name.toLowerCase(), value]));
  const kept = logging.filter(({ name }) => !values.has(name));
  const added = [...values].map(([name, value]) => ({ name, value, applyMethod: 'pending-reboot' }));
  const parameters = [...required, ...kept, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
  const weakened = logging.flatMap(({ name, value: defaultValue }) => {
    const value = values.get(name);
    const isWeaker = (literal: unknown) => weakensLogging(name, String(literal));
    const mayBe = value !== undefined && (isUnresolved(value) || isWeaker(value));
    return mayBe ? [{ name, defaultValue, value, isWeaker }] : [];
  });
  return { parameters, weakened };
}

function requireTls(name: string, value: string, required: readonly EngineParameter[], owner: Construct): void {
  const reserved = required.find((parameter) => parameter.name === name.toLowerCase());
  if (reserved !== undefined) {
    throw new GuardrailsError(
      'DB_PARAMETER_RESERVED',
      `parameter ${reserved.name} is ${reserved.value} in every database, because it rejects connections without TLS; leave it out`,
      owner,
    );
  }
  if (isUnresolved(value)) {
    checkWhenKnown(owner, value, (literal) => {
      requireTls(name, String(literal), required, owner);
    });
    return;
  }
  if (!weakensTls(name.toLowerCase(), value)) return;
  throw new GuardrailsError(
    'DB_PARAMETER_RESERVED',
    `parameter ${name} is ${shown(value)}, which lets in connections that can be read; allowed are TLS 1.2 and 1.3`,
    owner,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** True where every parameter of the name has the value, and there is one. */
function requires(parameters: unknown, { name, value }: EngineParameter): boolean {
  if (!Array.isArray(parameters)) return false;
  const named = (parameters as readonly unknown[]).filter(
    (parameter) => isRecord(parameter) && String(parameter.name).toLowerCase() === name,
  );
  return named.length > 0 && named.every((parameter) => isRecord(parameter) && String(parameter.value) === value);
}

/** True where a list of parameters lets in old versions of TLS. */
function letsInOldTls(parameters: unknown): boolean {
  if (!Array.isArray(parameters)) return false;
  return (parameters as readonly unknown[]).some((parameter) => {
    if (!isRecord(parameter)) return false;
    return weakensTls(String(parameter.name).toLowerCase(), String(parameter.value));
  });
}

/**
 * What a parameter group promises about its arguments `parameter` and `family`.
 *
 * @param rules ids of the rules that see TLS forced
 */
export function parameterGuarantees(
  merged: MergedParameters,
  family: string,
  sources: ParameterSources,
  rules: readonly string[],
): readonly Guarantee[] {
  const names = new Set([...sources.required, ...sources.logging].map(({ name }) => name));
  const secured = merged.parameters.filter(({ name }) => names.has(name));
  const value = merged.parameters.map(({ name, value: text, applyMethod }) => ({
    name,
    value: text,
    apply_method: applyMethod,
  }));
  return [
    {
      code: 'DB_TLS_REQUIRED',
      attribute: 'parameter',
      value,
      accepts: (final) => !letsInOldTls(final) && secured.every((parameter) => requires(final, parameter)),
      promise: 'parameters that reject connections without TLS and fill the logs',
      instead: 'use the prop parameters for others',
      rules,
    },
    { code: 'DB_TLS_REQUIRED', attribute: 'family', value: family, rules },
  ];
}
