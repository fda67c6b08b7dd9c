import type {
  AssessedInput,
  Finding,
  LoosenedDefault,
  Summary,
  Suppression,
  ToolError,
} from '../compliance/engine/assessment';
import type { BaselineEntry } from '../compliance/engine/baseline';
import type { Controls, Equivalent, Equivalents } from '../compliance/engine/rule';
import type { SuppressionProblem } from '../compliance/engine/suppressions';
import type { Reporter } from './reporter';
import { visibleJson } from './visible-text';

/**
 * The report for machines: version 1 of the contract that `schemas/report-v1.schema.json` describes. Keys have one
 * order, so that equal assessments are equal texts. It is always complete: `quiet` and `maxFindings` do not apply.
 */
export const json: Reporter = (assessment, { all = false }) => {
  const {
    tool,
    inputs,
    summary,
    findings,
    loosened,
    suppressionProblems: problems,
    staleBaseline,
    errors,
  } = assessment;
  const report = {
    version: assessment.version,
    tool: { name: tool.name, version: tool.version },
    inputs: inputs.map(inputOf),
    summary: summaryOf(summary),
    findings: findings.filter(({ verdict }) => all || verdict !== 'pass').map(findingOf),
    // Only where the user of a construct made a default weaker.
    loosened: loosened.length === 0 ? undefined : loosened.map(loosenedOf),
    // Only where suppressions or a baseline need attention.
    suppressionProblems: problems.length === 0 ? undefined : problems.map(problemOf),
    staleBaseline: staleBaseline.length === 0 ? undefined : staleBaseline.map(entryOf),
    // Only of an incomplete report: rules that threw, whose verdicts are missing.
    errors: errors.length === 0 ? undefined : errors.map(errorOf),
  };
  return `${visibleJson(JSON.stringify(report, null, 2))}\n`;
};

function inputOf({ file, kind, sha256 }: AssessedInput): AssessedInput {
  return { file, kind, sha256 };
}

function summaryOf({ blocks, rules, pass, fail, unknown, suppressed, bySeverity, durationMs }: Summary): Summary {
  const { critical, high, medium, low } = bySeverity;
  return { blocks, rules, pass, fail, unknown, suppressed, bySeverity: { critical, high, medium, low }, durationMs };
}

function findingOf(finding: Finding): object {
  return {
    id: finding.id,
    rule: finding.rule,
    severity: finding.severity,
    verdict: finding.verdict,
    suppressed: finding.suppressed === null ? null : suppressionOf(finding.suppressed),
    file: finding.file,
    address: finding.address,
    path: finding.path,
    observed: finding.observed ?? null,
    expected: finding.expected,
    message: finding.message,
    remediation: finding.remediation,
    constructPath: finding.constructPath,
    source: finding.source === null ? null : sourceOf(finding.source),
    controls: controlsOf(finding.controls),
    equivalents: equivalentsOf(finding.equivalents),
  };
}

function loosenedOf(loosened: LoosenedDefault): object {
  const { file, address, constructPath, source, setting, default: secure, value, reason } = loosened;
  return {
    file,
    address,
    constructPath,
    source: source === null ? null : sourceOf(source),
    setting,
    default: secure,
    value,
    reason,
  };
}

function problemOf({ state, suppression, file, scope }: SuppressionProblem): object {
  return { state, suppression: suppressionOf(suppression), file, scope };
}

function entryOf({ id, rule, severity, address, path }: BaselineEntry): BaselineEntry {
  return { id, rule, severity, address, path };
}

function errorOf({ rule, file, address, message }: ToolError): Omit<ToolError, 'stack'> {
  return { rule, file, address, message };
}

function suppressionOf({ origin, rule, reason, owner, ticket, expires }: Suppression): Suppression {
  return { origin, rule, reason, owner, ticket, expires };
}

function sourceOf({ file, line, column }: NonNullable<Finding['source']>): NonNullable<Finding['source']> {
  return { file, line, column };
}

function controlsOf({ cisAws, fsbp, nist80053r5, pciDss, soc2, iso27001_2022 }: Controls): Controls {
  const cis = cisAws && {
    '1.4.0': cisAws['1.4.0'],
    '3.0.0': cisAws['3.0.0'],
    '5.0.0': cisAws['5.0.0'],
    '6.0.0': cisAws['6.0.0'],
  };
  return { cisAws: cis, fsbp, nist80053r5, pciDss, soc2, iso27001_2022 };
}

function equivalentsOf(equivalents: Equivalents): Equivalents {
  const { checkov, trivy, tfsec, cdkNag, securityHub, prowler, awsConfig } = equivalents;
  return {
    checkov: checkov?.map(checkOf),
    trivy: trivy?.map(checkOf),
    tfsec: tfsec?.map(checkOf),
    cdkNag: cdkNag?.map(checkOf),
    securityHub: securityHub?.map(checkOf),
    prowler: prowler?.map(checkOf),
    awsConfig: awsConfig?.map(checkOf),
  };
}

function checkOf(check: Equivalent): Equivalent {
  return typeof check === 'string' ? check : { id: check.id, relation: check.relation };
}
