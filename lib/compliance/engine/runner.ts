import { hash } from 'node:crypto';
import type { Block, Configuration } from '../model/block';
import type { LoadedInput } from '../model/load';
import { TOOL } from '../tool';
import { acceptBaseline, type Baseline } from './baseline';
import type { Assessment, Finding, ReportedVerdict, ToolError } from './assessment';
import { maskCredentials } from './credential-shape';
import { loosenedDefaults } from './loosened-defaults';
import { pass, type FailOutcome, type Outcome, type PassOutcome, type UnknownOutcome } from './outcome';
import { MASK, maskMessage, maskSentence, maskText, maskValue, mayHoldSecret } from './redact';
import { remember } from '../model/remember';
import type { RuleContext } from './rule';
import type { SelectedRule } from './rule-selection';
import type { Severity } from './severity';
import { sourceOfBlock } from './source-location';
import { suppress, suppressionsIn, type PlacedSuppression } from './suppressions';
import { count, total } from './verdict-counts';

/** How an assessment is made. */
export interface AssessOptions {
  /** Report passes too. Default: false. */
  readonly all?: boolean;
  /**
   * Configurations that are the baseline of an account, by name; `true` for all. Rules of the scope `account-baseline`
   * report there what is missing. Default: none.
   */
  readonly accountBaseline?: boolean | readonly string[];
  /** Findings that are accepted, beside those that constructs of the inputs accept. Default: none. */
  readonly suppressions?: readonly PlacedSuppression[];
  /** Findings that were accepted at adoption. Default: none. */
  readonly baseline?: Baseline | undefined;
  /** The time at which suppressions expire or not. Default: now. */
  readonly now?: Date;
  /** Called now and then with the number of blocks that are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Blocks that are judged by one rule after the other, and between two calls of `onProgress`. */
const CHUNK = 500;

/**
 * Blocks of each kind that are judged before all others: code that has seen every rule once is compiled once, not
 * again for every rule that comes.
 */
const SAMPLE = 32;

/** Judges every block of the inputs by every selected rule. Pure but for the clock. */
export function assess(
  inputs: readonly LoadedInput[],
  selection: readonly SelectedRule[],
  options: AssessOptions = {},
): Assessment {
  const started = performance.now();
  const run = new Run(selection, options);
  const total = inputs.reduce((sum, input) => sum + input.configuration.blocks.length, 0);
  let done = 0;
  for (const { configuration } of inputs) {
    for (const chunk of chunksOf(configuration.blocks)) {
      run.judge(chunk, configuration);
      done += chunk.length;
      options.onProgress?.(done, total);
    }
    if (isBaseline(configuration, options.accountBaseline)) run.judgeAbsence(configuration);
  }
  return run.assessment(inputs, total, performance.now() - started);
}

function isBaseline({ name }: Configuration, declared: AssessOptions['accountBaseline'] = false): boolean {
  return typeof declared === 'boolean' ? declared : declared.includes(name);
}

/** Blocks of one kind and selector together, because the same rules judge them: a sample of each kind, then the others. */
function chunksOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const byKind = new Map<string, Block[]>();
  for (const block of blocks) {
    const key = `${block.kind}:${block.selector}`;
    const known = byKind.get(key);
    if (known === undefined) byKind.set(key, [block]);
    else known.push(block);
  }
  const kinds = [...byKind.values()];
  return [...kinds.map((all) => all.slice(0, SAMPLE)), ...kinds.flatMap((all) => slices(all, SAMPLE))];
}

function slices(blocks: readonly Block[], from: number): readonly (readonly Block[])[] {
  const parts: (readonly Block[])[] = [];
  for (let at = from; at < blocks.length; at += CHUNK) parts.push(blocks.slice(at, at + CHUNK));
  return parts;
}

type Said = Outcome | readonly Outcome[] | undefined;

class Run {
  private readonly bySelector = new Map<string, SelectedRule[]>();
  private readonly forSelector = new Map<string, readonly SelectedRule[]>();
  private readonly findings: Finding[] = [];
  private readonly errors: ToolError[] = [];
  private readonly passes = new Map<string, number>();
  private readonly places = new Map<Block, Place>();

  constructor(
    private readonly selection: readonly SelectedRule[],
    private readonly options: AssessOptions,
  ) {
    for (const selected of selection) {
      for (const selector of new Set(selected.rule.resourceTypes)) {
        const known = this.bySelector.get(selector);
        if (known === undefined) this.bySelector.set(selector, [selected]);
        else known.push(selected);
      }
    }
  }

