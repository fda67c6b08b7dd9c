import type { Block } from '../model/block';
import { parsePath } from '../model/path';
import { isList, isMap, isUnknown, type Value } from '../model/value';
import { assignmentsIn, COMMAND_HINT, PASSWORD_COMMANDS, unquote } from './assignment-shape';
import { decodeBase64 } from './base64-text';
import { maskCredentials } from './credential-shape';
import { MASK } from './mask';
import { maskLiterals } from './mask-literals';
import { remember } from '../model/remember';
import { SECRET_ARGUMENTS } from './secret-arguments';
import { isSecretName } from './secret-name';

export { MASK } from './mask';

/** Attributes whose text may carry secrets among other things, whatever the text says. */
const CARRIERS =
  /^(?:user_data|user_data_base64|container_definitions|content|content_base64|sensitive_content|command|inline|stdin|conn_str)$/;

/** Blocks whose attributes may all be secrets, whatever their names say. */
const CARRIER_BLOCKS = new Set(['environment', 'environment_variable', 'variables', 'provisioner', 'connection']);

/** What is said under the name of a secret and is none: a switch, or the name of something that is looked up. */
const NO_SECRET = /^(?:true|false|enabled|disabled|required|optional|none|null|)$|^(?:arn:[\w-]+:|alias\/)/;

/** A call, a list, or a reference, as an expression has them without quotes. */
const EXPRESSION =
  /^[a-z]\w*\(|^[[{]|^(?:var|local|data|module|each|self|count|path|terraform|ephemeral)\.|^[a-z]+_\w+\.\w+\.\w/;

/** Masks credentials inside a text: those with a shape of their own, and what the name of a secret is given. */
export const maskText: (text: string) => string = remember((text) => {
  return maskAssignments(maskCommands(maskCredentials(text)));
});

/**
 * Masks credentials inside a sentence. Only its expressions can give a name a value.
 *
 * @param isSecret - the sentence is about a secret: its expressions are shown without their literals
 */
export function maskSentence(text: string, isSecret = false): string {
  return isSecret ? maskSecretSentence(text) : maskPlainSentence(text);
}

/** Rules say the same of many blocks. */
const maskPlainSentence = remember((text) => maskExpressions(text, maskText));

function maskSecretSentence(text: string): string {
  return maskExpressions(text, maskLiterals);
}

function maskExpressions(text: string, mask: (expressions: string) => string): string {
  const masked = maskCredentials(text);
  const start = masked.indexOf('${');
  const end = masked.lastIndexOf('}') + 1;
  if (start === -1 || end <= start) return masked;
  return masked.slice(0, start) + mask(masked.slice(start, end)) + masked.slice(end);
}

/** Masks a message about a value as the value itself is masked. */
export function maskMessage(message: string, observed: Value, isSecret: boolean, isSensitive: boolean): string {
  const text = isUnknown(observed) ? observed.expression : typeof observed === 'string' ? observed : '';
  if (text.length < 2) return maskSentence(message, isSecret || isSensitive);
  const shown = isSensitive ? MASK : maskValue(observed, isSecret);
  const quoted = typeof shown === 'string' && shown !== text;
  return maskSentence(quoted ? message.replaceAll(text, () => shown) : message, isSecret || isSensitive);
}

/** True where a path of a block leads to a secret, or to text that may carry one. */
export function mayHoldSecret(block: Block, path: string): boolean {
  const { last, isSecret } = readPath(path);
  if (isSecret) return true;
  if (SECRET_ARGUMENTS.get(block.type)?.includes(last) === true) return true;
  if (last === 'value' && isSecretName(nameBeside(block, path))) return true;
  return (last === 'default' || last === 'value') && block.kind !== 'resource' && isSecretName(block.name);
}

const readPath = remember((path) => {
  const steps = parsePath(path).filter((step) => typeof step === 'string');
  const last = steps.at(-1) ?? '';
  const isSecret = isSecretName(last) || CARRIERS.test(last) || steps.some((step) => CARRIER_BLOCKS.has(step));
  return { last, isSecret };
});

/** What `name` or `key` beside a `value` says. */
function nameBeside(block: Block, path: string): string {
  const parent = path.replace(/\.?value$/, '');
  const names = ['name', 'key'].map((sibling) => block.get(parent === '' ? sibling : `${parent}.${sibling}`));
  return names.find((name) => typeof name === 'string') ?? '';
}

/**
 * The plain JSON of a value, without its secrets. Absent becomes null, an unknown its expression.
 *
 * @param isSecret - the value is one, or may be
 */
export function maskValue(value: Value, isSecret = false): unknown {
  if (value === undefined) return null;
  if (isUnknown(value)) return isSecret ? maskLiterals(value.expression) : maskText(value.expression);
  if (isSecret && (typeof value === 'string' || typeof value === 'number'))
    return NO_SECRET.test(String(value)) ? value : MASK;
  if (typeof value === 'string') return maskWhole(value);
  if (isList(value)) return value.map((element, index) => maskValue(element, isSecret || followsFlag(value, index)));
  if (isMap(value)) {
    const named = [value.name, value.key].some((name) => typeof name === 'string' && isSecretName(name));
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        maskText(key),
        maskValue(inner, isSecret || isSecretName(key) || (named && key === 'value')),
      ]),
    );
  }
  return value;
}

