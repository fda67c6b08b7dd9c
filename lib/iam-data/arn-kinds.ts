import type { ResourceTypeEntry, ServiceTable } from './service-table';

interface KindPattern {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Characters of the format that stand in every ARN of the kind: the more, the more it says. */
  readonly literals: number;
}

const PLACEHOLDER = /\$\{[^}]*\}/;

/** Characters that names often hold: they end no placeholder. */
const WITHIN_NAMES = /^[\w.+-]?$/;

/** Pattern of a placeholder: up to the character that follows it in the format, or to the end of the ARN. */
function placeholderPattern(following: string | undefined, isLast: boolean): string {
  if (isLast) return '.+';
  const [delimiter = ''] = following ?? '';
  return WITHIN_NAMES.test(delimiter) ? '.+?' : `[^${delimiter === '/' ? '/' : ':'}]*`;
}

function patternOf(kind: string, format: string): KindPattern {
  const literals = format.split(PLACEHOLDER);
  const source = literals.map((literal, index) => {
    const escaped = literal.replace(/[^\w*]/g, '\\$&').replace(/\*/g, '[^:]*');
    if (index === literals.length - 1) return escaped;
    const following = literals[index + 1];
    const isLast = index === literals.length - 2 && following === '';
    return escaped + placeholderPattern(following, isLast);
  });
  return { kind, pattern: new RegExp(`^${source.join('')}$`, 's'), literals: literals.join('').length };
}

const patterns = new WeakMap<ServiceTable, readonly KindPattern[]>();

function patternsOf(table: ServiceTable): readonly KindPattern[] {
  const known = patterns.get(table);
  if (known !== undefined) return known;
  const made = [...table.resourceTypes.values()].flatMap(({ name, arnFormats }: ResourceTypeEntry) =>
    arnFormats.map((format) => patternOf(name, format)),
  );
  patterns.set(table, made);
  return made;
}

/** ARNs that also stand for kinds whose formats they do not fit: a qualified function, every stream of a log group. */
const FURTHER_KINDS: readonly { readonly pattern: RegExp; readonly kind: string }[] = [
  { pattern: /^arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+:[^:]+$/, kind: 'function' },
  { pattern: /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+:\*$/, kind: 'log-stream' },
];

/**
 * Kinds of resource that an ARN names, as the service's formats tell them: `arn:aws:s3:::reports/a` is an `object`. Of
 * formats that fit, those that say most count: an object is no bucket with a slash in its name.
 *
 * @param arn without expressions; wildcards count as names
 * @returns names of resource types; none where no format fits
 */
export function kindsOfArn(table: ServiceTable, arn: string): readonly string[] {
  const fitting = patternsOf(table).filter(({ pattern }) => pattern.test(arn));
  const most = Math.max(0, ...fitting.map(({ literals }) => literals));
  const kinds = fitting.filter(({ literals }) => literals === most).map(({ kind }) => kind);
  const further = FURTHER_KINDS.filter(({ pattern, kind }) => table.resourceTypes.has(kind) && pattern.test(arn));
  return [...new Set([...kinds, ...further.map(({ kind }) => kind)])];
}
