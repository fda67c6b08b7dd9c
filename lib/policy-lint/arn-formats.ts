import type { ServiceTable } from '../iam-data';
import { ANY_TEXT, overlaps, someCharacters, wildcardPieces, type PatternPiece } from './pattern-overlap';

interface ArnFormat {
  readonly kind: string;
  readonly text: string;
  readonly pieces: readonly PatternPiece[];
  /** Service, and what of a region and an account its ARNs have. */
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly rest: readonly PatternPiece[];
}

const FIELDS = 6;
const PLACEHOLDER = /(\$\{[^}]*\})/;

/** Fields of an ARN; the last one keeps its colons. Undefined for text with fewer. */
export function arnFields(arn: string): readonly string[] | undefined {
  const parts = arn.split(':');
  return parts.length < FIELDS ? undefined : [...parts.slice(0, FIELDS - 1), parts.slice(FIELDS - 1).join(':')];
}

const formats = new WeakMap<ServiceTable, readonly ArnFormat[]>();

function formatsOf(table: ServiceTable): readonly ArnFormat[] {
  const known = formats.get(table);
  if (known !== undefined) return known;
  const texts = [...table.resourceTypes.values()].flatMap(({ name, arnFormats }) =>
    arnFormats.map((text) => ({ kind: name, text })),
  );
  const made = texts.map(({ kind, text }) => {
    const [, , service = '', region = '', account = '', rest = ''] = arnFields(text) ?? [];
    const hasParts = texts.some((other) => other.text.startsWith(`${text}/`));
    return {
      kind,
      text,
      pieces: formatPieces(text, hasParts),
      service,
      region,
      account,
      rest: formatPieces(rest, hasParts),
    };
  });
  formats.set(table, made);
  return made;
}

/**
 * The pieces of a format. A name at its end holds no slash where the service has resources below it: an object is no
 * bucket with a slash in its name. Accounts may be missing, as in ARNs of what AWS owns.
 */
function formatPieces(text: string, hasParts: boolean): readonly PatternPiece[] {
  return text.split(PLACEHOLDER).flatMap((part, index, parts) => {
    if (!PLACEHOLDER.test(part)) return wildcardPieces(part);
    const isLast = index === parts.length - 2 && parts[index + 1] === '';
    const without = part === '${Partition}' ? ':' : isLast && hasParts ? '/' : undefined;
    return part === '${Account}' ? [ANY_TEXT] : someCharacters(without);
  });
}

const kinds = new WeakMap<ServiceTable, Map<string, ReadonlySet<string>>>();
const MOST_PATTERNS = 5_000;

/**
 * Kinds of resource that a `Resource` pattern may name. Errs on the side of more.
 *
 * @param pattern an ARN with wildcards, also where something is not known
 */
export function kindsOfPattern(table: ServiceTable, pattern: string): ReadonlySet<string> {
  const held = kinds.get(table) ?? new Map<string, ReadonlySet<string>>();
  kinds.set(table, held);
  const known = held.get(pattern);
  if (known !== undefined) return known;
  const reading = new ArnPattern(pattern);
  const found = new Set<string>();
  for (const format of formatsOf(table)) {
    if (!found.has(format.kind) && reading.fits(format)) found.add(format.kind);
  }
  for (const [expression, kind] of FURTHER_KINDS) {
    if (table.resourceTypes.has(kind) && expression.test(pattern)) found.add(kind);
  }
  if (held.size >= MOST_PATTERNS) held.clear();
  held.set(pattern, found);
  return found;
}

/** A function with a version or an alias is a function, too; access points of many regions have none. */
const FURTHER_KINDS: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^arn:[^:]*:lambda:[^:]*:[^:]*:function:/, 'function'],
  [/^arn:[^:]*:s3:[^:]*:[^:]*:accesspoint\/[^/]+$/, 'bucket'],
  [/^arn:[^:]*:s3:[^:]*:[^:]*:accesspoint\/.+\/object\//, 'object'],
  [/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, 'log-group'],
];

/** A `Resource` pattern, taken apart once for all formats. */
class ArnPattern {
  private readonly fields: readonly string[] | undefined;
  private readonly rest: readonly PatternPiece[];
  private whole: readonly PatternPiece[] | undefined;

  constructor(private readonly pattern: string) {
    this.fields = arnFields(pattern);
    this.rest = wildcardPieces(this.fields?.[FIELDS - 1] ?? '');
  }

  fits(format: ArnFormat): boolean {
    const { fields } = this;
    if (fields === undefined) return this.fitsAsWhole(format);
    const [, , service = '', region = '', account = ''] = fields;
    if (!fieldFits(service, format.service)) return false;
    if (
      fieldFits(region, format.region) &&
      (account === '' || fieldFits(account, format.account)) &&
      overlaps(this.rest, format.rest)
    )
      return true;
    // A wildcard may reach over the end of its field where what follows has colons of its own.
    return (region + account).includes('*') && format.rest.includes(':') && this.fitsAsWhole(format);
  }

  private fitsAsWhole(format: ArnFormat): boolean {
    this.whole ??= wildcardPieces(this.pattern);
    return overlaps(this.whole, format.pieces);
  }
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

/** A field of a pattern against the field of a format, which is a name, nothing, or a placeholder. */
function fieldFits(field: string, format: string): boolean {
  const isName = format === '' || (format !== '*' && !format.startsWith('${'));
  if (isName && (field === '' || format === '')) return field === format || /^\*+$/.test(field);
  if (!hasWildcard(field)) return isName ? field === format : field !== '';
  return field === '*' || overlaps(wildcardPieces(field), format.includes('${') ? [ANY_TEXT] : wildcardPieces(format));
}

/** The format of a kind of resource that differs from a pattern in nothing but region and account. */
export function formatWithoutPlace(table: ServiceTable, pattern: string): string | undefined {
  const fields = arnFields(pattern);
  if (fields === undefined) return undefined;
  const [, , service = '', , , rest = ''] = fields;
  return formatsOf(table).find(
    (format) => fieldFits(service, format.service) && overlaps(wildcardPieces(rest), format.rest),
  )?.text;
}

/** How the ARNs of kinds of resource look, for messages: the shortest of their formats. */
export function formatOfKinds(
  table: ServiceTable,
  kindNames: readonly string[],
): { kind: string; format: string } | undefined {
  const [first] = formatsOf(table)
    .filter(({ kind }) => kindNames.includes(kind))
    .sort((one, two) => one.text.length - two.text.length);
  return first && { kind: first.kind, format: shownFormat(first.text) };
}

/** A format with the partition that most have. */
export function shownFormat(format: string): string {
  return format.replace('${Partition}', 'aws').replace(/\$\{([^}]*)\}/g, '<$1>');
}
