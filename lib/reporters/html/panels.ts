import type { AssessedInput, Assessment, Finding, LoosenedDefault } from '../../compliance/engine/assessment';
import type { BaselineEntry } from '../../compliance/engine/baseline';
import type { SuppressionProblem } from '../../compliance/engine/suppressions';
import { grouped } from '../summary-line';
import type { FrameworkResult } from './control-statuses';
import { dataTable } from './data-table';
import { fromRoot } from './from-root';
import { EMPTY, markup, type Markup } from './markup';
import type { PackResult } from './pack-results';
import { shortText } from './short-text';

const LONGEST_REASON = 300;
/** Rows of a table of exceptions, and of inputs. */
const MOST_ROWS = 200;
/** Rows of the table of findings that is shown where no script runs. */
const MOST_PLAIN_FINDINGS = 50;

/** The list of findings; without a script a plain table of the worst. */
export function findingsPanel(findings: readonly Finding[], root: string): Markup {
  const failing = findings.filter(({ verdict, suppressed }) => verdict === 'fail' && suppressed === null);
  return markup`<section class="panel" id="findings" aria-labelledby="findings-heading"><h2 id="findings-heading">Findings</h2>
<div id="finding-list"></div>
<noscript><p>Without JavaScript this page shows what fails, at most ${MOST_PLAIN_FINDINGS} findings, the worst first.</p>
${
  failing.length === 0
    ? markup`<p>Nothing fails.</p>`
    : dataTable(
        'Failing findings',
        ['Severity', 'What is wrong', 'Address', 'Place', 'Rule'],
        MOST_PLAIN_FINDINGS,
        failing,
        (finding) => [
          finding.severity,
          shortText(finding.message),
          code(finding.address),
          code(placeOf(finding, root)),
          code(finding.rule),
        ],
      )
}
</noscript></section>
`;
}

/** Counts of each framework; the script adds the controls of one. */
export function controlsPanel(frameworks: readonly FrameworkResult[]): Markup {
  return markup`<section class="panel" id="controls" aria-labelledby="controls-heading"><h2 id="controls-heading">Controls</h2>
<p class="lead">A control passes where all its rules ran and every block that they judged keeps them; it passes <em>partly</em> where a rule did not run or rules decide only a part. No row proves a whole control: procedures and what Terraform does not manage are never seen.</p>
${dataTable(
  'Controls by framework',
  ['Framework', '#Fail', '#Unknown', '#Suppressed', '#Partly', '#Pass', '#Not evaluated'],
  MOST_ROWS,
  frameworks,
  ({ title, controls }) => {
    const count = (wanted: string) => controls.filter(({ status }) => status === wanted).length;
    return [
      title,
      ...['fail', 'unknown', 'suppressed', 'partly', 'pass', 'notEvaluated'].map((status) =>
        number(count(status), status),
      ),
    ];
  },
)}
<div id="control-list"></div></section>
`;
}

export function packsPanel(packs: readonly PackResult[]): Markup {
  return markup`<section class="panel" id="packs" aria-labelledby="packs-heading"><h2 id="packs-heading">Packs</h2>
<p class="lead">Rules of each pack that ran, by the worst that they found. A rule that found nothing to judge says nothing of the configuration.</p>
${dataTable(
  'Rules by pack',
  ['Pack', '#Rules', '#Ran', '#Fail', '#Unknown', '#Suppressed', '#Pass', '#Nothing to judge'],
  MOST_ROWS,
  packs,
  (pack) => [
    markup`<code>${pack.name}</code><span class="sub">${pack.title}</span>`,
    number(pack.rules),
    number(pack.ran),
    number(pack.fail, 'fail'),
    number(pack.unknown, 'unknown'),
    number(pack.suppressed, 'suppressed'),
    number(pack.pass, 'pass'),
    number(pack.notEvaluated),
  ],
)}</section>
`;
}

