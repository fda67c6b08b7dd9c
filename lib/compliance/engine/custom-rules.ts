import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { InputError } from '../model/input-error';
import { decodeUtf8 } from '../model/utf8-text';
import { registerRules } from './registry';
import type { RuleDefinition } from './rule';
import { SEVERITIES } from './severity';

/**
 * Adds the rules of modules and of JSON or YAML files to the catalogue.
 *
 * @param files - relative to `folder`
 * @throws InputError for a file that cannot be read, and for rules that are not understood or have an id that is taken
 */
export function loadRuleFiles(files: readonly string[], folder: string): void {
  for (const file of files) {
    const definitions = readRules(path.resolve(folder, file), file);
    if (definitions.length === 0)
      throw new InputError('the file holds no rule; export one, or an array of them', { file });
    addRules(definitions, file);
  }
}

/**
 * Adds rules to the catalogue of this process, so that packs, matchers and settings know them.
 *
 * @throws InputError for rules that are not understood or have an id that is taken
 */
export function addRules(definitions: readonly unknown[], file?: string): void {
  const validate = validator();
  const checked = definitions.map((definition) => checkedRule(definition, validate, file));
  const taken = registerRules(checked);
  if (taken !== undefined)
    throw new InputError(`rule ${JSON.stringify(taken)} exists already; choose another id`, { file });
}

function readRules(full: string, file: string): readonly unknown[] {
  if (!existsSync(full)) throw new InputError('the file of rules does not exist; check customRules', { file });
  switch (path.extname(full)) {
    case '.json':
      return listOf(parsed(() => JSON.parse(textOf(full, file)) as unknown, file));
    case '.yaml':
    case '.yml':
      return listOf(
        parsed(() => (require('yaml') as typeof import('yaml')).parse(textOf(full, file)) as unknown, file),
      );
    default:
      return exportsOf(parsed(() => require(full) as unknown, file));
  }
}

/** A module exports its rules as default, by name, or as `module.exports`. */
function exportsOf(loaded: unknown): readonly unknown[] {
  if (isRecord(loaded) && !isRuleLike(loaded)) return Object.values(loaded).flatMap(listOf).filter(isRuleLike);
  return listOf(loaded);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
}

function isRuleLike(value: unknown): boolean {
  return isRecord(value) && ('check' in value || 'schema' in value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(full: string, file: string): string {
  return decodeUtf8(readFileSync(full), file);
}

function parsed(read: () => unknown, file: string): unknown {
  try {
    return read();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const hint =
      code === 'ERR_REQUIRE_ESM'
        ? '; write it as CommonJS (module.exports = …)'
        : /\.[cm]?tsx?$/.test(file)
          ? '; compile it, or run the command with a loader: node --import tsx'
          : '';
    throw new InputError(`the file of rules cannot be loaded: ${message.split('\n')[0] ?? ''}${hint}`, {
      file,
      cause: error,
    });
  }
}

const TEXT = { type: 'string', minLength: 1 };

const SCHEMA = {
  type: 'object',
  required: ['id', 'title', 'severity', 'resourceTypes'],
  properties: {
    id: { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' },
    title: TEXT,
    why: TEXT,
    remediation: TEXT,
    severity: { enum: SEVERITIES },
    scope: { enum: ['resource', 'config', 'account-baseline'] },
    resourceTypes: { type: 'array', minItems: 1, items: TEXT },
    whenUnknown: { type: 'string' },
    controls: { type: 'object' },
    equivalents: { type: 'object' },
    sources: { type: 'array', items: TEXT },
    recommended: { type: 'boolean' },
    schema: { type: 'object' },
    message: TEXT,
    expected: TEXT,
  },
};

function validator(): ValidateFunction {
  const { Ajv } = require('ajv') as typeof import('ajv');
  return new Ajv({ strict: false, ownProperties: true }).compile(SCHEMA);
}

function checkedRule(definition: unknown, validate: ValidateFunction, file: string | undefined): RuleDefinition {
  const named =
    isRecord(definition) && typeof definition.id === 'string' ? `rule ${JSON.stringify(definition.id)}` : 'a rule';
  if (!validate(definition)) throw new InputError(`${named}: ${describe(validate.errors?.[0])}`, { file });
  const rule = definition as Record<string, unknown>;
  if (typeof rule.check !== 'function') {
    const missing = ['schema', 'message', 'expected'].find((key) => rule[key] === undefined);
    if (missing !== undefined)
      throw new InputError(
        `${named}: ${missing} is missing; a rule has a function check, or schema, message and expected`,
        {
          file,
        },
      );
    checkSchema(rule.schema as object, named, file);
  }
  return { ...DEFAULTS, ...rule } as unknown as RuleDefinition;
}

/** Rules of one's own run with `recommended` unless they say otherwise. */
const DEFAULTS = {
  why: 'the project asks for it',
  remediation: 'see the rule',
  scope: 'resource',
  whenUnknown: 'an attribute that decides is an expression.',
  controls: {},
  equivalents: {},
  sources: [],
  examples: { good: [], bad: [] },
  recommended: true,
};

function checkSchema(schema: object, named: string, file: string | undefined): void {
  const { compileSchema } = require('./schema-compiler') as typeof import('./schema-compiler');
  try {
    compileSchema(schema as Readonly<Record<string, unknown>>);
  } catch (error) {
    throw new InputError(`${named}: its schema is none: ${(error as Error).message}`, { file, cause: error });
  }
}

function describe(error: ErrorObject | undefined): string {
  const place = error?.instancePath === '' || error === undefined ? '' : `${error.instancePath.slice(1)} `;
  return `${place}${error?.message ?? 'is not understood'}`;
}
