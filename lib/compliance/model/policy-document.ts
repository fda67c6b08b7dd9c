import type { Block, Configuration } from './block';
import { EncodedJson, PartialMap } from './expression';
import { fromJson } from './expression/json';
import { readDataSource } from './policy-document-data-source';
import { invalidPolicy, readPolicyStructure } from './policy-document-json';
import { parseJsonPieces } from './policy-document-text';
import type { PolicyDocument, PolicyPlace } from './policy-document-types';
import { isMap, isUnknown, type Unknown, type Value } from './value';

export { contentOf } from './policy-document-json';
export type { Condition, PolicyDocument, PolicyPlace, PolicyText, Principal, Statement } from './policy-document-types';

const DATA_SOURCE = 'aws_iam_policy_document';

/**
 * Reads an identity, trust or resource policy: JSON text with or without unknown pieces, `jsonencode`, or a reference to
 * an `aws_iam_policy_document` or to another policy of the configuration.
 *
 * Returns undefined where there is no policy, and an `Unknown` where it leads to nothing that can be read. A text that
 * is no policy gives a document whose `invalid` says why. `place` is where the policy is written; statements then carry
 * its block and path.
 */
export function readPolicy(
  value: Value,
  configuration: Configuration,
  place?: PolicyPlace,
): PolicyDocument | Unknown | undefined {
  if (place === undefined) return new PolicyReader(configuration).read(value, place);
  const held = policies.get(place.block) ?? new Map<string, HeldPolicy>();
  policies.set(place.block, held);
  const known = held.get(place.path);
  if (known !== undefined && known.value === value) return known.document;
  const document = new PolicyReader(configuration).read(value, place);
  held.set(place.path, { value, document });
  return document;
}

/** Evaluates a data source `aws_iam_policy_document`. */
export function readPolicyDataSource(block: Block): PolicyDocument {
  return new PolicyReader(block.configuration).readDataSource(block);
}

interface HeldPolicy {
  readonly value: Value;
  readonly document: PolicyDocument | Unknown | undefined;
}

/** Every rule asks for the same policies. */
const policies = new WeakMap<Block, Map<string, HeldPolicy>>();
const dataSources = new WeakMap<Block, PolicyDocument>();

/** One policy is put together from at most so many documents. */
const MOST_DOCUMENTS = 1_000;
/** Documents that refer to one another deeper than this are not followed. */
const DEEPEST = 50;

/** Many roles of a stack have one trust policy, letter by letter. */
const parsed = new Map<string, ReturnType<typeof fromJson>>();
const MOST_PARSED = 1_000;

function parseOnce(text: string): ReturnType<typeof fromJson> {
  if (parsed.has(text)) return parsed.get(text);
  const json = fromJson(text);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, json);
  return json;
}

/** What templates with unknown pieces hold: those of one text are one value of a configuration. */
const pieces = new WeakMap<Unknown, ReturnType<typeof parseJsonPieces>>();

function parsePiecesOnce(value: Unknown): ReturnType<typeof parseJsonPieces> {
  if (pieces.has(value)) return pieces.get(value);
  const json = parseJsonPieces(value.parts);
  pieces.set(value, json);
  return json;
}

class PolicyReader {
  /** What is being read: a document that contains itself is unknown. */
  private readonly reading = new Set<string>();
  private documents = 0;

  constructor(private readonly configuration: Configuration) {}

  read(value: Value, place: PolicyPlace | undefined): PolicyDocument | Unknown | undefined {
    if (isUnknown(value)) return this.readUnknown(value, place);
    if (value === undefined) return undefined;
    if (isMap(value)) return readPolicyStructure(value, place);
    if (typeof value !== 'string') return invalidPolicy('the policy is no JSON object');
    if (value.trim() === '') return undefined;
    const json = parseOnce(value);
    return json === undefined ? invalidPolicy('the policy is not valid JSON') : readPolicyStructure(json.value, place);
  }

  readDataSource(block: Block): PolicyDocument {
    const known = dataSources.get(block);
    if (known !== undefined) return known;
    const isOutermost = this.reading.size === 0;
    this.reading.add(block.address);
    const document = readDataSource(block, (source) => this.read(source, undefined));
    this.reading.delete(block.address);
    // Further in, what refers back to a document that is being read is unknown only from there.
    if (isOutermost) dataSources.set(block, document);
    return document;
  }

  private readUnknown(value: Unknown, place: PolicyPlace | undefined): PolicyDocument | Unknown | undefined {
    if (value instanceof EncodedJson) return isReadable(value.value) ? readPolicyStructure(value.value, place) : value;
    if (value instanceof PartialMap) return readPolicyStructure(value, place);
    if (value.parts.length === 0) return value.isReference ? this.follow(value) : value;
    const visible = value.parts.filter((part) => typeof part !== 'string' || part.trim() !== '');
    const [only] = visible;
    if (visible.length === 1 && isUnknown(only)) return this.readUnknown(only, place);
    const json = parsePiecesOnce(value);
    return json !== undefined && isReadable(json.value) ? readPolicyStructure(json.value, place) : value;
  }

  /** Reads what a reference leads to. */
  private follow(value: Unknown): PolicyDocument | Unknown | undefined {
    const [reference] = value.references;
    const block = reference === undefined ? undefined : this.configuration.block(reference.address);
    if (reference === undefined || block === undefined || !this.mayRead(block)) return value;
    if (block.kind === 'data' && block.type === DATA_SOURCE) {
      return reference.attribute === 'json' || reference.attribute === 'minified_json'
        ? this.readDataSource(block)
        : value;
    }
    if (block.kind !== 'resource' || reference.attribute === '') return value;
    const held = block.get(reference.attribute);
    if (held === undefined) return value;
    this.reading.add(block.address);
    const document = this.read(held, { block, path: reference.attribute });
    this.reading.delete(block.address);
    return document;
  }

  private mayRead(block: Block): boolean {
    this.documents += 1;
    return this.documents <= MOST_DOCUMENTS && this.reading.size < DEEPEST && !this.reading.has(block.address);
  }
}

/** True where a structure is there to be read, if only in part. */
function isReadable(value: Value): boolean {
  return !isUnknown(value) || value instanceof PartialMap;
}
