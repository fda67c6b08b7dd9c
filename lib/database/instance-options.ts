import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import type { DatabaseEngine } from './engine';
import { isOpen, requireTextMap, shown } from './prop-checks';

/** An option of an option group. */
export interface DatabaseOption {
  /** Name of the option, such as `S3_INTEGRATION`. */
  readonly name: string;

  /**
   * Settings of the option by name.
   *
   * @default - none
   */
  readonly settings?: Record<string, string>;

  /**
   * Version of the option.
   *
   * @default - chosen by RDS
   */
  readonly version?: string;

  /**
   * Port that the option listens on.
   *
   * @default - none
   */
  readonly port?: number;
}

const REQUIRED: ReadonlyMap<string, DatabaseOption> = new Map<string, DatabaseOption>([
  [
    'MARIADB_AUDIT_PLUGIN',
    { name: 'MARIADB_AUDIT_PLUGIN', settings: { SERVER_AUDIT_EVENTS: 'CONNECT,QUERY_DDL,QUERY_DCL' } },
  ],
  [
    'NATIVE_NETWORK_ENCRYPTION',
    {
      name: 'NATIVE_NETWORK_ENCRYPTION',
      settings: {
        'SQLNET.ALLOW_WEAK_CRYPTO': 'FALSE',
        'SQLNET.ALLOW_WEAK_CRYPTO_CLIENTS': 'FALSE',
        'SQLNET.CRYPTO_CHECKSUM_CLIENT': 'REQUIRED',
        'SQLNET.CRYPTO_CHECKSUM_SERVER': 'REQUIRED',
        'SQLNET.CRYPTO_CHECKSUM_TYPES_CLIENT': 'SHA256,SHA384,SHA512',
        'SQLNET.CRYPTO_CHECKSUM_TYPES_SERVER': 'SHA256,SHA384,SHA512',
        'SQLNET.ENCRYPTION_CLIENT': 'REQUIRED',
        'SQLNET.ENCRYPTION_SERVER': 'REQUIRED',
        'SQLNET.ENCRYPTION_TYPES_CLIENT': 'AES256,AES192,AES128',
        'SQLNET.ENCRYPTION_TYPES_SERVER': 'AES256,AES192,AES128',
      },
    },
  ],
]);

/** Options that decide about TLS and audit, or that RDS does not take beside ours. */
const RESERVED = new Set(['MARIADB_AUDIT_PLUGIN', 'NATIVE_NETWORK_ENCRYPTION', 'SSL']);

/** Throws for options that are malformed, given twice or reserved. */
export function requireOptions(options: unknown, construct: Construct): void {
  if (options === undefined) return;
  const invalid = (problem: string) => new GuardrailsError('DB_PARAMETER_INVALID', problem, construct);
  if (!Array.isArray(options)) throw invalid(`options is ${shown(options)}, allowed is a list of options`);
  const names = new Set<string>();
  for (const option of options as readonly Partial<DatabaseOption>[]) {
    const name: unknown = (option as Partial<DatabaseOption> | null | undefined)?.name;
    if (typeof name !== 'string' || isOpen(name) || !/^[A-Za-z][\w-]*$/.test(name))
      throw invalid(`option name is ${shown(name)}, allowed is a literal name such as S3_INTEGRATION`);
    const key = name.toUpperCase();
    if (names.has(key)) throw invalid(`option ${name} is given twice; give it once`);
    names.add(key);
    requireTextMap(option.settings, `settings of option ${name}`, construct);
    if (!RESERVED.has(key)) continue;
    throw new GuardrailsError(
      'DB_PARAMETER_RESERVED',
      `option ${name} is set by this package, because it decides about encryption or audit; leave it out`,
      construct,
    );
  }
}

/**
 * The option group of a database: what the engine needs to be secure, and what the user asks for.
 *
 * @returns the name of the group, or undefined where there is nothing to set
 */
export function createOptionGroup(
  owner: Construct,
  engine: DatabaseEngine,
  namePrefix: string,
  options: readonly DatabaseOption[],
  tags: Record<string, string> | undefined,
): string | undefined {
  const required = REQUIRED.get(engine._properties.option ?? '');
  const all = required === undefined ? options : [required, ...options];
  if (all.length === 0) return undefined;
  const settingsOf = ({ settings = {} }: DatabaseOption) =>
    Object.entries(settings).map(([name, value]) => ({ name, value }));
  const group = new aws.dbOptionGroup.DbOptionGroup(owner, 'OptionGroup', {
    namePrefix,
    engineName: engine.name,
    majorEngineVersion: engine.majorVersion,
    optionGroupDescription: `Options of the database at ${owner.node.path}`.slice(0, 255),
    option: all.map((option) => ({
      optionName: option.name,
      optionSettings: settingsOf(option),
      port: option.port,
      version: option.version,
    })),
    tags,
    lifecycle: { createBeforeDestroy: true },
  });
  const isOracle = required?.name === 'NATIVE_NETWORK_ENCRYPTION';
  const code = isOracle ? 'DB_TLS_REQUIRED' : 'DB_AUDIT_LOG';
  const rules = isOracle ? ['rds-oracle-network-encryption'] : [];
  const value = all.map((option) => ({
    option_name: option.name,
    option_settings: settingsOf(option),
    port: option.port,
    version: option.version,
  }));
  const instead = 'use the prop options for others';
  guarantee(owner, group, [
    { code, attribute: 'option', value, promise: 'the options that it wrote', instead, rules },
    { code, attribute: 'engine_name', value: engine.name },
    { code, attribute: 'major_engine_version', value: engine.majorVersion },
  ]);
  return group.name;
}
