import { gzipSync } from 'node:zlib';
import type { Log, Notification, ReportingDescriptor, Run } from 'sarif';
import type { Assessment, Finding } from '../compliance/engine/assessment';
import { isBaselined } from './accepted-by';
import { byState } from './finding-states';
import { Occurrences } from './occurrences';
import { isInRepository, reportPath, uriOf } from './report-path';
import type { Reporter, ReporterOptions } from './reporter';
import { noticesOf, NOTICE_TITLES, type RunNotice } from './run-notices';
import { physicalLocation, resultOf, sarifText, SOURCE_ROOT } from './sarif-results';
import { ruleDescriptor, rulesOf } from './sarif-rules';
import { counted } from './summary-line';
import { visible, visibleJson } from './visible-text';

/** GitHub refuses a run of more results, and an upload of more bytes after gzip. */
const MOST_RESULTS = 25_000;
const MOST_BYTES = 10 * 1024 * 1024;

/** Text that is not longer than the limit is within it after gzip, too. */
const MOST_NOTICES = 1000;

/** SARIF 2.1.0, within the limits of GitHub's code scanning: the mildest results are left out first, and that is said. */
export const sarif: Reporter = (assessment, options) => {
  const { fail, unknown, suppressed, pass } = byState(assessment.findings);
  const findings = [...fail, ...unknown, ...suppressed, ...(options.all === true ? pass : [])];
  let most = MOST_RESULTS;
  for (;;) {
    const text = visibleJson(`${JSON.stringify(logOf(assessment, findings, most, options), null, 2)}\n`);
    const bytes = Buffer.byteLength(text);
    if (most === 0 || bytes <= MOST_BYTES || gzipSync(text).byteLength <= MOST_BYTES) return text;
    most = Math.floor(Math.min(most, findings.length) / 2);
  }
};

function logOf(assessment: Assessment, all: readonly Finding[], most: number, options: ReporterOptions): Log {
  const { tool, inputs, errors, staleBaseline } = assessment;
  const findings = all.slice(0, most);
  const rules = rulesOf(assessment.rules, findings);
  const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]));
  const hasBaseline = staleBaseline.length > 0 || all.some(isBaselined);
  const occurrences = new Occurrences();
  const context = { options, ruleIndexes, hasBaseline, occurrences };
  const run: Run = {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        rules: rules.map(ruleDescriptor),
        notifications: noticeDescriptors(),
      },
    },
    invocations: [
      {
        executionSuccessful: errors.length === 0,
        startTimeUtc: options.startedAt,
        toolExecutionNotifications: [
          ...truncation(all.length - findings.length),
          ...notifications(assessment, ruleIndexes, options),
        ],
      },
    ],
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'the root of the repository' } } },
    artifacts: inputs.map(({ file, sha256 }) => {
      const path = reportPath(file, options);
      const base = isInRepository(path) ? { uriBaseId: SOURCE_ROOT } : {};
      return { location: { uri: uriOf(path), ...base }, roles: ['analysisTarget'], hashes: { 'sha-256': sha256 } };
    }),
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => resultOf(finding, context)),
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

function noticeDescriptors(): ReportingDescriptor[] {
  const titles = { 'results-left-out': 'Results beyond the limits of code scanning', ...NOTICE_TITLES };
  return Object.entries(titles).map(([id, text]) => ({ id, shortDescription: { text } }));
}

function truncation(left: number): Notification[] {
  if (left === 0) return [];
  const text = `${counted(left, 'result')} left out, the mildest ones: code scanning takes no more; \`--format json\` has them all`;
  return [{ descriptor: { id: 'results-left-out' }, level: 'warning', message: { text } }];
}

function notifications(
  assessment: Assessment,
  ruleIndexes: ReadonlyMap<string, number>,
  options: ReporterOptions,
): Notification[] {
  const notices = noticesOf(assessment);
  const shown = notices
    .slice(0, MOST_NOTICES)
    .map((notice) => notificationOf(notice, ruleIndexes.get(notice.rule ?? ''), options));
  const left = notices.length - shown.length;
  if (left === 0) return shown;
  return [...shown, { level: 'warning', message: { text: `${counted(left, 'notice')} of this kind left out` } }];
}

function notificationOf(
  { kind, level, rule, file, address, source, text }: RunNotice,
  index: number | undefined,
  options: ReporterOptions,
): Notification {
  const place = source ?? (file === null ? null : { file, line: null, column: null });
  const physical =
    place === null ? {} : { physicalLocation: physicalLocation(place.file, place.line, place.column, options) };
  const logical =
    address === null ? {} : { logicalLocations: [{ fullyQualifiedName: visible(address), kind: 'resource' }] };
  return {
    descriptor: { id: kind },
    level,
    message: { text: sarifText(text) },
    ...(rule === null ? {} : { associatedRule: { id: rule, ...(index === undefined ? {} : { index }) } }),
    ...(place === null && address === null ? {} : { locations: [{ ...physical, ...logical }] }),
  };
}
