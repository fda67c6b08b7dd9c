import type { Assessment, Finding } from '../compliance/engine/assessment';
import { groupFindings, worst } from './finding-groups';
import { FindingLines, type Layout } from './finding-lines';
import { acceptanceLines } from './acceptance-lines';
import { inertInLog } from './inert-log-text';
import { loosenedLines } from './loosened-lines';
import type { Reporter, ReporterOptions } from './reporter';
import { summaryLine } from './summary-line';
import { visible } from './visible-text';

/** The report for people: findings by file and block, what is unknown apart, one line of summary. */
export const stylish: Reporter = (assessment, options) => {
  const sections = sectionsOf(assessment, options);
  const shown = limit(sections, options.maxFindings ?? Number.POSITIVE_INFINITY);
  const layout = new FindingLines(
    shown.flatMap(({ findings }) => findings),
    options,
  );
  const loosened = options.quiet === true ? [] : loosenedLines(assessment.loosened, options);
  const lines = [
    ...shown.flatMap((section) => sectionLines(section, layout, options)),
    ...loosened,
    ...acceptanceLines(assessment, options),
  ];
  const text = lines.join('\n');
  return inertInLog(`${text === '' ? '' : `${text}\n`}${summaryLine(assessment, options)}\n`);
};

interface Section {
  readonly title: string | undefined;
  readonly layout: Layout;
  readonly findings: readonly Finding[];
}

interface ShownSection extends Section {
  readonly left: number;
}

function sectionsOf({ findings }: Assessment, { all = false, quiet = false }: ReporterOptions): readonly Section[] {
  const active = findings.filter(({ suppressed }) => suppressed === null);
  const failing: Section = {
    title: undefined,
    layout: 'fail',
    findings: active.filter(({ verdict }) => verdict === 'fail'),
  };
  if (quiet) return [failing];
  const undecided = active.filter(({ verdict }) => verdict === 'unknown');
  const sections: Section[] = [
    failing,
    { title: 'not known before Terraform runs', layout: 'unknown', findings: undecided },
  ];
  if (!all) return sections;
  return [
    ...sections,
    { title: 'suppressed', layout: 'suppressed', findings: findings.filter(({ suppressed }) => suppressed !== null) },
    { title: 'passed', layout: 'pass', findings: active.filter(({ verdict }) => verdict === 'pass') },
  ];
}

/** Shares the number of findings to show among the sections; the first ones are served first. */
function limit(sections: readonly Section[], maximum: number): readonly ShownSection[] {
  let room = maximum;
  return sections.map((section) => {
    const findings = worst(section.findings, room);
    room -= findings.length;
    return { ...section, findings, left: section.findings.length - findings.length };
  });
}

function sectionLines(section: ShownSection, layout: FindingLines, { colors }: ReporterOptions): readonly string[] {
  const { title, findings, left } = section;
  if (findings.length + left === 0) return [];
  const lines = groupFindings(findings).flatMap(({ file, blocks }) => [
    colors.underline(visible(file)),
    ...blocks.flatMap((block) => [
      ...layout.heading(block, section.layout),
      ...block.findings.flatMap((finding) => layout.finding(finding, section.layout)),
    ]),
    '',
  ]);
  if (left > 0) lines.push(colors.dim(`… and ${String(left)} more`), '');
  return title === undefined ? lines : [colors.bold(colors.dim(title)), ...lines];
}
