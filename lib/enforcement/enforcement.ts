import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireProps } from '../core/props';
import { appOf, isApp, isStack, stacksIn, type AppConstruct } from './constructs-of-stacks';
import { traceElements } from './element-traces';
import { EnforcementMode } from './enforcement-mode';
import type { EnforcementProps } from './enforcement-props';
import { OutputGuard } from './output-guard';
import { checkEnforcementProps } from './props-check';
import { remediateStacks } from './remediation-aspect';

/** The engine is loaded when a synthesis is judged: who only imports the package does not wait for it. */
const engine = {
  get judgement() {
    return require('./judgement') as typeof import('./judgement');
  },
  get settings() {
    return require('./enforcement-settings') as typeof import('./enforcement-settings');
  },
  get text() {
    return require('./rejection-text') as typeof import('./rejection-text');
  },
  get warnings() {
    return require('./finding-warnings') as typeof import('./finding-warnings');
  },
  get rejectedName() {
    return (require('../compliance/model/stale-output') as typeof import('../compliance/model/stale-output'))
      .rejectedName;
  },
};

const ERROR_ANNOTATION = '@cdktf/error';

/**
 * Has the rules judge a scope whenever it is synthesised. Called again for the same scope, it replaces the props that
 * are given.
 *
 * @throws GuardrailsError ENFORCEMENT_INVALID for a scope that is neither app nor stack, and for props that are not
 *   understood or contradict each other
 */
export function enforce(scope: IConstruct, props: EnforcementProps): void {
  requireProps(props, 'props of Guardrails.enforce', scope);
  const known = attached.get(scope);
  const given = Object.entries(props).filter(([, value]) => (value as unknown) !== undefined);
  const merged: EnforcementProps = { ...known?.props, ...Object.fromEntries(given) };
  if (!isApp(scope) && !isStack(scope)) {
    throw new GuardrailsError(
      'ENFORCEMENT_INVALID',
      `rules are enforced on an app or a stack, got ${scope.constructor.name}; pass the app to judge all of its stacks`,
      scope,
    );
  }
  checkEnforcementProps(merged, scope);
  if (known === undefined)
    attached.set(scope, isApp(scope) ? new AppEnforcement(scope, merged) : onStack(scope, merged));
  else known.props = merged;
  if (merged.mode === EnforcementMode.REMEDIATE) remediateStacks(scope, () => attached.get(scope)?.props ?? merged);
}

interface Enforcement {
  props: EnforcementProps;
}

const attached = new WeakMap<IConstruct, Enforcement>();

/** Judges what an app has written, all of its stacks at once. */
class AppEnforcement implements Enforcement {
  constructor(
    private readonly app: AppConstruct,
    public props: EnforcementProps,
  ) {
    traceElements(app);
    Gate.of(app).judge = () => this.problems();
  }

  private problems(): readonly string[] {
    const settings = engine.settings.effectiveSettings(this.props, process.cwd());
    const stacks = engine.judgement.writtenStacks(this.app);
    const judgement = engine.judgement.judge(stacks, settings);
    const isWarning = this.props.mode === EnforcementMode.WARN;
    engine.warnings.warnOfWritten(this.app, judgement, { findings: isWarning });
    if (isWarning || !judgement.isRejected) return [];
    return [engine.text.rejectionText(judgement, settings.settings, engine.rejectedName)];
  }
}

/** Judges a stack before it is written, as `Testing.synth(stack, true)` does too. */
class StackEnforcement implements Enforcement {
  constructor(
    private readonly stack: TerraformStack,
    public props: EnforcementProps,
  ) {
    traceElements(stack);
    const app = appOf(stack);
    const gate = app && Gate.of(app);
    stack.node.addValidation({
      validate: () => {
        const problems = this.problems();
        if (problems.length > 0) gate?.reject(`the rules reject stack ${stack.node.path}`);
        return [...problems];
      },
    });
  }

  private problems(): readonly string[] {
    const settings = engine.settings.effectiveSettings(this.props, process.cwd());
    const judgement = engine.judgement.judge(engine.judgement.finalStacks(stacksIn(this.stack)), settings);
    const isWarning = this.props.mode === EnforcementMode.WARN;
    engine.warnings.warnOfFinal(judgement, { findings: isWarning });
    if (isWarning || !judgement.isRejected) return [];
    return [engine.text.rejectionText(engine.judgement.aboutPart(judgement), settings.settings, String)];
  }
}

function onStack(stack: TerraformStack, props: EnforcementProps): Enforcement {
  return new StackEnforcement(stack, props);
}

/** The last word on what an app has written: one for each app, whatever is enforced in it. */
class Gate {
  private static readonly known = new WeakMap<AppConstruct, Gate>();

  static of(app: AppConstruct): Gate {
    const known = Gate.known.get(app) ?? new Gate(app);
    Gate.known.set(app, known);
    return known;
  }

  /** Says what is wrong with the stacks that were written. */
  judge: () => readonly string[] = () => [];
  private readonly guard: OutputGuard;

  private constructor(private readonly app: AppConstruct) {
    this.guard = OutputGuard.of(app);
    app.node.addValidation({ validate: () => this.validate() });
  }

  /** Leaves nothing to deploy. */
  reject(reason: string): void {
    const entries = this.entries();
    const files = stacksIn(this.app).map(
      ({ node }) =>
        entries.find(({ name }) => name === node.id)?.synthesizedStackPath ?? `stacks/${node.id}/cdk.tf.json`,
    );
    this.guard.reject(reason, files);
  }

  private validate(): string[] {
    try {
      const problems = [...this.errorAnnotations(), ...this.judge()];
      if (problems.length === 0) this.guard.accept();
      else this.reject('the last synthesis was rejected');
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

  private entries() {
    return Object.values(this.app.manifest.stacks);
  }
}
