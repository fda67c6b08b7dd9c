import type { AssessedRule, Finding, Suppression } from '../compliance/engine/assessment';
import { acceptedBy } from './accepted-by';
import { listControls } from './control-list';
import { decisionOf, messageOf } from './finding-message';
import { escapeMarkdown } from './markdown-text';
import { Occurrences } from './occurrences';
import { counted } from './summary-line';
import { uuidOf } from './uuid';
import { shorten, visible } from './visible-text';

const LONGEST_TEXT = 500;

/** Names of properties that OSCAL does not define belong to a namespace: the page of this package. */
const NAMESPACE = 'https://www.npmjs.com/package/cdktf-guardrails';

/** One line of text as OSCAL takes it: markup without structure, never empty. */
export function oscalLine(text: string): string {
  return escapeMarkdown(oscalText(text));
}

/** One line of text, never empty. */
export function oscalText(text: string): string {
  const line = shorten(visible(text), LONGEST_TEXT).trim();
  return line === '' ? '(none)' : line;
}

export function property(name: string, value: string, kind?: string): object {
  return { name, ns: NAMESPACE, value: oscalText(value), ...(kind === undefined ? {} : { class: kind }) };
}

/** Observations and risks of a run, with the blocks that they are about and the rules that made them. */
export class Observations {
  readonly observations: object[] = [];
  readonly risks: object[] = [];
  readonly items: object[] = [];
  /** Components that stand for rules. */
  readonly rules: object[] = [];
  private readonly known = new Set<string>();
  private readonly ids = new Map<Finding, string>();
  private readonly risksOf = new Map<Finding, string>();
  private readonly passes = new Map<string, string>();
  private readonly occurrences = new Occurrences();

  constructor(
    private readonly collected: string,
    /** The back-matter resource of a file. */
    private readonly resourceOf: (file: string) => string | undefined,
  ) {}

  /** Observes what fails or is unknown; an accepted failure is a risk that was decided on. */
  addFinding(finding: Finding): void {
    const { id, rule, file, verdict, suppressed } = finding;
    const occurrence = String(this.occurrences.next(JSON.stringify([id, file])));
    const uuid = uuidOf('observation', id, file, occurrence);
    this.ids.set(finding, uuid);
    this.observations.push({
      uuid,
      title: oscalLine(finding.title),
      description: oscalLine(messageOf(finding)),
      props: propertiesOf(finding),
      methods: ['TEST'],
      types: ['finding'],
      subjects: [{ 'subject-uuid': this.itemOf(finding), type: 'inventory-item' }],
      ...this.evidence(finding),
      collected: this.collected,
    });
    if (suppressed === null || verdict !== 'fail') return;
    const risk = uuidOf('risk', id, file, occurrence);
    this.risksOf.set(finding, risk);
    this.risks.push({
      uuid: risk,
      title: oscalLine(`${rule} is accepted on ${finding.address}`),
      description: oscalLine(finding.why),
      statement: oscalLine(decisionOf(suppressed)),
      props: [property('accepted-by', acceptedBy(suppressed))],
      status: 'deviation-approved',
      ...deadlineOf(suppressed),
      'related-observations': [{ 'observation-uuid': uuid }],
    });
  }

  /** Describes a rule that judged something, and observes on how many blocks it passed. */
  addRule(rule: AssessedRule): void {
    const { id, title, why, remediation, pass, fail, unknown, suppressed, severity } = rule;
    if (pass + fail + unknown + suppressed === 0) return;
    this.rules.push({
      uuid: uuidOf('rule', id),
      type: 'validation',
      title: oscalLine(title),
      description: oscalLine(why),
      props: [property('rule', id), property('severity', severity), ...controlProperties(rule)],
      status: { state: 'operational' },
      remarks: oscalLine(`fix: ${remediation}`),
    });
    if (pass === 0) return;
    const uuid = uuidOf('passes', id, this.collected);
    this.passes.set(id, uuid);
    this.observations.push({
      uuid,
      title: oscalLine(title),
      description: oscalLine(`${id} passed on ${counted(pass, 'block')}`),
      props: [property('rule', id), property('severity', severity), property('verdict', 'pass')],
      methods: ['TEST'],
      types: ['control-objective'],
      collected: this.collected,
    });
  }

  /** Observations about a control: its findings, and the passes of its rules. */
  related(findings: readonly Finding[], rules: readonly AssessedRule[]): object[] {
    const uuids = [...findings.map((finding) => this.ids.get(finding)), ...rules.map(({ id }) => this.passes.get(id))];
    return uuids.flatMap((uuid) => (uuid === undefined ? [] : [{ 'observation-uuid': uuid }]));
  }

  relatedRisks(findings: readonly Finding[]): object[] {
    const uuids = findings.flatMap((finding) => this.risksOf.get(finding) ?? []);
    return uuids.map((uuid) => ({ 'risk-uuid': uuid }));
  }

  private itemOf({ file, address, constructPath }: Finding): string {
    const uuid = uuidOf('block', file, address);
    if (this.known.has(uuid)) return uuid;
    this.known.add(uuid);
    const construct = constructPath === null ? [] : [property('construct-path', constructPath)];
    const props = [{ name: 'asset-id', value: oscalText(address) }, property('file', file), ...construct];
    this.items.push({ uuid, description: oscalLine(address), props });
    return uuid;
  }

  private evidence({ file, line, source }: Finding): object {
    const resource = this.resourceOf(file);
    if (resource === undefined) return {};
    const json = `${file}${line === null ? '' : `:${String(line)}`}`;
    const made = source === null ? '' : `, made by ${source.file}:${String(source.line)}:${String(source.column)}`;
    return { 'relevant-evidence': [{ href: `#${resource}`, description: oscalLine(json + made) }] };
  }
}

function propertiesOf({ id, rule, severity, verdict, path, suppressed }: Finding): readonly object[] {
  return [
    property('finding-id', id),
    property('rule', rule),
    property('severity', severity),
    property('verdict', verdict),
    ...(suppressed === null ? [] : [property('accepted-by', acceptedBy(suppressed))]),
    ...(path === '' ? [] : [property('attribute', path)]),
  ];
}

/** The end of the last day; a date such as February 31 is the day that comes of it. */
function deadlineOf({ expires = '' }: Suppression): { readonly deadline?: string } {
  const time = Date.parse(`${expires}T23:59:59Z`);
  return Number.isNaN(time) ? {} : { deadline: new Date(time).toISOString() };
}

/** Controls as their standards spell them: only those of NIST have a catalogue in OSCAL. */
function controlProperties({ controls }: AssessedRule): readonly object[] {
  return listControls(controls).map(({ standard, id }) => property('control', id, standard));
}
