import type { AssessedInput, Assessment, Finding } from '../compliance/engine/assessment';
import type { SelectedRule } from '../compliance/engine/rule-selection';
import type { Settings } from '../compliance/engine/settings';
import type { LoadedInput } from '../compliance/model/load';
import { CONTROL_STATUSES, Statuses, type ControlStatus } from '../compliance/packs/control-status';
import { maskText } from '../compliance/engine/redact';
import { canonicalHash, canonicalJson, compareText, sortedByJson } from './canonical-json';
import { controlEvidence } from './control-evidence';
import {
  EVIDENCE_TYPE,
  type ControlEvidence,
  type Evidence,
  type FindingEvidence,
  type HashedFile,
  type RuleEvidence,
} from './evidence';
import { nameEvidence, type NamePattern } from './name-evidence';
import { suppressionEvidence } from './suppression-evidence';
import { tagEvidence } from './tag-evidence';

/** What a manifest is made of. */
export interface EvidenceSources {
  readonly assessment: Assessment;
  readonly inputs: readonly LoadedInput[];
  readonly selection: readonly SelectedRule[];
  readonly settings: Settings;
  readonly settingsFiles: readonly HashedFile[];
  readonly git: Evidence['git'];
  /** ISO time, where it is to be told. */
  readonly time: string | undefined;
  readonly requiredTags: readonly string[];
  readonly namePatterns: readonly NamePattern[];
  /** Names a file as the manifest does: relative, with forward slashes. */
  readonly fileName: (file: string) => string;
}

/** The manifest of an assessment. Pure: equal sources make equal manifests. */
export function makeEvidence(sources: EvidenceSources): Evidence {
  const { assessment, selection, settings, git, time } = sources;
  const options = new Map(selection.map((selected) => [selected.rule.id, selected.options]));
  const statuses = new Statuses(assessment);
  const controls = controlEvidence(assessment, settings.packs);
  const { blocks, rules, pass, fail, unknown, suppressed, bySeverity } = assessment.summary;
  return {
    version: 1,
    type: EVIDENCE_TYPE,
    tool: assessment.tool,
    ...(time === undefined ? {} : { time }),
    ...(git === undefined ? {} : { git }),
    packs: [...settings.packs].sort(),
    ruleSetSha256: canonicalHash(
      selection.map(({ rule, severity, options: given }) => [rule.id, severity, given] as const).sort(byFirst),
    ),
    settingsSha256: canonicalHash({ ...settings, packs: [...settings.packs].sort() }),
    settingsFiles: sources.settingsFiles,
    inputs: inputsOf(sources),
    notRead: placed(
      sources.inputs.flatMap(({ warnings }) => warnings),
      sources,
    ).map(({ file, address, message }) => ({ file, address: maskText(address), message: maskText(message) })),
    summary: {
      ...{ blocks, rules, pass, fail, unknown },
      suppressed,
      failBySeverity: bySeverity,
      controls: countStatuses(controls),
    },
    controls,
    rules: assessment.rules
      .map((rule): RuleEvidence => {
        const given = options.get(rule.id) ?? {};
        const hash = Object.keys(given).length === 0 ? {} : { optionsSha256: canonicalHash(given) };
        const counts = { pass: rule.pass, fail: rule.fail, unknown: rule.unknown, suppressed: rule.suppressed };
        return { id: rule.id, severity: rule.severity, status: statuses.ofRule(rule.id), ...counts, ...hash };
      })
      .sort((left, right) => compareText(left.id, right.id)),
    findings: placed(assessment.findings.flatMap(findingOf), sources),
    suppressions: suppressionEvidence(assessment),
    ...coverageOf(sources),
  };
}

/** The manifest as it is written, and signed: the same bytes for the same manifest. */
export function evidenceText(evidence: Evidence): string {
  return canonicalJson(evidence);
}

function inputsOf({ assessment, fileName }: EvidenceSources): readonly AssessedInput[] {
  const inputs = assessment.inputs.map(({ file, kind, sha256 }) => ({ file: fileName(file), kind, sha256 }));
  return [...new Map(inputs.map((input) => [input.file, input])).values()].sort((left, right) =>
    compareText(left.file, right.file),
  );
}

function coverageOf(sources: EvidenceSources): Pick<Evidence, 'tags' | 'names'> {
  const configurations = sources.inputs.map(({ configuration }) => configuration);
  const { requiredTags, namePatterns } = sources;
  const required = [...new Set(requiredTags)].sort();
  const patterns = [...new Set(namePatterns.map(({ text }) => text))].sort();
  return {
    ...(required.length === 0
      ? {}
      : {
          tags: { required: required.map(maskText), resources: placed(tagEvidence(configurations, required), sources) },
        }),
    ...(patterns.length === 0
      ? {}
      : {
          names: {
            patterns: patterns.map(maskText),
            resources: placed(nameEvidence(configurations, namePatterns), sources),
          },
        }),
  };
}

function findingOf(finding: Finding): readonly FindingEvidence[] {
  const { id, rule, severity, verdict, suppressed, file, address, path, constructPath, message } = finding;
  if (verdict === 'pass') return [];
  return [
    { id, rule, severity, verdict, suppressed: suppressed !== null, file, address, path, constructPath, message },
  ];
}

function countStatuses(controls: readonly ControlEvidence[]): Readonly<Record<ControlStatus, number>> {
  const counts = Object.fromEntries(CONTROL_STATUSES.map((status) => [status, 0])) as Record<ControlStatus, number>;
  for (const { status } of controls) counts[status] += 1;
  return counts;
}

/** Renames the files, and sorts by place. */
function placed<T extends { readonly file: string }>(all: readonly T[], { fileName }: EvidenceSources): readonly T[] {
  const names = new Map([...new Set(all.map(({ file }) => file))].map((file) => [file, fileName(file)]));
  const renamed = all.map((each) => ({ ...each, file: names.get(each.file) ?? each.file }));
  return [...sortedByJson(renamed)].sort((left, right) => compareText(left.file, right.file));
}

function byFirst(left: readonly [string, ...unknown[]], right: readonly [string, ...unknown[]]): number {
  return compareText(left[0], right[0]);
}
