import { fromJson } from '../compliance/model/expression/json';
import { invalidPolicy, readPolicyStructure } from '../compliance/model/policy-document-json';
import type { PolicyDocument } from '../compliance/model/policy-document-types';
import { bareMap, isList, isMap, Unknown, type Value } from '../compliance/model/value';
import { isPolicyVariable } from './policy-variable';

/** A policy and what people call it. */
export interface NamedPolicy {
  readonly name: string;
  /** The document, or what hides it before Terraform runs. */
  readonly document: PolicyDocument | Unknown;
}

/**
 * A policy from its JSON: text or what `JSON.parse` returned. Text in `${…}` that is no policy variable is taken for a
 * token of Terraform or CDKTF, which is not known.
 */
export function policyFromJson(name: string, json: unknown): NamedPolicy {
  if (typeof json !== 'string') return { name, document: readPolicyStructure(withTokens(json as Value), undefined) };
  const parsed = fromJson(json);
  const document =
    parsed === undefined
      ? invalidPolicy('the policy is not valid JSON')
      : readPolicyStructure(withTokens(parsed.value), undefined);
  return { name, document };
}

/** Text whose tokens are unknown pieces; text without tokens as it is. */
export function textWithTokens(text: string): string | Unknown {
  if (/^#\{(?:Tf)?Token\[/.test(text)) return new Unknown(text);
  if (!text.includes('${')) return text;
  const parts: (string | Unknown)[] = [];
  let literal = '';
  for (const piece of piecesOf(text)) {
    if (!piece.startsWith('${') || isPolicyVariable(piece)) literal += piece;
    else {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push(new Unknown(piece, [], [], REFERENCE.test(piece)));
    }
  }
  if (literal !== '') parts.push(literal);
  const [first = ''] = parts;
  return parts.length === 1 ? first : new Unknown(text, [], parts);
}

/** A token that stands for one value wherever it is written: `${aws_s3_bucket.b.arn}`, `${TfToken[TOKEN.3]}`. */
const REFERENCE = /^\$\{(?:(?:Tf)?Token\[[\w.]+\]|[a-zA-Z][\w-]*(?:\.[a-zA-Z_][\w-]*)+)\}$/;

/** Literal text and `${…}`, in order; a `${` that is never closed runs to the end. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('${', from);
    if (start === -1) return from < text.length ? [...pieces, text.slice(from)] : pieces;
    if (start > from) pieces.push(text.slice(from, start));
    from = endOf(text, start);
    pieces.push(text.slice(start, from));
  }
}

function endOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    else if (text[at] === '}' && depth > 0) depth -= 1;
    if (text[at] === '}' && depth === 0) return at + 1;
  }
  return text.length;
}

/** CDKTF writes a number that is not known yet as one near the largest negative one. */
const NUMBER_TOKEN = -1e288;

function withTokens(value: Value): Value {
  if (typeof value === 'string') return textWithTokens(value);
  if (typeof value === 'number' && value < NUMBER_TOKEN) return new Unknown(String(value));
  if (isList(value)) return value.map(withTokens);
  if (!isMap(value)) return value ?? undefined;
  const map = bareMap();
  for (const [key, part] of Object.entries(value)) map[key] = withTokens(part);
  return map;
}
