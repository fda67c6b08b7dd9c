import type { Colors, Formatter } from 'picocolors/types';
import type { Finding } from '../compliance/engine/assessment';
import type { Severity } from '../compliance/engine/severity';
import type { BlockGroup } from './finding-groups';
import { shorten, showValue, visible } from './visible-text';
import { wrapText } from './wrap-text';

/** How findings of a section are printed. */
export type Layout = 'fail' | 'unknown' | 'suppressed' | 'pass';

const INDENT = '    ';
const GAP = '  ';
/** Narrower text is harder to read than a line that the terminal breaks. */
const NARROWEST_TEXT = 30;
const LONGEST_MESSAGE = 300;
const LONGEST_VALUE = 80;

/** Prints findings in columns: place, severity, message with the rule. */
export class FindingLines {
  private readonly placeWidth: number;
  private readonly severityWidth: number;
  private readonly textWidth: number;
  private readonly hanging: string;
  /** Many findings say the same, and wrapping is slow. */
  private readonly wrapped = new Map<string, readonly string[]>();
  private readonly colors: Colors;

  /** @param findings - everything that will be printed: its widest parts set the columns */
  constructor(findings: readonly Finding[], options: { readonly colors: Colors; readonly width: number }) {
    this.colors = options.colors;
    this.placeWidth = widest(findings.map(placeOf));
    this.severityWidth = widest(findings.map(({ severity }) => severity));
    const left = INDENT.length + this.placeWidth + GAP.length + this.severityWidth + GAP.length;
    this.hanging = ' '.repeat(left);
    this.textWidth = Math.max(NARROWEST_TEXT, options.width - left);
  }

  heading({ constructPath, address, source }: BlockGroup): string {
    const { bold, dim } = this.colors;
    const parts =
      constructPath === null ? [bold(visible(address))] : [bold(visible(constructPath)), dim(visible(address))];
    if (source !== null) parts.push(dim(`at ${visible(source.file)}:${String(source.line)}:${String(source.column)}`));
    return GAP + parts.join(GAP);
  }

  finding(finding: Finding, layout: Layout): readonly string[] {
    const { dim } = this.colors;
    const tone: Formatter = layout === 'fail' ? String : dim;
    const place = dim(placeOf(finding).padStart(this.placeWidth));
    const severity = this.severity(finding.severity, layout)(finding.severity.padEnd(this.severityWidth));
    const message = messageOf(finding, layout);
    const rule = visible(finding.rule);
    const [first = '', ...rest] = this.wrap(`${tone(message)}${GAP}${dim(rule)}`, `${message}${GAP}${rule}`);
    const lines = [`${INDENT}${place}${GAP}${severity}${GAP}${first}`, ...rest.map((line) => this.hanging + line)];
    if (layout === 'fail') lines.push(...this.note('fix:', visible(finding.remediation), this.colors.green));
    if (layout === 'suppressed') lines.push(...this.decision(finding));
    return lines;
  }

  private decision({ suppressed }: Finding): readonly string[] {
    if (suppressed === null) return [];
    const { reason, owner, ticket, expires } = suppressed;
    const terms = [owner, ticket, expires === undefined ? undefined : `until ${expires}`].filter(
      (term) => term !== undefined,
    );
    const details = terms.length === 0 ? '' : ` (${terms.join(', ')})`;
    return this.note('accepted:', shorten(visible(`${reason}${details}`), LONGEST_MESSAGE), this.colors.dim);
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

function placeOf({ line, column }: Finding): string {
  return line === null ? '-' : `${String(line)}:${String(column ?? 1)}`;
}

function messageOf(finding: Finding, layout: Layout): string {
  if (layout === 'pass') return shorten(visible(finding.title), LONGEST_MESSAGE);
  const message = shorten(visible(finding.message), LONGEST_MESSAGE);
  const details = [gotOf(finding), expectedOf(finding)].filter((part) => part !== undefined).join(', ');
  const path = shorten(visible(finding.path), LONGEST_VALUE);
  const place = message.includes(path) || details.includes(path) ? '' : path;
  const aside = [place, details].filter((part) => part !== '').join(': ');
  return aside === '' ? message : `${message} (${aside})`;
}

function gotOf({ observed, verdict, message }: Finding): string | undefined {
  if (observed === null || observed === undefined) return undefined;
  if (verdict !== 'unknown') return `got ${showValue(observed, LONGEST_VALUE)}`;
  const expression = typeof observed === 'string' ? observed : JSON.stringify(observed);
  return message.includes(expression) ? undefined : `got ${shorten(visible(expression), LONGEST_VALUE)}`;
}

function expectedOf({ expected }: Finding): string | undefined {
  return expected === null ? undefined : `expected ${shorten(visible(expected), LONGEST_VALUE)}`;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
