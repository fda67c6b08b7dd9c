import { Occurrences } from './occurrences';
import type { ReporterOptions } from './reporter';
import { shorten, visible } from './visible-text';
import { xmlTag, xmlText } from './xml-text';

/** What comes of a case, as JUnit calls it. */
export type TestResult = 'passed' | 'failure' | 'error' | 'skipped';

/** One rule on one block, or one notice of the run. */
export interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly result: TestResult;
  /** Short text of what is not passed. */
  readonly message: string;
  readonly type: string;
  readonly details: readonly string[];
}

const LONGEST_NAME = 300;
const LONGEST_DETAIL = 1000;

/** A suite of a file, or of the run. */
export function suiteLines(
  name: string,
  cases: readonly TestCase[],
  { startedAt }: ReporterOptions,
): readonly string[] {
  const timestamp = startedAt.replace(/(?:\.\d+)?Z$/, '');
  const names = new Occurrences();
  return [
    `  ${xmlTag('testsuite', { name, ...totals(cases), time: '0.000', timestamp })}>`,
    ...cases.flatMap((testCase) => caseLines(testCase, names)),
    '  </testsuite>',
  ];
}

function caseLines(testCase: TestCase, names: Occurrences): readonly string[] {
  const { classname, file, line, result, message, type, details } = testCase;
  const plain = shorten(visible(testCase.name), LONGEST_NAME);
  // Readers take cases of one name for one case.
  const times = names.next(`${classname} ${plain}`);
  const name = times === 1 ? plain : `${plain} (${String(times)})`;
  const tag = `    ${xmlTag('testcase', { classname, name, file, line, time: '0.000' })}>`;
  const text = details.map((detail) => xmlText(shorten(visible(detail), LONGEST_DETAIL))).join('\n');
  if (result === 'passed') return [`${tag}${text === '' ? '' : `<system-out>${text}</system-out>`}</testcase>`];
  const open = `      ${xmlTag(result, { message, type })}>`;
  return [tag, `${open}${text}</${result}>`, '    </testcase>'];
}

/** What a suite, or all of them, count. */
export function totals(cases: readonly TestCase[]): Readonly<Record<string, number>> {
  const count = (wanted: TestResult): number => cases.filter(({ result }) => result === wanted).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}
