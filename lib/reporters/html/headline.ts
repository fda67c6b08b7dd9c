import type { Assessment } from '../../compliance/engine/assessment';
import { SEVERITIES } from '../../compliance/engine/severity';
import { counted, grouped } from '../summary-line';
import { fromRoot } from './from-root';
import { EMPTY, markup, type Markup } from './markup';
import { shortText } from './short-text';

const LONGEST_MESSAGE = 500;
const MOST_ERRORS = 50;

/** The outcome in a few words, never better than it is. */
export function headlineText({ summary, errors }: Pick<Assessment, 'summary' | 'errors'>): string {
  const { pass, fail, unknown, suppressed } = summary;
  const open = unknown === 0 ? '' : `, ${grouped(unknown)} could not be decided`;
  if (fail > 0) return `${counted(fail, 'finding')} ${fail === 1 ? 'fails' : 'fail'}${open}`;
  if (errors.length > 0) return `Nothing failed in what was checked, but the report is incomplete${open}`;
  if (pass + unknown + suppressed === 0) return 'Nothing was judged: no rule is about what was checked';
  const accepted = suppressed === 0 ? '' : `, ${grouped(suppressed)} ${suppressed === 1 ? 'is' : 'are'} suppressed`;
  return `Nothing failed${open}${accepted}`;
}

/** Title, tool, time and counts of the run. */
export function header(assessment: Assessment, startedAt: string): Markup {
  const { tool, inputs, summary } = assessment;
  const { blocks, rules, durationMs } = summary;
  return markup`<header class="top" data-tone="${toneOf(assessment)}">
<div class="bar"><p class="brand">${tool.name} <span>${tool.version}</span></p><div class="tools" id="tools"></div></div>
<p class="eyebrow">Compliance report</p>
<h1>${headlineText(assessment)}</h1>
<ul class="facts">
<li>${counted(blocks, 'block')} checked</li>
<li>${counted(rules, 'rule')}</li>
<li>${counted(inputs.length, 'input')}</li>
<li><time datetime="${startedAt}">${readable(startedAt)}</time></li>
<li>${(durationMs / 1000).toFixed(2)} s</li>
</ul>
</header>
`;
}

function toneOf({ summary, errors, suppressionProblems }: Assessment): 'bad' | 'open' | 'good' {
  const { pass, fail, unknown, suppressed } = summary;
  if (fail > 0 || errors.length > 0) return 'bad';
  const isOpen = unknown > 0 || pass + suppressed === 0 || suppressionProblems.some(({ state }) => state === 'expired');
  return isOpen ? 'open' : 'good';
}

/** `2026-01-31 12:00:00 UTC`. */
function readable(time: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(time);
  return match === null ? time : `${match[1] ?? ''} ${match[2] ?? ''} UTC`;
}

/** What a reader has to know before anything else: the report is incomplete, or decisions have expired. */
export function banners(
  { errors, suppressionProblems }: Assessment,
  root: string,
  notes: readonly string[],
): readonly Markup[] {
  const expired = suppressionProblems.filter(({ state }) => state === 'expired').length;
  const shown = errors.slice(0, MOST_ERRORS);
  return [
    errors.length === 0
      ? EMPTY
      : markup`<section class="banner bad" aria-labelledby="incomplete"><h2 id="incomplete">This report is incomplete</h2>
<p>${counted(errors.length, 'check')} threw an error, so ${errors.length === 1 ? 'its verdict is' : 'their verdicts are'} missing. The fault is in the rules, not in the configuration.</p>
<ul>${shown.map(
          ({ rule, file, address, message }) =>
            markup`<li><code>${shortText(rule)}</code> on <code>${shortText(address)}</code> in <code>${shortText(fromRoot(file, root))}</code>: ${shortText(message, LONGEST_MESSAGE)}</li>`,
        )}</ul>
${errors.length > shown.length ? markup`<p>… and ${grouped(errors.length - shown.length)} more</p>` : EMPTY}</section>
`,
    expired === 0
      ? EMPTY
      : markup`<p class="banner warn"><strong>${counted(expired, 'suppression')} ${expired === 1 ? 'has' : 'have'} expired</strong>: the findings count again. <a href="#exceptions">Show exceptions</a></p>
`,
    ...notes.map((note) => markup`<p class="banner note">${note}</p>\n`),
  ];
}

/** Counts of the run; the script makes filters of them. */
export function tiles({ summary }: Assessment, passesAreListed: boolean): Markup {
  const { bySeverity, unknown, suppressed, pass } = summary;
  const all = [
    ...SEVERITIES.map((severity) => ({ key: severity, state: 'fail', count: bySeverity[severity], hint: 'failing' })),
    { key: 'unknown', state: 'unknown', count: unknown, hint: 'not decided' },
    { key: 'suppressed', state: 'suppressed', count: suppressed, hint: 'accepted' },
    { key: 'pass', state: 'pass', count: pass, hint: passesAreListed ? 'kept' : 'listed with --all' },
  ];
  return markup`<ul class="tiles" aria-label="Findings by severity and verdict">
${all.map(
  ({ key, state, count, hint }) =>
    markup`<li class="tile ${key}" data-key="${key}" data-state="${state}" data-count="${count}"><span class="count">${grouped(count)}</span> <span class="name">${key}</span> <span class="hint">${hint}</span></li>\n`,
)}</ul>
`;
}