  judge(blocks: readonly Block[], configuration: Configuration): void {
    const [first] = blocks;
    if (first === undefined) return;
    for (const selected of this.rulesFor(first)) {
      const context = { configuration, options: selected.options };
      for (const block of blocks) {
        const said = this.check(selected, block, context);
        if (said !== undefined) this.record(selected, block, said);
      }
    }
  }

  /** Reports what a baseline lacks, once for the whole of it. */
  judgeAbsence(configuration: Configuration): void {
    const { root } = configuration;
    for (const selected of this.selection) {
      const context = { configuration, options: selected.options };
      const said = this.absence(selected, root, context);
      if (said !== undefined) this.record(selected, root, said);
    }
  }

  assessment(inputs: readonly LoadedInput[], blocks: number, durationMs: number): Assessment {
    const { findings, problems, stale } = this.accepted(inputs);
    const { rules, bySeverity } = count(this.selection, this.passes, findings);
    return {
      version: 1,
      tool: TOOL,
      inputs: inputs.flatMap((input) => input.files),
      summary: {
        blocks,
        rules: rules.length,
        pass: total(rules, 'pass'),
        fail: total(rules, 'fail'),
        unknown: total(rules, 'unknown'),
        suppressed: total(rules, 'suppressed'),
        bySeverity,
        durationMs: Math.round(durationMs * 10) / 10,
      },
      findings,
      rules,
      loosened: inputs.flatMap(({ configuration }) => loosenedDefaults(configuration.blocks)),
      suppressionProblems: problems,
      staleBaseline: stale,
      errors: this.errors,
    };
  }

  /** Marks what suppressions and the baseline accept. */
  private accepted(inputs: readonly LoadedInput[]) {
    const { suppressions = [], baseline, now = new Date() } = this.options;
    const all = [...suppressions, ...inputs.flatMap(({ configuration }) => suppressionsIn(configuration))];
    const selected = new Set(this.selection.map(({ rule }) => rule.id));
    const sorted = this.findings.sort(bySeverityThenPlace);
    const { findings, problems } = suppress(sorted, all, selected, now);
    if (baseline === undefined) return { findings, problems, stale: [] };
    const known = acceptBaseline(findings, baseline);
    return { findings: known.findings, problems, stale: known.stale.filter(({ rule }) => selected.has(rule)) };
  }

  private rulesFor(block: Block): readonly SelectedRule[] {
    const key = `${block.kind}:${block.selector}`;
    const known = this.forSelector.get(key);
    if (known !== undefined) return known;
    const named = this.bySelector.get(block.selector) ?? [];
    const every = (this.bySelector.get('*') ?? []).filter(
      ({ rule }) => rule.scope === 'config' || block.kind === 'resource',
    );
    const data = block.kind === 'data' ? (this.bySelector.get('data.*') ?? []) : [];
    const rules = [...new Set([...named, ...data, ...every])];
    this.forSelector.set(key, rules);
    return rules;
  }

  private check(selected: SelectedRule, block: Block, context: RuleContext): Said {
    try {
      return selected.rule.check(block, context);
    } catch (error) {
      this.threw(selected, block, error);
      return undefined;
    }
  }

  private absence(selected: SelectedRule, root: Block, context: RuleContext): Said {
    try {
      return selected.rule.absence?.(context);
    } catch (error) {
      this.threw(selected, root, error);
      return undefined;
    }
  }

  private threw({ rule }: SelectedRule, block: Block, error: unknown): void {
    this.errors.push({
      rule: rule.id,
      file: block.configuration.fileOf(block),
      address: maskCredentials(displayOf(block)(block.address)),
      message: maskText(displayOf(block)(error instanceof Error ? error.message : String(error))),
      stack: error instanceof Error && error.stack !== undefined ? maskText(error.stack) : undefined,
    });
  }

  private record(selected: SelectedRule, block: Block, said: Outcome | readonly Outcome[]): void {
    if (!isMany(said)) {
      if (said.verdict === 'pass') this.passed(selected, block, said);
      else if (said.verdict !== 'notApplicable') this.report(selected, block, said);
      return;
    }
    let isApplicable = said.length === 0;
    let isOpen = false;
    for (const outcome of said) {
      if (outcome.verdict === 'notApplicable') continue;
      isApplicable = true;
      if (outcome.verdict === 'pass') continue;
      isOpen = true;
      this.report(selected, block, outcome);
    }
    if (isApplicable && !isOpen) this.passed(selected, block, said.find(isPass) ?? pass());
  }

