import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { ApprovedInstanceFamilies } from '../database/approved-instance-families';
import { appOf, isApp, isStack, requireConstruct, stackOf, stacksIn } from '../enforcement/constructs-of-stacks';
import { forEachStack } from '../enforcement/later-stacks';
import { checkPolicy } from './policy-check';
import type { GuardrailsPolicyProps } from './policy-props';
import type { TagCoverage } from './tag-coverage';

const applied = new WeakMap<IConstruct, GuardrailsPolicyProps[]>();
const validated = new WeakSet<IConstruct>();

/** The engine is loaded when a stack is judged. */
function judging(): typeof import('./judge-policy') {
  return require('./judge-policy') as typeof import('./judge-policy');
}

/**
 * What an organisation asks of all resources of an app or a stack: tags, names, regions and instance classes. Breaking it
 * fails the synthesis (`app.synth()`, `Testing.synth(stack, true)`), with everything that is wrong with the stack at
 * once. Policies of the app hold in every stack, beside those of the stack.
 */
export class GuardrailsPolicy {
  /**
   * The policy of an app or a stack.
   *
   * @throws GuardrailsError GUARDRAILS_POLICY_INVALID for any other scope
   */
  static of(scope: IConstruct): GuardrailsPolicy {
    requireConstruct(scope, 'GUARDRAILS_POLICY_INVALID');
    if (isApp(scope) || isStack(scope)) return new GuardrailsPolicy(scope);
    throw new GuardrailsError(
      'GUARDRAILS_POLICY_INVALID',
      `a policy holds for an app or a stack, got ${scope.constructor.name}; pass one of them`,
      scope,
    );
  }

  /**
   * Which of the required tags each resource has. Call it after the synthesis: aspects have set their tags then.
   *
   * @param scope an app, a stack, or a construct: its stack
   */
  static tagCoverage(scope: IConstruct): TagCoverage[] {
    const inside = stacksIn(scope);
    const around = stackOf(scope);
    const stacks = inside.length > 0 || around === undefined ? inside : [around];
    return judging().tagCoverageOf(stacks, policiesFor);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Adds to the policy.
   *
   * @throws GuardrailsError GUARDRAILS_POLICY_INVALID for props that are not understood, that nothing could keep, or that
   *   contradict a policy that holds already
   */
  apply(props: GuardrailsPolicyProps): this {
    const { scope } = this;
    const below = scope.node.findAll().filter((each) => each !== scope && applied.has(each));
    checkPolicy(props, [scope, ...below].map(policiesFor), scope);
    // What is changed in the props later does not hold.
    applied.set(scope, [...(applied.get(scope) ?? []), structuredClone(props)]);
    approveDatabases(scope, props);
    forEachStack(scope, validate);
    return this;
  }
}

/** Databases of this package refuse other families where they are made, with the line that makes them. */
function approveDatabases(scope: IConstruct, { approvedInstanceFamilies }: GuardrailsPolicyProps): void {
  const families = approvedInstanceFamilies?.rds;
  if (families === undefined) return;
  const known = ApprovedInstanceFamilies.of(scope);
  const common = known === undefined ? families : families.filter((each) => known.includes(each));
  if (common.length > 0) ApprovedInstanceFamilies.set(scope, [...common]);
}

function policiesFor(scope: IConstruct): readonly GuardrailsPolicyProps[] {
  return scope.node.scopes.flatMap((each) => applied.get(each) ?? []);
}

function validate(stack: TerraformStack): void {
  if (validated.has(stack)) return;
  validated.add(stack);
  stack.node.addValidation({ validate: () => [...judging().violationsOf(stack, policiesFor(stack))] });
  const app = appOf(stack);
  app?.node.addValidation({
    validate: () =>
      judging()
        .writtenViolationsOf(app, stack, policiesFor(stack))
        .map((text) => `[${stack.node.path}] ${text}`),
  });
}
