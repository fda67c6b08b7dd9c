import type { Location, LogicalLocation, PhysicalLocation, Result, Suppression as SarifSuppression } from 'sarif';
import type { Finding, Suppression } from '../compliance/engine/assessment';
import { acceptedBy, isBaselined } from './accepted-by';
import { decisionOf, messageOf } from './finding-message';
import { lineNumber } from './line-number';
import type { Occurrences } from './occurrences';
import { isInRepository, reportPath, uriOf } from './report-path';
import type { ReporterOptions } from './reporter';
import { SARIF_LEVEL } from './sarif-rules';
import { shorten, visible } from './visible-text';

/** Stands for the root of the repository. */
export const SOURCE_ROOT = '%SRCROOT%';

const LONGEST_NAME = 500;

/** What results of one run share. */
export interface ResultContext {
  readonly options: ReporterOptions;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  /** A baseline took part: then every result says whether it is in it. */
  readonly hasBaseline: boolean;
  readonly occurrences: Occurrences;
}

export function resultOf(finding: Finding, { options, ruleIndexes, hasBaseline, occurrences }: ResultContext): Result {
  const { id, rule, source, file, line, column, suppressed } = finding;
  const json = physicalLocation(file, line, column, options);
  const logicalLocations = logicalLocationsOf(finding);
  const primary = source === null ? json : physicalLocation(source.file, source.line, source.column, options);
  const related: Location[] =
    source === null ? [] : [{ id: 1, physicalLocation: json, message: { text: 'the Terraform JSON of the resource' } }];
  return {
    ruleId: rule,
    ruleIndex: ruleIndexes.get(rule) ?? -1,
    ...verdictOf(finding),
    message: { text: sarifText(messageOf(finding)) },
    locations: [{ physicalLocation: primary, logicalLocations }],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    // GitHub tells alerts apart by the second: without it, it hashes lines of files that it may not have.
    partialFingerprints: {
      'guardrailsFinding/v1': id,
      primaryLocationLineHash: `${id}:${String(occurrences.next(id))}`,
    },
    // All results of a run have these, or none.
    suppressions: suppressed === null ? [] : [suppressionOf(suppressed)],
    ...(hasBaseline ? { baselineState: isBaselined(finding) ? 'unchanged' : 'new' } : {}),
    properties: { severity: finding.severity, verdict: finding.verdict },
  };
}

/** `open` is SARIF's word for what could not be decided. Only what failed has a level. */
function verdictOf({ verdict, severity }: Finding): Pick<Result, 'kind' | 'level'> {
  switch (verdict) {
    case 'fail':
      return { kind: 'fail', level: SARIF_LEVEL[severity] };
    case 'unknown':
      return { kind: 'open', level: 'none' };
    case 'pass':
      return { kind: 'pass', level: 'none' };
  }
}

export function physicalLocation(
  file: string,
  line: number | null,
  column: number | null,
  options: ReporterOptions,
): PhysicalLocation {
  const path = reportPath(file, options);
  return {
    artifactLocation: isInRepository(path) ? { uri: uriOf(path), uriBaseId: SOURCE_ROOT } : { uri: uriOf(path) },
    // GitHub refuses a location without a region.
    region: {
      startLine: lineNumber(line ?? 1),
      ...(line === null || column === null ? {} : { startColumn: lineNumber(column) }),
    },
  };
}

function logicalLocationsOf({ address, constructPath }: Finding): LogicalLocation[] {
  const resource = nameOf(address);
  if (constructPath === null) return [{ fullyQualifiedName: resource, kind: 'resource' }];
  return [
    { fullyQualifiedName: resource, kind: 'resource' },
    { fullyQualifiedName: nameOf(constructPath), kind: 'object' },
  ];
}

function nameOf(text: string): string {
  return shorten(visible(text), LONGEST_NAME);
}

function suppressionOf(suppressed: Suppression): SarifSuppression {
  const { owner, ticket, expires } = suppressed;
  const terms = Object.entries({ owner, ticket, expires }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, nameOf(value)] as const],
  );
  return {
    kind: suppressed.origin === 'construct' ? 'inSource' : 'external',
    status: 'accepted',
    justification: decisionOf(suppressed),
    properties: { acceptedBy: acceptedBy(suppressed), ...Object.fromEntries(terms) },
  };
}

/** In the text of a message `[a](b)` is a link. */
export function sarifText(text: string): string {
  return text.replaceAll('](', '] (');
}
