import type { Log, Result } from 'sarif';
import { TOOL } from '../compliance/tool';
import { SOURCE_ROOT, physicalLocation, sarifText } from '../reporters/sarif-results';
import { counted, grouped } from '../reporters/summary-line';
import { shorten, visible, visibleJson } from '../reporters/visible-text';
import { LINT_LEVELS, type LintLevel } from '../policy-lint';
import type { LintedInput } from './iam-lint';
import { colorsOf, widthOf, type Io } from './io';
import { repositoryRoot } from './repository-root';

const LONGEST_MESSAGE = 500;

/** For people: a paragraph for each policy that something is said of, then the counts. */
export function textLintReport(all: readonly LintedInput[], io: Io): string {
  const { bold, red, yellow, cyan } = colorsOf(io);
  const paint: Readonly<Record<LintLevel, (text: string) => string>> = {
    error: red,
    warning: yellow,
    suggestion: cyan,
  };
  const paragraphs = all
    .filter(({ findings, undecided }) => findings.length + undecided.length > 0)
    .map(({ input, findings, undecided }) => [
      bold(visible(nameOf(input))),
      ...findings.map(({ level, code, message, path, position }) => {
        const place = position === undefined ? '' : `${String(position.line)}:${String(position.column)} `;
        const where = path === '' ? '' : ` (${visible(path)})`;
        return `  ${place}${paint[level](level)} ${shorten(visible(message), LONGEST_MESSAGE)}${where} ${code}`;
      }),
      ...undecided.map(
        ({ path, expression }) =>
          `  ${yellow('not known')}: ${shorten(visible(`${path === '' ? 'the policy' : path} is ${expression}`), LONGEST_MESSAGE)}`,
      ),
      '',
    ]);
  const counts = LINT_LEVELS.map((level) => counted(countOf(all, level), level));
  return [
    ...paragraphs.flat(),
    `${grouped(all.length)} ${all.length === 1 ? 'policy' : 'policies'}: ${counts.join(', ')}`,
    '',
  ].join('\n');
}

function nameOf({ file, block, path }: LintedInput['input']): string {
  return block === undefined ? file : `${block.address}${path === '' ? '' : ` ${path}`} in ${file}`;
}

function countOf(all: readonly LintedInput[], level: LintLevel): number {
  return all.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.level === level).length, 0);
}

/** For programs. */
export function jsonLintReport(all: readonly LintedInput[]): string {
  const policies = all.map(({ input, findings, undecided }) => ({
    file: input.file,
    address: input.block?.address ?? null,
    path: input.path,
    kind: input.options.kind,
    findings: findings.map(({ level, code, message, path, position }) => ({
      level,
      code,
      message,
      path,
      line: position?.line ?? null,
      column: position?.column ?? null,
    })),
    undecided,
  }));
  const summary = {
    policies: all.length,
    ...Object.fromEntries(LINT_LEVELS.map((level) => [`${level}s`, countOf(all, level)])),
  };
  return visibleJson(`${JSON.stringify({ version: 1, policies, summary }, null, 2)}\n`);
}

const SARIF_LEVELS: Readonly<Record<LintLevel, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  suggestion: 'note',
};

/** For code scanning. */
export function sarifLintReport(all: readonly LintedInput[], io: Io): string {
  const roots = { root: io.cwd, repository: repositoryRoot(io.cwd) };
  const options = { ...roots, startedAt: '', readSource: () => undefined, colors: colorsOf(io), width: widthOf(io) };
  const results = all.flatMap(({ input, findings }) =>
    findings.map(({ level, code, message, path, position }): Result => {
      const name = [input.block?.address, path].filter((part) => part !== undefined && part !== '').join(' ');
      return {
        ruleId: code,
        level: SARIF_LEVELS[level],
        message: { text: sarifText(message) },
        locations: [
          {
            physicalLocation: physicalLocation(input.file, position?.line ?? null, position?.column ?? null, options),
            ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: visible(name) }] }),
          },
        ],
      };
    }),
  );
  const rules = [...new Set(results.map(({ ruleId }) => ruleId ?? ''))].sort().map((id) => ({ id }));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: TOOL.name, version: TOOL.version, rules } },
        originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'the root of the repository' } } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return visibleJson(`${JSON.stringify(log, null, 2)}\n`);
}
