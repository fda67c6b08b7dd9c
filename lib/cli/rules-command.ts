import type { Colors } from 'picocolors/types';
import { selectRules } from '../compliance/engine/rule-selection';
import { allRules } from '../compliance/engine/registry';
import type { Rule } from '../compliance/engine/rule';
import type { Severity } from '../compliance/engine/severity';
import { wrapText } from '../reporters/wrap-text';
import { showCoverage } from './coverage-table';
import { ExitCode } from './exit-code';
import { colorsOf, widthOf, type Io } from './io';
import { plainTable } from './plain-table';

export interface RulesOptions {
  readonly pack?: readonly string[];
  readonly format: string;
  readonly coverage?: boolean;
}

interface ListedRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

const GAP = 2;
const NARROWEST_TITLE = 20;

/** Lists the rules of the catalogue, or of packs with the severities of the packs. */
export function listRules({ pack, format, coverage }: RulesOptions, io: Io): ExitCode {
  if (coverage === true) return showCoverage(pack ?? [], format, io);
  const rules: readonly ListedRule[] =
    pack === undefined ? allRules().map((rule) => ({ rule, severity: rule.severity })) : selectRules({ packs: pack });
  io.stdout.write(format === 'json' ? ruleMetadata(rules) : ruleTable(rules, io));
  return ExitCode.ok;
}

function ruleMetadata(rules: readonly ListedRule[]): string {
  const metadata = rules.map(({ rule: { id, title, resourceTypes, controls, equivalents }, severity }) => ({
    id,
    title,
    severity,
    resourceTypes,
    controls,
    equivalents,
  }));
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

/** In a terminal titles are wrapped; elsewhere a rule is one line, for grep. */
function ruleTable(rules: readonly ListedRule[], io: Io): string {
  const colors = colorsOf(io);
  const idWidth =
    widest(
      rules.map(({ rule }) => rule.id),
      'rule',
    ) + GAP;
  const severityWidth =
    widest(
      rules.map(({ severity }) => severity),
      'severity',
    ) + GAP;
  const titleWidth = widthOf(io) - idWidth - severityWidth;
  const count = colors.bold(`${String(rules.length)} ${rules.length === 1 ? 'rule' : 'rules'}`);
  if (io.isTTY && titleWidth < NARROWEST_TITLE) return `${narrowList(rules, colors, widthOf(io))}\n\n${count}\n`;
  const rows = rules.map(({ rule, severity }) => [rule.id, colorOf(severity, colors)(severity), rule.title]);
  const table = plainTable(['rule', 'severity', 'title'], rows, { colors, width: io.isTTY ? widthOf(io) : undefined });
  return `${table}\n\n${count}\n`;
}

/** A terminal that has no room for columns: the title below the id. */
function narrowList(rules: readonly ListedRule[], colors: Colors, width: number): string {
  const indent = ' '.repeat(GAP);
  return rules
    .flatMap(({ rule: { id, title }, severity }) => [
      `${id}${indent}${colorOf(severity, colors)(severity)}`,
      ...wrapText(title, title, Math.max(NARROWEST_TITLE, width - GAP)).map((line) => indent + line),
    ])
    .join('\n');
}

function colorOf(severity: Severity, { magenta, red, yellow, cyan }: Colors): (text: string) => string {
  return { critical: magenta, high: red, medium: yellow, low: cyan }[severity];
}

function widest(texts: readonly string[], head: string): number {
  return texts.reduce((width, text) => Math.max(width, text.length), head.length);
}
