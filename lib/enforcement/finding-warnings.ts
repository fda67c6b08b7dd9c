import type { IConstruct } from 'constructs';
import type { Finding } from '../compliance/engine/assessment';
import { visible } from '../reporters/visible-text';
import { stackOf, type AppConstruct } from './constructs-of-stacks';
import type { Judgement } from './judgement';

const WARNING = '@cdktf/warn';

const warned = new WeakMap<IConstruct, Set<string>>();

/** What becomes a warning. */
export interface WarningOptions {
  readonly findings: boolean;
  /** Modules and files that are not judged: what is not read yet may be once it is written. */
  readonly modules: boolean;
}

/** Warns before CDKTF has gathered the annotations of the stacks. */
export function warnOfFinal(judgement: Judgement, options: WarningOptions): void {
  for (const { construct, text } of warningsOf(judgement, options)) addOnce(construct, text);
}

/** Warns after that: what is new is noted in the manifest too, which is what the command of CDKTF prints. */
export function warnOfWritten(app: AppConstruct, judgement: Judgement, options: WarningOptions): void {
  const entries = new Map(Object.values(app.manifest.stacks).map((entry) => [entry.name, entry]));
  for (const { construct, text } of warningsOf(judgement, options)) {
    const entry = entries.get(stackOf(construct)?.node.id ?? '');
    if (!addOnce(construct, text) || entry === undefined) continue;
    entry.annotations = [...entry.annotations, { constructPath: construct.node.path, level: WARNING, message: text }];
  }
}

interface Warning {
  readonly construct: IConstruct;
  readonly text: string;
}

function warningsOf(judgement: Judgement, options: WarningOptions): readonly Warning[] {
  const { assessment, failing, first } = judgement;
  const modules = options.modules ? judgement.unreadModules : [];
  const unread = modules.map(({ construct, message }) => ({ construct, text: message }));
  if (first === undefined || !options.findings) return unread.map(printable);
  const findings = failing.map((finding) => ({ construct: judgement.constructOf(finding), text: textOf(finding) }));
  const others = [
    ...assessment.errors.map(({ rule, address, message }) => `rule ${rule} failed on ${address}: ${message}`),
    ...assessment.suppressionProblems
      .filter(({ state }) => state === 'expired')
      .map(({ suppression, scope }) => `suppression of ${suppression.rule} for ${scope} has expired`),
  ];
  return [...unread, ...findings, ...others.map((text) => ({ construct: first, text }))].map(printable);
}

/** Names and values of the configuration are text from outside. */
function printable({ construct, text }: Warning): Warning {
  return { construct, text: visible(text) };
}

function textOf({ rule, severity, message, remediation, path, source }: Finding): string {
  const what = path === '' || message.includes(path) ? message : `${path}: ${message}`;
  const place = source === null ? '' : `, ${source.file}:${String(source.line)}:${String(source.column)}`;
  return `${rule}: ${what}; ${remediation} (${severity}${place})`;
}

/** A synthesis that is repeated warns no second time. */
function addOnce(construct: IConstruct, text: string): boolean {
  const known = warned.get(construct) ?? new Set<string>();
  warned.set(construct, known);
  if (known.has(text)) return false;
  known.add(text);
  construct.node.addMetadata(WARNING, text);
  return true;
}