/** Everything that people decided against the defaults. */
export function exceptionsPanel(
  {
    suppressionProblems,
    loosened,
    staleBaseline,
  }: Pick<Assessment, 'suppressionProblems' | 'loosened' | 'staleBaseline'>,
  root: string,
): Markup {
  const count = suppressionProblems.length + loosened.length + staleBaseline.length;
  return markup`<section class="panel" id="exceptions" data-count="${count}" aria-labelledby="exceptions-heading"><h2 id="exceptions-heading">Exceptions</h2>
${count === 0 ? markup`<p class="lead">No suppression is expired or without effect, no default of a construct is loosened, and the baseline holds nothing that is no longer needed.</p>` : EMPTY}
${suppressionProblems.length === 0 ? EMPTY : problems(suppressionProblems, root)}
${loosened.length === 0 ? EMPTY : loosenedDefaults(loosened, root)}
${staleBaseline.length === 0 ? EMPTY : stale(staleBaseline)}</section>
`;
}

function problems(all: readonly SuppressionProblem[], root: string): Markup {
  return markup`<h3>Suppressions that need attention</h3>
${dataTable(
  'Suppressions that need attention',
  ['State', 'Rule', 'Holds for', 'Reason', 'Owner', 'Expires', 'Written in'],
  MOST_ROWS,
  all,
  ({ state, suppression, file, scope }) => [
    state === 'expired'
      ? markup`<span class="badge fail">expired</span><span class="sub">its findings count again</span>`
      : markup`<span class="badge unknown">unmatched</span><span class="sub">accepts nothing: remove it</span>`,
    code(suppression.rule),
    code(scope),
    shortText(suppression.reason, LONGEST_REASON),
    [suppression.owner, suppression.ticket].flatMap((part) => (part === undefined ? [] : [shortText(part)])).join(', '),
    shortText(suppression.expires ?? ''),
    code(fromRoot(file, root)),
  ],
)}`;
}

function loosenedDefaults(all: readonly LoosenedDefault[], root: string): Markup {
  return markup`<h3>Loosened defaults</h3>
<p class="lead">Defaults of constructs that were made weaker on purpose.</p>
${dataTable(
  'Loosened defaults',
  ['Construct', 'Setting', 'Default', 'Value', 'Reason', 'Place'],
  MOST_ROWS,
  all,
  (each) => [
    each.constructPath === null
      ? code(each.address)
      : markup`<code>${shortText(each.constructPath)}</code><span class="sub"><code>${shortText(each.address)}</code></span>`,
    code(each.setting),
    code(each.default),
    code(each.value),
    shortText(each.reason, LONGEST_REASON),
    code(placeOf({ ...each, line: null, column: null }, root)),
  ],
)}`;
}

function stale(all: readonly BaselineEntry[]): Markup {
  return markup`<h3>Baseline entries that are no longer needed</h3>
<p class="lead">Drop ${all.length === 1 ? 'it' : 'them'} with <code>cdktf-guardrails baseline prune</code>.</p>
${dataTable(
  'Baseline entries that are no longer needed',
  ['Severity', 'Rule', 'Address', 'Path', 'Finding'],
  MOST_ROWS,
  all,
  ({ id, rule, severity, address, path }) => [
    markup`<span class="badge ${severity}">${severity}</span>`,
    code(rule),
    code(address),
    code(path),
    code(id),
  ],
)}`;
}

export function inputsPanel(inputs: readonly AssessedInput[], root: string): Markup {
  return markup`<section class="panel" id="inputs" aria-labelledby="inputs-heading"><h2 id="inputs-heading">Inputs</h2>
<p class="lead">What was read, so that the report can be held against it later.</p>
${dataTable('Inputs', ['File', 'Kind', 'SHA-256'], MOST_ROWS, inputs, ({ file, kind, sha256 }) => [
  code(fromRoot(file, root)),
  kind,
  code(sha256),
])}</section>
`;
}

/** The line of the TypeScript where it is known, else of the JSON. */
function placeOf(
  { source, file, line, column }: Pick<Finding, 'source' | 'file' | 'line' | 'column'>,
  root: string,
): string {
  if (source !== null) return `${fromRoot(source.file, root)}:${source.line}:${source.column}`;
  return line === null ? fromRoot(file, root) : `${fromRoot(file, root)}:${line}:${column ?? 1}`;
}

function code(text: string): Markup {
  return text === '' ? EMPTY : markup`<code>${shortText(text)}</code>`;
}

function number(count: number, status = ''): Markup {
  return count === 0
    ? markup`<span class="zero">0</span>`
    : markup`<span class="number ${status}">${grouped(count)}</span>`;
}
