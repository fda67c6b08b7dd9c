import { hash } from 'node:crypto';
import type { AssemblySchemas, BlockSchema } from './assembly-schemas';
import type { ProviderPackage } from './provider-package';
import type { ProviderSchema } from './provider-schema';

/** Changes when generated schemas do: those of another release are generated anew. */
const FORMAT = 1;

/** First line of the text: what it was made from, and where each block's schema stands in the second line. */
interface Header {
  readonly format: number;
  readonly fingerprint: string;
  readonly sha256: string;
  readonly package: string;
  readonly packageVersion: string;
  readonly provider: string;
  readonly version: string;
  /** Selector, and where its schema ends; it starts where the one before ends. */
  readonly ends: readonly (readonly [selector: string, end: number])[];
}

/** The schemas of a package as text of two lines, so that each can be parsed alone. */
export function writeSchemaText(schemas: AssemblySchemas, { name, version }: ProviderPackage, fingerprint: string) {
  let body = '';
  const ends: [string, number][] = [];
  for (const [selector, block] of schemas.blocks) {
    body += JSON.stringify(block);
    ends.push([selector, body.length]);
  }
  const header: Header = {
    format: FORMAT,
    fingerprint,
    sha256: hash('sha256', JSON.stringify(ends) + body),
    package: name,
    packageVersion: version,
    provider: schemas.provider,
    version: schemas.version,
    ends,
  };
  return `${JSON.stringify(header)}\n${body}`;
}

/** Reads what `writeSchemaText` wrote; undefined where it is of another assembly or release, or damaged. */
export function readSchemaText(text: string, fingerprint: string): ProviderSchema | undefined {
  const line = text.indexOf('\n');
  const header = line === -1 ? undefined : parseHeader(text.slice(0, line));
  if (header?.format !== FORMAT || header.fingerprint !== fingerprint) return undefined;
  const body = text.slice(line + 1);
  if (hash('sha256', JSON.stringify(header.ends) + body) !== header.sha256) return undefined;
  return new StoredSchemas(header, body);
}

function parseHeader(text: string): Header | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Header) : undefined;
  } catch {
    return undefined;
  }
}

class StoredSchemas implements ProviderSchema {
  readonly package: string;
  readonly packageVersion: string;
  readonly provider: string;
  readonly version: string;
  readonly selectors: readonly string[];
  private readonly places = new Map<string, readonly [start: number, end: number]>();
  private readonly parsed = new Map<string, BlockSchema>();

  constructor(
    header: Header,
    private readonly body: string,
  ) {
    this.package = header.package;
    this.packageVersion = header.packageVersion;
    this.provider = header.provider;
    this.version = header.version;
    this.selectors = header.ends.map(([selector]) => selector);
    let start = 0;
    for (const [selector, end] of header.ends) {
      this.places.set(selector, [start, end]);
      start = end;
    }
  }

  block(selector: string): BlockSchema | undefined {
    const known = this.parsed.get(selector);
    if (known !== undefined) return known;
    const place = this.places.get(selector);
    if (place === undefined) return undefined;
    const block = JSON.parse(this.body.slice(...place)) as BlockSchema;
    this.parsed.set(selector, block);
    return block;
  }
}
