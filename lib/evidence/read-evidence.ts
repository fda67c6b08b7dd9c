import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../compliance/model/input-error';
import { parseJsonText } from '../compliance/model/json-text';
import { EVIDENCE_TYPE, type Evidence } from './evidence';

/**
 * Reads a manifest.
 *
 * @throws InputError for what is none
 */
export function parseEvidence(text: string, file: string): Evidence {
  const { value } = parseJsonText(text, file);
  const problem = problemOf(value);
  if (problem !== undefined) throw new InputError(`not a manifest of evidence: ${problem}`, { file });
  return value as unknown as Evidence;
}

/** True for the text of a manifest of any version: what may be replaced by a newer one. */
export function isEvidence(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value && value.type === EVIDENCE_TYPE;
  } catch {
    return false;
  }
}

function problemOf(value: object): string | undefined {
  if (!('type' in value) || value.type !== EVIDENCE_TYPE) return 'make one with `cdktf-guardrails evidence create`';
  if (!('version' in value) || value.version !== 1) return 'its version is not 1; read it with the tool that made it';
  const { Ajv } = require('ajv') as typeof import('ajv');
  const check = new Ajv({ strict: false, ownProperties: true }).compile(schema());
  if (check(value)) return undefined;
  const [error] = check.errors ?? [];
  const place = error?.instancePath === undefined || error.instancePath === '' ? 'the file' : error.instancePath;
  return `${place} ${error?.message ?? 'is not understood'}`;
}

/** The schema that ships with the package. */
function schema(): object {
  return JSON.parse(readFileSync(join(__dirname, '../../schemas/evidence-v1.schema.json'), 'utf8')) as object;
}
