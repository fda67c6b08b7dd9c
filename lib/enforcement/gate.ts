import type { TerraformStack } from 'cdktf';
import { stacksIn, type AppConstruct } from './constructs-of-stacks';
import { OutputGuard, STACK_FILES } from './output-guard';

const ERROR_ANNOTATION = '@cdktf/error';

const SKIPPED = 'Guardrails.enforce has judged nothing: the app skips validation; drop skipValidation';

/** Says what is wrong with what an app has written for its stacks. */
type Judge = (stacks: readonly TerraformStack[]) => readonly string[];

/** The last word on what an app has written: one for each app, whatever is enforced in it. */
export class Gate {
  private static readonly known = new WeakMap<AppConstruct, Gate>();

  /** The gate of an app. The first call begins the synthesis. */
  static of(app: AppConstruct): Gate {
    const known = Gate.known.get(app) ?? new Gate(app);
    Gate.known.set(app, known);
    return known;
  }

  private readonly judges: Judge[] = [];
  private readonly guard: OutputGuard;
  /** Also those that were taken out of the app after they were written. */
  private readonly stacks = new Set<TerraformStack>();
  private isAccepted = false;
  private isSynthesising = false;

  private constructor(readonly app: AppConstruct) {
    this.guard = new OutputGuard(app);
    app.node.addValidation({ validate: () => this.validate() });
    this.attendSynthesis();
  }

  /** Whether what is written now will be judged. */
  get isOpen(): boolean {
    return this.isSynthesising;
  }

  /** Has what was written judged, before CDKTF writes the manifest. */
  judgedBy(judge: Judge): void {
    this.judges.push(judge);
  }

  /** Leaves nothing to deploy. */
  reject(reason: string): void {
    const entries = this.entries();
    const unwritten = this.allStacks().filter(({ node }) => !entries.some(({ name }) => name === node.id));
    this.guard.reject(reason, [
      ...entries.map(({ synthesizedStackPath }) => synthesizedStackPath),
      ...unwritten.flatMap(({ node }) => STACK_FILES.map((file) => `stacks/${node.id}/${file}`)),
    ]);
  }

  /** CDKTF asks nobody when it begins, nor when all validations have passed. */
  private attendSynthesis(): void {
    const { app } = this;
    const { manifest, synth } = app;
    const { writeToFile } = manifest;
    app.synth = () => {
      this.isAccepted = false;
      const stacks = this.allStacks();
      this.guard.begin();
      if (app.skipValidation === true) stacks.forEach(warnOfSkipping);
      this.isSynthesising = true;
      try {
        synth.call(app);
      } finally {
        this.isSynthesising = false;
      }
    };
    manifest.writeToFile = () => {
      writeToFile.call(manifest);
      if (this.isAccepted) this.guard.accept();
      this.isAccepted = false;
    };
  }

  private validate(): string[] {
    this.isAccepted = false;
    try {
      const stacks = this.allStacks();
      const problems = [...this.errorAnnotations(), ...this.judges.flatMap((judge) => judge(stacks))];
      this.isAccepted = problems.length === 0;
      if (!this.isAccepted) this.reject('the last synthesis was rejected');
      return problems;
    } catch (error) {
      this.reject('the rules could not judge the last synthesis');
      throw error;
    }
  }

  /** The command of CDKTF has the app write its stacks in spite of them. */
  private errorAnnotations(): readonly string[] {
    return this.entries().flatMap(({ annotations }) =>
      annotations
        .filter(({ level }) => level === ERROR_ANNOTATION)
        .map(({ constructPath, message }) => `[${constructPath}] ${message}`),
    );
  }

  private allStacks(): readonly TerraformStack[] {
    const now = stacksIn(this.app);
    for (const stack of now) this.stacks.add(stack);
    return [...new Set([...now, ...this.stacks])];
  }

  private entries() {
    return Object.values(this.app.manifest.stacks);
  }
}

/** CDKTF asks for no validation then, but still prints warnings. */
function warnOfSkipping({ node }: TerraformStack): void {
  if (!node.metadata.some(({ data }) => data === SKIPPED)) node.addMetadata('@cdktf/warn', SKIPPED);
}
