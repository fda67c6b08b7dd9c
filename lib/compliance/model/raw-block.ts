import type { BlockKind } from './block';
import { InputError } from './input-error';
import type { JsonText } from './json-text';
import { offsetOf } from './json-positions';
import { pathKey } from './json-scan';
import type { PathSegment } from './path';
import type { ShownBlocks } from './terraform-show/shown-blocks';

/** A JSON file (or object) that a configuration is read from. */
export interface Source {
  readonly file: string;
  /** Absent for an object that never was text: it has no positions. */
  readonly json: JsonText | undefined;
  readonly value: Readonly<Record<string, unknown>>;
  /** What a plan or a state holds; undefined for Terraform JSON, which is read by sections. */
  readonly shown?: ShownBlocks;
}

/** A block as it stands in its file, before anything is resolved. */
export interface RawBlock {
  readonly kind: BlockKind;
  readonly type: string;
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly source: Source;
  /** Path of the body from the root of the file. */
  readonly segments: readonly PathSegment[];
  /** Terraform's address where it says more than type and name: of an instance, or inside a module. */
  readonly address?: string;
  /** Key of the one instance that the block is. */
  readonly instance?: string | number | undefined;
  /** The block only lends its value to expressions: it is not judged. */
  readonly isHidden?: boolean;
  /** The block is one of a child module. */
  readonly isInModule?: boolean;
  /** A `module` block: all that the module holds is part of the configuration. */
  readonly isRead?: boolean;
  /** The block is a variable of a child module under its value: what its declaration makes of the value. */
  readonly binding?: VariableBinding;
}

/** What the declaration of a variable makes of the value that a `module` block gives it. */
export interface VariableBinding {
  readonly type: unknown;
  /** False where `null` stands for the default. */
  readonly nullable: unknown;
  readonly default: unknown;
}

interface Labelled {
  readonly labels: readonly string[];
  readonly body: unknown;
  readonly segments: readonly PathSegment[];
}

/** Sections whose blocks have labels, and how many. */
const LABELLED_SECTIONS: readonly (readonly [section: string, kind: BlockKind, labels: number])[] = [
  ['resource', 'resource', 2],
  ['data', 'data', 2],
  ['ephemeral', 'ephemeral', 2],
  ['provider', 'provider', 1],
  ['variable', 'variable', 1],
  ['output', 'output', 1],
  ['module', 'module', 1],
];

const OTHER_SECTIONS = ['terraform', 'locals', 'import', 'moved', 'removed', 'check'];

/** True where the object holds at least one section of Terraform's configuration language. */
export function isTerraform(value: Readonly<Record<string, unknown>>): boolean {
  return [...LABELLED_SECTIONS.map(([section]) => section), ...OTHER_SECTIONS].some((section) =>
    Object.hasOwn(value, section),
  );
}

/** All blocks of one file, in the order of the sections. */
export function readBlocks(source: Source): readonly RawBlock[] {
  if (source.shown !== undefined) return source.shown.blocks;
  const blocks: RawBlock[] = [];
  for (const [section, kind, count] of LABELLED_SECTIONS) {
    for (const { labels, body, segments } of labelled(source, section, count)) {
      const [type = kind, name = ''] = count === 2 ? labels : [undefined, labels[0]];
      const read = bodyOf(source, body, segments);
      if (kind === 'provider') {
        const alias = Object.hasOwn(read, 'alias') && typeof read.alias === 'string' ? read.alias : '';
        blocks.push({ kind, type: name, name: alias, body: read, source, segments });
      } else {
        blocks.push({ kind, type, name, body: read, source, segments });
      }
    }
  }
  return [...blocks, ...readLocals(source), ...readTerraform(source)];
}

function readLocals(source: Source): RawBlock[] {
  return labelled(source, 'locals', 0).flatMap(({ body, segments }) =>
    Object.entries(bodyOf(source, body, segments))
      .filter(([name]) => name !== '//')
      .map(([name, value]) => ({
        kind: 'local',
        type: 'local',
        name,
        body: { value },
        source,
        segments: [...segments, name],
      })),
  );
}

function readTerraform(source: Source): RawBlock[] {
  return labelled(source, 'terraform', 0).flatMap(({ body, segments }) => {
    const terraform = bodyOf(source, body, segments);
    const blocks: RawBlock[] = [{ kind: 'terraform', type: 'terraform', name: '', body: terraform, source, segments }];
    const nested: Source = { ...source, value: terraform };
    for (const { labels, body: backend, segments: path } of labelled(nested, 'backend', 1)) {
      blocks.push({
        kind: 'backend',
        type: labels[0] ?? '',
        name: '',
        body: bodyOf(source, backend, [...segments, ...path]),
        source,
        segments: [...segments, ...path],
      });
    }
    return blocks;
  });
}

/** Follows the labels of a section; at each level Terraform allows an object or an array of objects. */
function labelled(source: Source, section: string, count: number): Labelled[] {
  if (!Object.hasOwn(source.value, section)) return [];
  let level: Labelled[] = [{ labels: [], body: source.value[section], segments: [section] }];
  for (let depth = 0; depth < count; depth += 1) {
    level = level.flatMap(spread).flatMap(({ labels, body, segments }) =>
      Object.entries(bodyOf(source, body, segments))
        .filter(([label]) => label !== '//')
        .map(([label, inner]) => ({ labels: [...labels, label], body: inner, segments: [...segments, label] })),
    );
  }
  return level.flatMap(spread).filter(({ body }) => body !== null);
}

function spread(item: Labelled): Labelled[] {
  if (!Array.isArray(item.body)) return item.body === null ? [] : [item];
  return item.body.map((body: unknown, index) => ({ labels: item.labels, body, segments: [...item.segments, index] }));
}

function bodyOf(source: Source, body: unknown, segments: readonly PathSegment[]): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  const got = body === null ? 'null' : Array.isArray(body) ? 'an array' : `a ${typeof body}`;
  const { json } = source;
  throw new InputError(`expected an object at ${segments.join('.')}, got ${got}`, {
    file: source.file,
    position: json?.lines.position(offsetOf(json.text, 0, segments)),
  });
}

/** Offset of a block's body in its file. */
export function bodyOffset(block: RawBlock): number | undefined {
  const { json } = block.source;
  if (json === undefined || block.segments.length === 0) return undefined;
  return json.scan.offsets.get(pathKey(block.segments)) ?? offsetOf(json.text, 0, block.segments);
}
