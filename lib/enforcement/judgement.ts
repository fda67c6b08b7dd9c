import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Assessment, Finding } from '../compliance/engine/assessment';
import { assess } from '../compliance/engine/runner';
import { failingFindings } from '../compliance/engine/settings-threshold';
import { addressOf, elementsOf } from './constructs-of-stacks';
import { creationOf } from './element-traces';
import type { EffectiveSettings } from './enforcement-settings';
import { stackFileOf, type JudgedStack } from './judged-stack';

export { changedStacks, finalStacks, writtenStacks } from './judged-stack';

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
  readonly stackCount: number;
  /** The files of the stacks themselves, without those beside them and those of modules that they call. */
  readonly stackFiles: ReadonlySet<string>;
  /** Modules that cannot be read: what is in them is not judged. */
  readonly unreadModules: readonly UnreadModule[];
  /** The first of the stacks; undefined where there is none. */
  readonly first: TerraformStack | undefined;
  /** The construct that a finding is about; its stack where there is no closer one. */
  constructOf(finding: Finding): IConstruct;
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
    stackCount: stacks.length,
    stackFiles: new Set(stacks.map(({ input }) => stackFileOf(input))),
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
