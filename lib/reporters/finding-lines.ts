import type { Colors, Formatter } from 'picocolors/types';
import type { Finding, SourceLocation } from '../compliance/engine/assessment';
import { MASK } from '../compliance/engine/mask';
import type { Severity } from '../compliance/engine/severity';
import { CodeFrames } from './code-frame';
import type { BlockGroup } from './finding-groups';
import { decisionOf, messageOf } from './finding-message';
import type { ReporterOptions } from './reporter';
import { visible } from './visible-text';
import { wrapText } from './wrap-text';

/** How findings of a section are printed. */
export type Layout = 'fail' | 'unknown' | 'suppressed' | 'pass';

const INDENT = '    ';
const GAP = '  ';
/** Narrower text is harder to read than a line that the terminal breaks. */
const NARROWEST_TEXT = 30;

/** Prints findings in columns: place, severity, message with the rule. */
export class FindingLines {
  private readonly placeWidth: number;
  private readonly severityWidth: number;
  private readonly textWidth: number;
  private readonly hanging: string;
  /** Many findings say the same, and wrapping is slow. */
  private readonly wrapped = new Map<string, readonly string[]>();
  private readonly colors: Colors;
  private readonly frames: CodeFrames;
  private readonly frameWidth: number;
  /** Places in the source that a finding about a secret points to. */
  private readonly secretPlaces: ReadonlySet<string>;
  /** Rules that have been explained: why they matter is said once a report. */
  private readonly explained = new Set<string>();

  /** @param findings - everything that will be printed: its widest parts set the columns */
  constructor(findings: readonly Finding[], options: Pick<ReporterOptions, 'colors' | 'width' | 'readSource'>) {
    this.colors = options.colors;
    this.frames = new CodeFrames(options.readSource, options.colors);
    this.secretPlaces = new Set(
      findings.flatMap((finding) =>
        finding.source !== null && isMasked(finding) ? [sourcePlace(finding.source)] : [],
      ),
    );
    this.frameWidth = Math.max(NARROWEST_TEXT, options.width - INDENT.length);
    this.placeWidth = widest(findings.map(placeOf));
    this.severityWidth = widest(findings.map(({ severity }) => severity));
    const left = INDENT.length + this.placeWidth + GAP.length + this.severityWidth + GAP.length;
    this.hanging = ' '.repeat(left);
    this.textWidth = Math.max(NARROWEST_TEXT, options.width - left);
  }

  /** The block, and below it the lines of source that made it, where they can be read and are wanted. */
  heading({ constructPath, address, source, findings }: BlockGroup, layout: Layout): readonly string[] {
    const { bold, dim } = this.colors;
    const parts =
      constructPath === null ? [bold(visible(address))] : [bold(visible(constructPath)), dim(visible(address))];
    const [first] = findings;
    if (source === null || first === undefined) return [GAP + parts.join(GAP)];
    const json = `${visible(first.file)}${first.line === null ? '' : `:${jsonPlace(first)}`}`;
    parts.push(dim(`at ${visible(sourcePlace(source))} (${json})`));
    const isSecret = this.secretPlaces.has(sourcePlace(source));
    const frame = layout === 'fail' ? this.frames.frame(source, this.frameWidth, isSecret) : [];
    return [GAP + parts.join(GAP), ...frame.map((line) => INDENT + line)];
  }

  finding(finding: Finding, layout: Layout): readonly string[] {
    const { dim } = this.colors;
    const tone: Formatter = layout === 'fail' ? String : dim;
    const place = dim(placeOf(finding).padStart(this.placeWidth));
    const severity = this.severity(finding.severity, layout)(finding.severity.padEnd(this.severityWidth));
    const message = messageOf(finding);
    const rule = visible(finding.rule);
    const [first = '', ...rest] = this.wrap(`${tone(message)}${GAP}${dim(rule)}`, `${message}${GAP}${rule}`);
    const lines = [`${INDENT}${place}${GAP}${severity}${GAP}${first}`, ...rest.map((line) => this.hanging + line)];
    if (layout === 'fail') lines.push(...this.advice(finding));
    if (layout === 'suppressed') lines.push(...this.decision(finding));
    return lines;
  }

  private advice({ rule, why, remediation }: Finding): readonly string[] {
    const { cyan, green } = this.colors;
    const fix = this.note('fix:', visible(remediation), green);
    if (this.explained.has(rule)) return fix;
    this.explained.add(rule);
    const docs = this.note('docs:', `cdktf-guardrails explain ${visible(rule)}`, cyan);
    return [...this.note('why:', visible(why), cyan), ...fix, ...docs];
  }

  private decision({ suppressed }: Finding): readonly string[] {
    if (suppressed === null) return [];
    return this.note('accepted:', decisionOf(suppressed), this.colors.dim);
  }

  private note(label: string, text: string, color: Formatter): readonly string[] {
    const lines = this.wrap(`${color(label)} ${this.colors.dim(text)}`, `${label} ${text}`);
    return lines.map((line) => this.hanging + line);
  }

  private wrap(text: string, plain: string): readonly string[] {
    const known = this.wrapped.get(text);
    if (known !== undefined) return known;
    const lines = wrapText(text, plain, this.textWidth);
    this.wrapped.set(text, lines);
    return lines;
  }

  private severity(severity: Severity, layout: Layout): Formatter {
    const { bold, red, yellow, cyan, magenta, dim } = this.colors;
    if (layout !== 'fail') return dim;
    switch (severity) {
      case 'critical':
        return (text) => bold(magenta(text));
      case 'high':
        return red;
      case 'medium':
        return yellow;
      case 'low':
        return cyan;
    }
  }
}

/** Where to look first: the line that created the block, else the line of the JSON. */
function placeOf(finding: Finding): string {
  const { source, line } = finding;
  if (source !== null) return `${String(source.line)}:${String(source.column)}`;
  return line === null ? '-' : jsonPlace(finding);
}

function sourcePlace({ file, line, column }: SourceLocation): string {
  return `${file}:${String(line)}:${String(column)}`;
}

/** True where something of the finding had to be masked: it is about a secret. */
function isMasked({ observed, message }: Finding): boolean {
  const text = typeof observed === 'string' ? observed : JSON.stringify(observed ?? null);
  return text.includes(MASK) || message.includes(MASK);
}

function jsonPlace({ line, column }: Finding): string {
  return `${String(line ?? 1)}:${String(column ?? 1)}`;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
