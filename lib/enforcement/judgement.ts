import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Assessment, Finding } from '../compliance/engine/assessment';
import { assess } from '../compliance/engine/runner';
import { failingFindings } from '../compliance/engine/settings-threshold';
import { connectStacks } from '../compliance/model/configuration';
import { loadJson, loadPaths, type LoadedInput } from '../compliance/model/load';
import { addressOf, elementsOf, stacksIn, type AppConstruct } from './constructs-of-stacks';
import { creationOf } from './element-traces';
import type { EffectiveSettings } from './enforcement-settings';

/** A stack with what it comes to in JSON. */
export interface JudgedStack {
  readonly stack: TerraformStack;
  readonly input: LoadedInput;
}

/** A module that a stack calls and that is not judged, or not in full. */
export interface UnreadModule {
  readonly construct: IConstruct;
  readonly message: string;
}

/** What the rules say of stacks. */
export interface Judgement {
  /** Findings that reject the synthesis have the line of the user's code wherever it is known. */
  readonly assessment: Assessment;
  /** The findings that fail the synthesis. */
  readonly failing: readonly Finding[];
  /** Whether the synthesis has to fail: by findings, by an expired suppression, or by a rule that threw. */
  readonly isRejected: boolean;
  /** The files of the stacks themselves, without those of modules that they call. */
  readonly stackFiles: ReadonlySet<string>;
  /** Modules that cannot be read: what is in them is not judged. */
  readonly unreadModules: readonly UnreadModule[];
  /** The first of the stacks; undefined where there is none. */
  readonly first: TerraformStack | undefined;
  /** The construct that a finding is about; its stack where there is no closer one. */
  constructOf(finding: Finding): IConstruct;
}

/** The stacks of an app as they were written, overrides and all. */
export function writtenStacks(app: AppConstruct): readonly JudgedStack[] {
  const entries = new Map(Object.values(app.manifest.stacks).map((entry) => [entry.name, entry]));
  const stacks = stacksIn(app).flatMap((stack): readonly JudgedStack[] => {
    const entry = entries.get(stack.node.id);
    // Stacks of one id, each in a construct of its own, write one file.
    entries.delete(stack.node.id);
    if (entry === undefined) return [];
    if (!entry.synthesizedStackPath.endsWith('.json')) return [{ stack, input: inMemory(stack) }];
    const file = join(app.outdir, entry.synthesizedStackPath);
    return loadPaths([file], { allowStale: true }).map((input) => ({ stack, input }));
  });
  connectStacks(stacks.map(({ input }) => input.configuration));
  return stacks;
}

/** Stacks as they will be written: before the synthesis has come so far, or where it writes HCL. */
export function finalStacks(stacks: readonly TerraformStack[]): readonly JudgedStack[] {
  const judged = stacks.map((stack) => ({ stack, input: inMemory(stack) }));
  connectStacks(judged.map(({ input }) => input.configuration));
  return judged;
}

function inMemory(stack: TerraformStack): LoadedInput {
  const json = JSON.parse(JSON.stringify(stack.toTerraform())) as Readonly<Record<string, unknown>>;
  return loadJson(json, stack.node.path);
}

/** Judges stacks by the rules that hold for them. */
export function judge(
  stacks: readonly JudgedStack[],
  { selection, settings, suppressions, baseline }: EffectiveSettings,
): Judgement {
  const raw = assess(
    stacks.map(({ input }) => input),
    selection,
    { accountBaseline: settings.accountBaseline, suppressions, baseline },
  );
  const places = new Places(stacks);
  const isExpired = settings.failOn !== 'never' && raw.suppressionProblems.some(({ state }) => state === 'expired');
  const isRejected = failingFindings(raw, settings).length > 0 || isExpired || raw.errors.length > 0;
  // Nobody reads of the others: to look a line up is slow.
  const isShown = ({ verdict, suppressed }: Finding): boolean =>
    isRejected && suppressed === null && (verdict === 'fail' || (verdict === 'unknown' && settings.failOnUnknown));
  const findings = raw.findings.map((finding) => (isShown(finding) ? places.located(finding) : finding));
  const assessment = { ...raw, findings };
  return {
    assessment,
    failing: failingFindings(assessment, settings),
    first: stacks[0]?.stack,
    stackFiles: new Set(stacks.map(({ input }) => input.configuration.file)),
    unreadModules: stacks.flatMap(({ stack, input }) =>
      input.warnings.map(({ message }) => ({ construct: stack, message })),
    ),
    isRejected,
    constructOf: (finding) => places.constructOf(finding),
  };
}

/** Findings with the line of the user's code wherever it is known. */
export function withPlaces(stacks: readonly JudgedStack[], findings: readonly Finding[]): readonly Finding[] {
  const places = new Places(stacks);
  return findings.map((finding) => places.located(finding));
}

/** Finds the constructs of findings: by path, else by address within the stack. */
class Places {
  private readonly byFile: ReadonlyMap<string, TerraformStack>;
  private readonly byPath = new Map<TerraformStack, ReadonlyMap<string, IConstruct>>();
  private readonly byAddress = new Map<TerraformStack, ReadonlyMap<string, IConstruct>>();

  constructor(private readonly stacks: readonly JudgedStack[]) {
    this.byFile = new Map(stacks.flatMap(({ stack, input }) => input.files.map(({ file }) => [file, stack] as const)));
  }

  located(finding: Finding): Finding {
    if (finding.source !== null) return finding;
    const construct = this.find(finding);
    const source = construct === undefined ? undefined : creationOf(construct);
    return source === undefined ? finding : { ...finding, source };
  }

  constructOf(finding: Finding): IConstruct {
    const [first] = this.stacks;
    const construct = this.find(finding) ?? this.byFile.get(finding.file) ?? first?.stack;
    if (construct === undefined) throw new Error(`finding ${finding.id} is of no stack that was judged`);
    return construct;
  }

  private find({ file, constructPath, address }: Finding): IConstruct | undefined {
    const stack = this.byFile.get(file);
    if (stack === undefined) return undefined;
    if (constructPath !== null) return this.pathsOf(stack).get(constructPath);
    return this.addressesOf(stack).get(address.replace(/\[.*\]$/, ''));
  }

  private pathsOf(stack: TerraformStack): ReadonlyMap<string, IConstruct> {
    const known = this.byPath.get(stack) ?? new Map(elementsOf(stack).map((each) => [each.node.path, each]));
    this.byPath.set(stack, known);
    return known;
  }

  private addressesOf(stack: TerraformStack): ReadonlyMap<string, IConstruct> {
    const known =
      this.byAddress.get(stack) ??
      new Map(elementsOf(stack).flatMap((each) => [[addressOf(each) ?? each.node.path, each] as const]));
    this.byAddress.set(stack, known);
    return known;
  }
}

/** The judgement of a part of an app: what the settings accept may be needed by the other parts. */
export function aboutPart(judgement: Judgement): Judgement {
  const { assessment } = judgement;
  const suppressionProblems = assessment.suppressionProblems.filter(({ state }) => state === 'expired');
  return { ...judgement, assessment: { ...assessment, suppressionProblems, staleBaseline: [] } };
}
