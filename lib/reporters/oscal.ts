import type { Assessment } from '../compliance/engine/assessment';
import { controlResults, type ControlResult } from './oscal-controls';
import { Observations, oscalLine } from './oscal-observations';
import { reportPath, uriOf } from './report-path';
import type { Reporter, ReporterOptions } from './reporter';
import { noticesOf } from './run-notices';
import { counted, summaryText } from './summary-line';
import { uuidOf } from './uuid';
import { visibleJson } from './visible-text';

const OSCAL_VERSION = '1.1.3';
const MOST_NOTICES = 100;

/**
 * OSCAL assessment results: a finding for each control of NIST SP 800-53 revision 5 that the rules decide, with the
 * observations that it rests on. A control that hangs on an unknown value has observations and no finding, since OSCAL
 * knows only `satisfied` and `not-satisfied`. UUIDs are derived from the contents.
 */
export const oscal: Reporter = (assessment, options) => {
  const { tool, inputs, rules, findings } = assessment;
  const { startedAt } = options;
  const run = JSON.stringify([startedAt, tool, inputs, rules.map(({ id }) => id)]);
  const plan = uuidOf('plan', run);
  const resources = inputs.map((input) => ({ ...input, uuid: uuidOf('input', input.file, input.sha256) }));
  const resourceUuids = new Map(resources.map(({ file, uuid }) => [file, uuid]));
  const observations = new Observations(startedAt, (file) => resourceUuids.get(file));
  for (const finding of findings) if (finding.verdict !== 'pass') observations.addFinding(finding);
  for (const rule of rules) observations.addRule(rule);
  const document = {
    'assessment-results': {
      uuid: uuidOf('assessment-results', run),
      metadata: {
        title: 'Terraform configuration, checked by cdktf-guardrails',
        'last-modified': startedAt,
        version: startedAt,
        'oscal-version': OSCAL_VERSION,
      },
      'import-ap': { href: `#${plan}` },
      results: [resultOf(assessment, observations, run, options)],
      'back-matter': {
        resources: [
          {
            uuid: plan,
            title: 'Plan of the assessment',
            description: `${counted(rules.length, 'rule')} of ${tool.name} ${tool.version} over every block of the inputs`,
          },
          ...resources.map(({ uuid, file, kind, sha256 }) => ({
            uuid,
            title: oscalLine(reportPath(file, options)),
            description: `input of the kind ${kind}`,
            rlinks: [
              {
                href: uriOf(reportPath(file, options)),
                'media-type': 'application/json',
                hashes: [{ algorithm: 'SHA-256', value: sha256 }],
              },
            ],
          })),
        ],
      },
    },
  };
  return `${visibleJson(JSON.stringify(document, null, 1))}\n`;
};

function resultOf(assessment: Assessment, found: Observations, run: string, { startedAt }: ReporterOptions): object {
  const { tool, summary } = assessment;
  const controls = controlResults(assessment);
  const decided = controls.filter(({ state }) => state !== 'undecided');
  const software = uuidOf('tool', tool.name, tool.version);
  return {
    uuid: uuidOf('result', run),
    title: 'Rules over Terraform configuration',
    description: oscalLine(summaryText(assessment, true)),
    start: startedAt,
    end: new Date(Date.parse(startedAt) + Math.ceil(summary.durationMs)).toISOString(),
    'local-definitions': {
      ...optional('components', found.rules),
      ...optional('inventory-items', found.items),
      'assessment-assets': {
        components: [
          {
            uuid: software,
            type: 'software',
            title: tool.name,
            description: 'checks Terraform JSON against compliance rules',
            props: [{ name: 'version', value: tool.version }],
            status: { state: 'operational' },
          },
        ],
        'assessment-platforms': [
          { uuid: uuidOf('platform', run), title: tool.name, 'uses-components': [{ 'component-uuid': software }] },
        ],
      },
    },
    'reviewed-controls': {
      'control-selections': [
        controls.length === 0
          ? { description: 'no rule that judged a block supports a control of NIST SP 800-53' }
          : { 'include-controls': controls.map(({ id }) => ({ 'control-id': id })) },
      ],
    },
    ...optional('observations', found.observations),
    ...optional('risks', found.risks),
    ...optional(
      'findings',
      decided.map((control) => findingOf(control, found, run)),
    ),
    ...remarksOf(assessment, controls),
  };
}

function findingOf({ id, state, rules, findings }: ControlResult, found: Observations, run: string): object {
  const failing = findings.filter(({ verdict }) => verdict === 'fail');
  const open = failing.filter(({ suppressed }) => suppressed === null).length;
  const accepted = failing.length - open;
  const blocks = rules.reduce((sum, { pass }) => sum + pass, 0);
  const isSatisfied = state === 'satisfied';
  const what = isSatisfied
    ? `every verdict of ${counted(rules.length, 'rule')} that support it is a pass (${counted(blocks, 'verdict')})`
    : `${counted(open, 'failing finding')}, ${String(accepted)} more accepted`;
  return {
    uuid: uuidOf('finding', run, id),
    title: `${id} is ${state}`,
    description: `${what}; rules judge configuration only, not the whole of a control`,
    target: {
      type: 'objective-id',
      'target-id': id,
      status: { state, reason: isSatisfied ? 'pass' : 'fail' },
    },
    ...optional('related-observations', found.related(findings, rules)),
    ...optional('related-risks', found.relatedRisks(findings)),
  };
}

function remarksOf(assessment: Assessment, controls: readonly ControlResult[]): { readonly remarks?: string } {
  const undecided = controls.filter(({ state }) => state === 'undecided').map(({ id }) => id);
  const notices = noticesOf(assessment);
  const left = notices.length - MOST_NOTICES;
  const lines = [
    ...(undecided.length === 0 ? [] : [`Controls that are not decided, and have no finding: ${undecided.join(', ')}`]),
    ...notices.slice(0, MOST_NOTICES).map(({ kind, text }) => `${kind}: ${oscalLine(text)}`),
    ...(left > 0 ? [`${counted(left, 'notice')} more`] : []),
  ];
  return lines.length === 0 ? {} : { remarks: lines.join('\n\n') };
}

/** OSCAL has no empty lists. */
function optional(key: string, list: readonly object[]): object {
  return list.length === 0 ? {} : { [key]: list };
}
