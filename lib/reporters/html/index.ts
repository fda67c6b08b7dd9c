import type { Assessment, Finding } from '../../compliance/engine/assessment';
import type { Reporter, ReporterOptions } from '../reporter';
import { controlResults } from './control-statuses';
import { counted, grouped } from '../summary-line';
import { stateOf } from '../finding-states';
import { byStateThenPlace, STATES } from './finding-order';
import { banners, header, headlineText, tiles } from './headline';
import { markup } from './markup';
import { packResults } from './pack-results';
import { pageText } from './page';
import { controlsPanel, exceptionsPanel, findingsPanel, inputsPanel, packsPanel } from './panels';
import { reportData } from './report-data';

/** Bytes that a page may have: mail, pull requests and artefact viewers show it. */
const LARGEST_PAGE = 500_000;
/** A page that leaves findings out may have so many bytes to spare. */
const UNUSED_BYTES = 2_000;
/** More findings never fit: none takes less than 50 bytes. */
const MOST_FINDINGS = LARGEST_PAGE / 50;

/**
 * The report as one page that needs no network: findings with filters and search, controls by framework, packs,
 * exceptions and inputs. It lists as many findings as fit into 500 kB, the worst first, and says how many it leaves
 * out. `maxFindings` and `quiet` apply.
 */
export const html: Reporter = (assessment, options) => {
  const wanted = wantedFindings(assessment, options);
  const sorted = [...wanted].sort(byStateThenPlace).slice(0, options.maxFindings ?? wanted.length);
  const frameworks = controlResults(assessment);
  const packs = packResults(assessment);
  const { tool, inputs } = assessment;
  const { root } = options;

  const render = (count: number): string => {
    const shown = sorted.slice(0, count);
    const notes = notesOf(wanted, shown, sorted.length, options);
    return pageText({
      title: `${headlineText(assessment)} - ${tool.name}`,
      generator: `${tool.name} ${tool.version}`,
      header: header(assessment, options.startedAt),
      main: [
        ...banners(assessment, root, notes),
        tiles(assessment, options.all === true && options.quiet !== true),
        findingsPanel(shown, root),
        controlsPanel(frameworks),
        packsPanel(packs),
        exceptionsPanel(assessment, root),
        inputsPanel(inputs, root),
      ],
      footer: markup`<footer><p>Written by ${tool.name} ${tool.version}. This file is complete in itself: it loads nothing and sends nothing.</p></footer>
`,
      data: reportData(assessment, shown, frameworks, root),
    });
  };
  return largestThatFits(Math.min(sorted.length, MOST_FINDINGS), render);
};

/** As many findings as the page has room for, but for a few. */
function largestThatFits(most: number, render: (count: number) => string): string {
  const whole = render(most);
  if (sizeOf(whole) <= LARGEST_PAGE) return whole;
  let best = render(0);
  let [low, high, highSize] = [0, most, sizeOf(whole)];
  while (high - low > 1 && LARGEST_PAGE - sizeOf(best) > UNUSED_BYTES) {
    const share = (LARGEST_PAGE - sizeOf(best)) / (highSize - sizeOf(best));
    const middle = Math.min(high - 1, Math.max(low + 1, low + Math.floor((high - low) * share)));
    const text = render(middle);
    if (sizeOf(text) <= LARGEST_PAGE) [low, best] = [middle, text];
    else [high, highSize] = [middle, sizeOf(text)];
  }
  return best;
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}

function wantedFindings({ findings }: Assessment, { all = false, quiet = false }: ReporterOptions): readonly Finding[] {
  return findings.filter((finding) => {
    const state = stateOf(finding);
    return quiet ? state === 'fail' : all || state !== 'pass';
  });
}

/** What the page leaves out, and why. */
function notesOf(
  wanted: readonly Finding[],
  shown: readonly Finding[],
  allowed: number,
  { quiet = false, maxFindings }: ReporterOptions,
): readonly string[] {
  const notes = quiet ? ['Only failing findings are listed, because --quiet was given.'] : [];
  if (shown.length === wanted.length) return notes;
  const left = STATES.flatMap((state) => {
    const count = (list: readonly Finding[]) => list.filter((finding) => stateOf(finding) === state).length;
    const missing = count(wanted) - count(shown);
    return missing === 0 ? [] : [`${grouped(missing)} ${NAMES[state]}`];
  });
  const why =
    shown.length < allowed
      ? 'more do not fit into a page of 500 kB. The json format has all of them.'
      : `--max-findings is ${String(maxFindings)}.`;
  return [
    ...notes,
    `This page lists the worst ${grouped(shown.length)} of ${counted(wanted.length, 'finding')}; left out are ${left.join(', ')}: ${why}`,
  ];
}

const NAMES = { fail: 'failing', unknown: 'unknown', suppressed: 'suppressed', pass: 'passing' };
