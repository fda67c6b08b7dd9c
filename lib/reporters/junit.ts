import type { AssessedRule, Assessment, Finding } from '../compliance/engine/assessment';
import { decisionOf, messageOf } from './finding-message';
import { byState, stateOf } from './finding-states';
import { suiteLines, totals, type TestCase, type TestResult } from './junit-suites';
import { reportPath } from './report-path';
import type { Reporter, ReporterOptions } from './reporter';
import { noticesOf, type RunNotice } from './run-notices';
import { counted } from './summary-line';
import { xmlTag } from './xml-text';

/**
 * JUnit XML: a suite is a file, a case is a rule on a block. What is unknown or accepted is skipped, a rule that threw is
 * an error. Rules that found nothing are cases of the suite `rules that passed`, unless every pass is reported by itself.
 */
export const junit: Reporter = (assessment, options) => {
  const suites = suitesOf(assessment, options);
  const cases = [...suites.values()].flat();
  const seconds = (assessment.summary.durationMs / 1000).toFixed(3);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `${xmlTag('testsuites', { name: assessment.tool.name, ...totals(cases), time: seconds })}>`,
    ...[...suites].flatMap(([name, inside]) => suiteLines(name, inside, options)),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
};

function suitesOf(assessment: Assessment, options: ReporterOptions): ReadonlyMap<string, readonly TestCase[]> {
  const suites = new Map<string, TestCase[]>(assessment.inputs.map(({ file }) => [reportPath(file, options), []]));
  const put = (suite: string, added: TestCase): void => {
    const known = suites.get(suite);
    if (known === undefined) suites.set(suite, [added]);
    else known.push(added);
  };
  const { fail, unknown, suppressed, pass } = byState(assessment.findings);
  for (const finding of [...fail, ...unknown, ...suppressed, ...(options.all === true ? pass : [])])
    put(reportPath(finding.file, options), findingCase(finding, options));
  for (const notice of noticesOf(assessment)) {
    const suite = notice.kind === 'rule-error' ? reportPath(notice.file ?? '', options) : 'suppressions and defaults';
    put(suite, noticeCase(notice, options));
  }
  if (options.all !== true) {
    const failed = new Set(assessment.errors.map(({ rule }) => rule));
    for (const rule of assessment.rules)
      if (isClean(rule) && !failed.has(rule.id)) put('rules that passed', ruleCase(rule));
  }
  return suites;
}

/** A rule that judged nothing did not pass. */
function isClean({ pass, fail, unknown, suppressed }: AssessedRule): boolean {
  return pass > 0 && fail + unknown + suppressed === 0;
}

function findingCase(finding: Finding, options: ReporterOptions): TestCase {
  const { rule, address, path, source, file, line, severity, suppressed, verdict } = finding;
  const place = source ?? { file, line };
  const [result, message, type] = resultOf(finding);
  return {
    classname: rule,
    name: path === '' ? address : `${address} ${path}`,
    file: reportPath(place.file, options),
    line: place.line ?? undefined,
    result,
    message,
    type,
    details: [
      `severity: ${severity}`,
      ...(suppressed === null ? [] : [`verdict: ${verdict}`, messageOf(finding)]),
      ...(finding.constructPath === null ? [] : [`construct: ${finding.constructPath}`]),
      ...(source === null ? [] : [`source: ${source.file}:${String(source.line)}:${String(source.column)}`]),
      `json: ${file}${line === null ? '' : `:${String(line)}`}`,
      `why: ${finding.why}`,
      `fix: ${finding.remediation}`,
    ],
  };
}

function resultOf(finding: Finding): readonly [result: TestResult, message: string, type: string] {
  const { suppressed, severity } = finding;
  switch (stateOf(finding)) {
    case 'fail':
      return ['failure', messageOf(finding), severity];
    case 'unknown':
      return ['skipped', `unknown: ${messageOf(finding)}`, 'unknown'];
    case 'suppressed':
      return ['skipped', `accepted: ${suppressed === null ? '' : decisionOf(suppressed)}`, 'suppressed'];
    case 'pass':
      return ['passed', '', ''];
  }
}

/** An expired suppression fails the run, and so it fails here; what is only to be known is skipped. */
function noticeCase({ kind, level, rule, file, address, source, text }: RunNotice, options: ReporterOptions): TestCase {
  const place = source?.file ?? file;
  return {
    classname: kind === 'rule-error' && rule !== null ? rule : kind,
    name: [kind === 'rule-error' ? null : rule, address].filter((part) => part !== null).join(' ') || text,
    file: place === null ? undefined : reportPath(place, options),
    line: source?.line,
    result: kind === 'rule-error' ? 'error' : level === 'error' ? 'failure' : 'skipped',
    message: text,
    type: kind,
    details: [],
  };
}

function ruleCase({ id, title, pass }: AssessedRule): TestCase {
  const details = [`passed on ${counted(pass, 'block')}`];
  return {
    classname: id,
    name: title,
    file: undefined,
    line: undefined,
    result: 'passed',
    message: '',
    type: '',
    details,
  };
}
