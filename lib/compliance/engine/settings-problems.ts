import type { ErrorObject, ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '../model/block';
import { locateJson } from '../model/json-positions';
import type { JsonText } from '../model/json-text';
import { formatPath, type PathSegment } from '../model/path';
import { packNames } from '../packs';
import { findRule, isRuleId, suggest, suggestRuleId } from './registry';
import type { JsonSchema } from './rule';
import { UnknownNameError } from './rule-selection';

export interface SettingsProblem {
  readonly message: string;
  readonly position: Position | undefined;
}

interface Problem {
  readonly message: string;
  readonly path: readonly PathSegment[];
}

type Compile = (schema: JsonSchema) => ValidateFunction;

/** Everything that is wrong with settings, in the order of the file. */
export function settingsProblems(json: JsonText): readonly SettingsProblem[] {
  const compile = compiler();
  const problems = [
    ...schemaProblems(compile(settingsSchema()), json.value, []),
    ...packProblems(json.value.packs),
    ...ruleProblems(json.value.rules, 'rules', compile),
  ];
  return problems
    .map(({ message, path }) => ({ message, position: locateJson(json.text, path) }))
    .sort((a, b) => compare(a.position, b.position));
}

/** What is wrong with severities and options by rule id that are given in code. */
export function overrideProblems(overrides: unknown): readonly string[] {
  const compile = compiler();
  const { properties, ...rest } = settingsSchema() as { readonly properties?: { readonly rules?: unknown } };
  const schema = { ...rest, $id: undefined, properties: { overrides: properties?.rules } };
  const problems = [
    ...schemaProblems(compile(schema), { overrides }, []),
    ...ruleProblems(overrides, 'overrides', compile),
  ];
  return problems.map(({ message }) => message);
}

/** The schema that ships with the package: two levels above the folder of the compiled engine too. */
function settingsSchema(): JsonSchema {
  return JSON.parse(readFileSync(join(__dirname, '../../../schemas/settings.schema.json'), 'utf8')) as JsonSchema;
}

/** ajv takes longer to load than a small stack takes to check: only who has a settings file pays for it. */
function compiler(): Compile {
  const { Ajv } = require('ajv') as typeof import('ajv');
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, ownProperties: true });
  return (schema) => ajv.compile(schema);
}

function schemaProblems(validate: ValidateFunction, value: unknown, parent: readonly PathSegment[]): Problem[] {
  validate(value);
  const errors = validate.errors ?? [];
  return errors
    .filter(({ keyword }) => keyword !== 'if')
    .map((error) => describe(error, [...parent, ...pointerSegments(error.instancePath, value)]));
}

function packProblems(packs: unknown): Problem[] {
  const names = packNames();
  const list: readonly unknown[] = Array.isArray(packs) ? packs : [];
  return list.flatMap((name, index) =>
    typeof name === 'string' && !names.includes(name)
      ? [{ message: new UnknownNameError('pack', name, suggest(name, names)).message, path: ['packs', index] }]
      : [],
  );
}

function ruleProblems(rules: unknown, key: string, compile: Compile): Problem[] {
  return Object.entries(isObject(rules) ? rules : {}).flatMap(([id, setting]) => {
    if (!isRuleId(id)) {
      return [{ message: new UnknownNameError('rule', id, suggestRuleId(id)).message, path: [key, id] }];
    }
    if (!isObject(setting) || !isObject(setting.options)) return [];
    const schema = { type: 'object', additionalProperties: false, properties: findRule(id)?.optionsSchema ?? {} };
    return schemaProblems(compile(schema), setting.options, [key, id, 'options']);
  });
}

function describe(error: ErrorObject, path: readonly PathSegment[]): Problem {
  const params = error.params as Readonly<Record<string, unknown>>;
  const name = path.length === 0 ? 'the settings' : JSON.stringify(path.length === 1 ? path[0] : formatPath(path));
  const got = `got ${describeValue(error.data)}`;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(String(params.additionalProperty), error, path);
    case 'type':
      return { path, message: `${name} must be of type ${String(params.type)}, ${got}` };
    case 'enum':
      return {
        path,
        message: `${name} must be ${listed(params.allowedValues)}, ${got}${suggestValue(params.allowedValues, error.data)}`,
      };
    case 'required':
      return { path, message: `${name} lacks ${JSON.stringify(params.missingProperty)}` };
    case 'uniqueItems':
      return {
        path: [...path, Math.max(Number(params.i), Number(params.j))],
        message: `${name} holds the same item twice; remove one`,
      };
    default:
      return { path, message: `${name} ${error.message ?? 'is not valid'}, ${got}` };
  }
}

function unknownKey(key: string, error: ErrorObject, path: readonly PathSegment[]): Problem {
  const schema = error.parentSchema as { readonly properties?: object } | undefined;
  const known = Object.keys(schema?.properties ?? {});
  const kind = path.includes('options') ? 'option' : 'setting';
  const place = path.length === 0 ? '' : ` in ${JSON.stringify(formatPath(path))}`;
  const allowed = known.length === 0 ? ' (the rule has no options)' : ` (${kind}s: ${known.join(', ')})`;
  return {
    path: [...path, key],
    message: `unknown ${kind} ${JSON.stringify(key)}${place}${didYouMean(key, known)}${allowed}`,
  };
}

function listed(values: unknown): string {
  const names = (Array.isArray(values) ? values : [values]).map((value) => JSON.stringify(value));
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} or ${String(names.at(-1))}`;
}

function suggestValue(allowed: unknown, value: unknown): string {
  if (typeof value !== 'string' || !Array.isArray(allowed)) return '';
  const names = allowed.filter((item) => typeof item === 'string');
  return didYouMean(value, names);
}

function didYouMean(name: string, candidates: readonly string[]): string {
  const suggestion = suggest(name, candidates);
  return suggestion === undefined ? '' : `; did you mean ${JSON.stringify(suggestion)}?`;
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  return JSON.stringify(value);
}

/** Segments of a JSON pointer; digits are an index only inside an array. */
function pointerSegments(pointer: string, root: unknown): PathSegment[] {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replace(/~1/g, '/').replace(/~0/g, '~');
      const segment = Array.isArray(value) ? Number(key) : key;
      value = isObject(value) || Array.isArray(value) ? (value as Record<PathSegment, unknown>)[segment] : undefined;
      return segment;
    });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(a: Position | undefined, b: Position | undefined): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