/** True for what stands behind `--password` in a list of arguments. */
function followsFlag(list: readonly Value[], index: number): boolean {
  const flag = list[index - 1];
  return typeof flag === 'string' && /^--?[a-z]/i.test(flag) && isSecretName(flag);
}

/** A text that hides a secret in base64 is masked as a whole. */
const maskWhole = remember((text: string): string => {
  const decoded = text.length < 12 ? undefined : decodeBase64(text);
  return decoded !== undefined && maskText(decoded) !== decoded ? MASK : maskText(text);
});

function maskCommands(text: string): string {
  if (!COMMAND_HINT.test(text)) return text;
  return PASSWORD_COMMANDS.reduce((masked, command) => masked.replace(command, `$1${MASK}`), text);
}

function maskAssignments(text: string): string {
  const hidden: (readonly [start: number, end: number])[] = [];
  const hereDocuments = new HereDocuments(text);
  for (const { name, value, offset } of assignmentsIn(text)) {
    if (isSecretName(name) && !isComputed(value))
      hidden.push([offset, endOfSecret(text, offset, value, hereDocuments)]);
  }
  let masked = '';
  let shown = 0;
  for (const [start, end] of hidden.sort(([left], [right]) => left - right)) {
    if (start >= shown) masked += text.slice(shown, start) + MASK;
    shown = Math.max(shown, end);
  }
  return masked + text.slice(shown);
}

/** A secret without quotes may hold separators; one in a here-document ends with its marker. */
function endOfSecret(text: string, offset: number, value: string, hereDocuments: HereDocuments): number {
  const end = hereDocuments.endAt(offset);
  if (end !== undefined) return end;
  if (unquote(value).isQuoted) return offset + value.length;
  UNQUOTED.lastIndex = offset;
  const word = UNQUOTED.exec(text)?.[0] ?? '';
  return offset + Math.max(value.length, word.length);
}

const UNQUOTED = /[^\s"'<]{0,4096}/y;
const MARKER = /<<[-~]?["']?(\w+)/y;

/** Where the here-documents of a text end. */
class HereDocuments {
  /** The last end that was found for each marker: it holds for every document that begins before it. */
  private readonly ends = new Map<string, number>();

  constructor(private readonly text: string) {}

  /** End of the document that begins at the offset; undefined where none begins. */
  endAt(offset: number): number | undefined {
    MARKER.lastIndex = offset;
    const marker = MARKER.exec(this.text)?.[1];
    if (marker === undefined) return undefined;
    const known = this.ends.get(marker);
    if (known !== undefined && known >= offset) return known;
    const closing = new RegExp(`\\n[ \\t]*${marker}\\b`, 'g');
    closing.lastIndex = offset;
    const end = closing.exec(this.text)?.index ?? this.text.length;
    this.ends.set(marker, end);
    return end;
  }
}

/** A reference, a call, or nothing that could be a secret. */
function isComputed(value: string): boolean {
  const { text, isQuoted } = unquote(value);
  if (NO_SECRET.test(text) || text === MASK || /^\$\{[^{}"]*\}$/.test(text)) return true;
  return !isQuoted && EXPRESSION.test(text);
}
