import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireProps } from '../core/props';
import { appOf, isApp, isStack, requireConstruct, stacksIn, type AppConstruct } from './constructs-of-stacks';
import { traceElements } from './element-traces';
import { EnforcementMode } from './enforcement-mode';
import type { EnforcementProps } from './enforcement-props';
import type { HeldProps } from './enforcement-settings';
import { Gate } from './gate';
import type { JudgedStack } from './judged-stack';
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

/**
 * Has the rules judge a scope whenever it is synthesised. Called again for the same scope, it replaces the props that
 * are given.
 *
 * @throws GuardrailsError ENFORCEMENT_INVALID for a scope that is neither app nor stack, and for props that are not
 *   understood or contradict each other
 */
export function enforce(scope: IConstruct, props: EnforcementProps): void {
  requireConstruct(scope, 'ENFORCEMENT_INVALID');
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
  const settled = copyOf(merged, scope);
  if (known === undefined)
    attached.set(scope, isApp(scope) ? new AppEnforcement(scope, settled) : onStack(scope, settled));
  else known.props = settled;
  if (settled.mode === EnforcementMode.REMEDIATE) {
    const held = attached.get(scope) ?? { props: settled, cwd: process.cwd() };
    remediateStacks(scope, () => held);
  }
}

/** What is changed in the props later does not hold. */
function copyOf(props: EnforcementProps, scope: IConstruct): EnforcementProps {
  try {
    return structuredClone(props);
  } catch {
    throw new GuardrailsError(
      'ENFORCEMENT_INVALID',
      'ruleOptions hold a function or a symbol, allowed is what JSON can say; write it so',
      scope,
    );
  }
}

interface Enforcement extends HeldProps {
  props: EnforcementProps;
}

const attached = new WeakMap<IConstruct, Enforcement>();

/** Judges what an app has written, all of its stacks at once. */
class AppEnforcement implements Enforcement {
  readonly cwd = process.cwd();

  constructor(
    private readonly app: AppConstruct,
    public props: EnforcementProps,
  ) {
    traceElements(app);
    Gate.of(app).judgedBy((stacks) => this.problems(stacks));
  }

  private problems(ofApp: readonly TerraformStack[]): readonly string[] {
    const settings = engine.settings.effectiveSettings(this);
    const stacks = engine.judgement.writtenStacks(this.app, ofApp);
    const judgement = engine.judgement.judge(stacks, settings);
    const isWarning = this.props.mode === EnforcementMode.WARN;
    engine.warnings.warnOfWritten(this.app, judgement, { findings: isWarning, modules: true });
    if (isWarning || !judgement.isRejected) return [];
    return [engine.text.rejectionText(judgement, settings.settings, engine.rejectedName)];
  }
}

/**
 * Judges a stack before it is written, as `Testing.synth(stack, true)` does too; and what `app.synth()` has written,
 * where a later validation, a synthesizer or another hook has made something else of it.
 */
class StackEnforcement implements Enforcement {
  readonly cwd = process.cwd();
  private judged: readonly JudgedStack[] = [];
  private readonly gate: Gate | undefined;

  constructor(
    private readonly stack: TerraformStack,
    public props: EnforcementProps,
  ) {
    traceElements(stack);
    const app = appOf(stack);
    const gate = app && Gate.of(app);
    this.gate = gate;
    gate?.judgedBy(() => this.changes(gate.app));
    stack.node.addValidation({
      validate: () => {
        const problems = this.problems();
        if (problems.length > 0) gate?.reject(`the rules reject stack ${stack.node.path}`);
        return [...problems];
      },
    });
  }

  private problems(): readonly string[] {
    this.judged = [];
    const settings = engine.settings.effectiveSettings(this);
    const stacks = engine.judgement.finalStacks(stacksIn(this.stack));
    const judgement = engine.judgement.judge(stacks, settings);
    const isWarning = this.props.mode === EnforcementMode.WARN;
    const isAccepted = isWarning || !judgement.isRejected;
    // Somebody may catch what CDKTF throws: what was written is judged again then.
    if (isAccepted) this.judged = stacks;
    engine.warnings.warnOfFinal(judgement, { findings: isWarning, modules: this.gate?.isOpen !== true });
    if (isAccepted) return [];
    return [engine.text.rejectionText(engine.judgement.aboutPart(judgement), settings.settings, String)];
  }

  private changes(app: AppConstruct): readonly string[] {
    const stacks = engine.judgement.changedStacks(app, stacksIn(this.stack), this.judged);
    this.judged = [];
    if (stacks.length === 0) return [];
    const settings = engine.settings.effectiveSettings(this);
    const judgement = engine.judgement.judge(stacks, settings);
    const isWarning = this.props.mode === EnforcementMode.WARN;
    engine.warnings.warnOfWritten(app, judgement, { findings: isWarning, modules: true });
    if (isWarning || !judgement.isRejected) return [];
    const { rejectedName, text } = engine;
    return [text.rejectionText(engine.judgement.aboutPart(judgement), settings.settings, rejectedName)];
  }
}

function onStack(stack: TerraformStack, props: EnforcementProps): Enforcement {
  return new StackEnforcement(stack, props);
}