  private report(selected: SelectedRule, block: Block, outcome: FailOutcome | UnknownOutcome): void {
    this.findings.push(toFinding(selected, this.placeOf(block), outcome));
  }

  private placeOf(block: Block): Place {
    const known = this.places.get(block);
    if (known !== undefined) return known;
    const place = placeOf(block);
    this.places.set(block, place);
    return place;
  }

  private passed(selected: SelectedRule, block: Block, outcome: PassOutcome): void {
    this.passes.set(selected.rule.id, (this.passes.get(selected.rule.id) ?? 0) + 1);
    if (this.options.all === true) this.findings.push(toFinding(selected, this.placeOf(block), outcome));
  }
}

function isPass(outcome: Outcome): outcome is PassOutcome {
  return outcome.verdict === 'pass';
}

/** Paths stand in many findings. */
const maskPath = remember(maskCredentials);

function isMany(outcome: Outcome | readonly Outcome[]): outcome is readonly Outcome[] {
  return Array.isArray(outcome);
}

/** What all findings of a block say of it. */
interface Place extends Pick<Finding, 'file' | 'address' | 'constructPath' | 'source'> {
  readonly block: Block;
  /** What the ids of its findings are made of. */
  readonly identity: string;
}

function placeOf(block: Block): Place {
  const { configuration, constructPath } = block;
  const address = displayOf(block)(block.address);
  return {
    block,
    identity: constructPath ?? address,
    file: configuration.fileOf(block),
    address: maskCredentials(address),
    constructPath: constructPath === undefined ? null : maskCredentials(constructPath),
    source: sourceOfBlock(block),
  };
}

function toFinding(
  { rule, severity }: SelectedRule,
  { block, identity, file, address, constructPath, source }: Place,
  outcome: FailOutcome | UnknownOutcome | PassOutcome,
): Finding {
  const { configuration } = block;
  const display = displayOf(block);
  const path = outcome.path ?? '';
  const place = configuration.locate(block, path);
  const judged = outcome.verdict === 'pass' ? undefined : outcome;
  const isSecret = judged !== undefined && mayHoldSecret(block, path);
  return {
    id: findingId(rule.id, identity, path, display(judged?.subject ?? '')),
    rule: rule.id,
    severity,
    verdict: outcome.verdict,
    suppressed: null,
    file,
    line: place?.line ?? null,
    column: place?.column ?? null,
    address,
    path: maskPath(path),
    observed: judged === undefined ? null : displayed(observedOf(judged, isSecret), configuration),
    expected: judged?.expected === undefined ? null : display(maskSentence(judged.expected, isSecret)),
    message:
      judged === undefined
        ? rule.title
        : display(maskMessage(judged.message, judged.observed, isSecret, judged.sensitive === true)),
    title: rule.title,
    why: rule.why,
    remediation: rule.remediation,
    constructPath,
    source,
    controls: rule.controls,
    equivalents: rule.equivalents,
  };
}

/** Writes addresses in a text as people know them. */
function displayOf({ configuration }: Block): (text: string) => string {
  return configuration.displayText ?? asItIs;
}

function asItIs(text: string): string {
  return text;
}

/** Writes addresses in texts at any depth as people know them. */
function displayed(value: unknown, { displayText: display }: Configuration): unknown {
  if (display === undefined || (typeof value !== 'object' && typeof value !== 'string') || value === null) return value;
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) => (typeof inner === 'string' ? display(inner) : inner));
}

function observedOf(outcome: FailOutcome | UnknownOutcome, isSecret: boolean): unknown {
  if (outcome.sensitive === true && outcome.observed !== undefined) return MASK;
  return maskValue(outcome.observed, isSecret);
}

/** 16 hexadecimal digits that stay the same when lines move. */
export function findingId(rule: string, place: string, path: string, subject: string): string {
  return hash('sha256', [rule, place, path, subject].join('\u0000')).slice(0, 16);
}

const VERDICT_RANK: Readonly<Record<ReportedVerdict, number>> = { fail: 0, unknown: 1, pass: 2 };
const SEVERITY_RANK: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3 };

function bySeverityThenPlace(left: Finding, right: Finding): number {
  return (
    VERDICT_RANK[left.verdict] - VERDICT_RANK[right.verdict] ||
    SEVERITY_RANK[left.severity] - SEVERITY_RANK[right.severity] ||
    compare(left.file, right.file) ||
    compare(left.address, right.address) ||
    compare(left.path, right.path) ||
    compare(left.rule, right.rule)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
