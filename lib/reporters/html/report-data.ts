import type { Assessment, Finding, Suppression } from '../../compliance/engine/assessment';
import { SEVERITIES } from '../../compliance/engine/severity';
import { acceptedBy } from '../accepted-by';
import { showValue } from '../visible-text';
import { CONTROL_STATUSES } from '../../compliance/packs/control-status';
import type { ControlResult, FrameworkResult } from './control-statuses';
import { fromRoot } from './from-root';
import { packTexts, type PackedText } from './packed-texts';
import { typeOf } from './resource-type';
import { RowIndex } from './row-index';
import { RuleRows, type RuleRow } from './rule-rows';
import { shortText } from './short-text';

const LONGEST_VALUE = 600;
const LONGEST_MESSAGE = 500;
const LONGEST_TEXT = 2000;

/** File, address, construct path or an empty string, type, source file or -1, line, column: files and types by index. */
type BlockRow = readonly [number, string, string, number, number, number, number];

/** Reason, owner, ticket, expiry, rule as it was written, and 1 where the baseline accepts it. */
type SuppressionRow = readonly [string, string, string, string, string, 0 | 1];

/** Id, index of the status, rules by index, topic, note. */
type ControlRow = readonly [string, number, readonly number[], PackedText, PackedText];

/** What the script of the page reads: columns and tables, because every byte counts. */
export interface ReportData {
  readonly texts: readonly string[];
  readonly files: readonly string[];
  readonly types: readonly string[];
  readonly rules: readonly RuleRow[];
  readonly frameworks: readonly (readonly [string, readonly ControlRow[]])[];
  readonly blocks: readonly BlockRow[];
  readonly suppressions: readonly SuppressionRow[];
  readonly findings: FindingColumns;
}

interface FindingColumns {
  /** One a line. */
  readonly ids: string;
  /** `f`, `u` or `p` each. */
  readonly verdicts: string;
  /** A digit each, 0 the worst. */
  readonly severities: string;
  readonly rules: readonly number[];
  readonly blocks: readonly number[];
  /** 0 where it is not known. */
  readonly lines: readonly number[];
  readonly columns: readonly number[];
  readonly paths: readonly PackedText[];
  /** Where a message names the address of its block, `ADDRESS` stands for it: more messages are equal then. */
  readonly messages: readonly PackedText[];
  readonly observed: readonly PackedText[];
  readonly expected: readonly PackedText[];
  /** Of the findings that are suppressed: index of the finding, and row of `suppressions`. */
  readonly suppressed: readonly (readonly [number, number])[];
  /** What to do, only of findings that say something else than their rule: index of the finding, and text. */
  readonly remediations: readonly (readonly [number, PackedText])[];
}

/** The data of a page that lists these findings. */
export function reportData(
  { rules }: Pick<Assessment, 'rules'>,
  findings: readonly Finding[],
  frameworks: readonly FrameworkResult[],
  root: string,
): ReportData {
  const ruleRows = new RuleRows(rules, findings);
  const places = new Places(root);
  const suppressions = new RowIndex<SuppressionRow>();
  const remediations = findings.flatMap(({ rule, remediation }, index) =>
    remediation === ruleRows.remediationOf(rule) ? [] : [{ index, remediation }],
  );
  const controls = frameworks.flatMap((framework) => framework.controls);

  const columns = {
    ids: findings.map(({ id }) => shortText(id)).join('\n'),
    verdicts: findings.map(({ verdict }) => verdict.charAt(0)).join(''),
    severities: findings.map(({ severity }) => SEVERITIES.indexOf(severity)).join(''),
    rules: findings.map(({ rule }) => ruleRows.indexOf(rule)),
    blocks: findings.map((finding) => places.blockOf(finding)),
    lines: findings.map(({ line }) => line ?? 0),
    columns: findings.map(({ column }) => column ?? 0),
    suppressed: findings.flatMap(({ suppressed }, index): [number, number][] => {
      if (suppressed === null) return [];
      const row = suppressionRow(suppressed);
      return [[index, suppressions.of(JSON.stringify(row), () => row)]];
    }),
  };
  const { texts, columns: packed } = packTexts([
    findings.map(({ path }) => shortText(path)),
    findings.map(messageText),
    findings.map(observedText),
    findings.map(({ expected }) => shortText(expected ?? '', LONGEST_VALUE)),
    remediations.map(({ remediation }) => shortText(remediation, LONGEST_TEXT)),
    controls.map(({ topic }) => shortText(topic)),
    controls.map(({ note }) => shortText(note)),
  ]);
  const [paths = [], messages = [], observed = [], expected = [], others = [], topics = [], notes = []] = packed;
  const rowOf = ({ id, status, rules: ids }: ControlResult, index: number): ControlRow => {
    const own = ids.map((rule) => ruleRows.indexOf(rule));
    return [shortText(id), CONTROL_STATUSES.indexOf(status), own, topics[index] ?? 0, notes[index] ?? 0];
  };
  const rows = new Map(controls.map((control, index) => [control, rowOf(control, index)]));

  return {
    texts,
    files: places.files.rows,
    types: places.types.rows,
    rules: ruleRows.rows(),
    frameworks: frameworks.map(({ title, controls: own }) => [
      title,
      own.flatMap((control) => {
        const row = rows.get(control);
        return row === undefined ? [] : [row];
      }),
    ]),
    blocks: places.blocks.rows,
    suppressions: suppressions.rows,
    findings: {
      ...columns,
      paths,
      messages,
      observed,
      expected,
      remediations: remediations.map(({ index }, at) => [index, others[at] ?? 0]),
    },
  };
}

class Places {
  readonly files = new RowIndex<string>();
  readonly types = new RowIndex<string>();
  readonly blocks = new RowIndex<BlockRow>();

  constructor(private readonly root: string) {}

  blockOf({ file, address, constructPath, source }: Finding): number {
    return this.blocks.of(JSON.stringify([file, address, constructPath, source]), () => {
      const type = typeOf(address);
      return [
        this.fileOf(file),
        shortText(address),
        shortText(constructPath ?? ''),
        this.types.of(type, () => shortText(type)),
        source === null ? -1 : this.fileOf(source.file),
        source?.line ?? 0,
        source?.column ?? 0,
      ];
    });
  }

  private fileOf(file: string): number {
    return this.files.of(file, () => shortText(fromRoot(file, this.root)));
  }
}

/** No text holds it: it would have become visible. */
const ADDRESS = '\u0001';

function messageText({ message, address }: Finding): string {
  const shown = shortText(message, LONGEST_MESSAGE);
  return address === '' ? shown : shown.replaceAll(shortText(address), ADDRESS);
}

/** What the configuration says; nothing for what is absent, and an expression as it is written. */
function observedText({ observed, verdict }: Finding): string {
  if (observed === null || observed === undefined) return '';
  if (verdict === 'unknown' && typeof observed === 'string') return shortText(observed, LONGEST_VALUE);
  return showValue(observed, LONGEST_VALUE);
}

function suppressionRow(suppression: Suppression): SuppressionRow {
  const { reason, owner, ticket, expires, rule } = suppression;
  const [shownOwner = '', shownTicket = '', shownExpires = ''] = [owner, ticket, expires].map((text) =>
    shortText(text ?? ''),
  );
  const isBaseline = acceptedBy(suppression) === 'baseline';
  return [
    shortText(reason, LONGEST_MESSAGE),
    shownOwner,
    shownTicket,
    shownExpires,
    shortText(rule),
    isBaseline ? 1 : 0,
  ];
}
