import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Finding } from '../compliance/engine/assessment';
import type { Block } from '../compliance/model/block';
import { isUnknown } from '../compliance/model/value';
import { appliedTags, isFilled, isTaggable } from '../compliance/reading/tags/applied-tags';
import { findTag } from '../compliance/reading/tags/tag-layers';
import { assess } from '../compliance/engine/runner';
import type { AppConstruct } from '../enforcement/constructs-of-stacks';
import { changedStacks, finalStacks, type JudgedStack } from '../enforcement/judged-stack';
import { withPlaces } from '../enforcement/judgement';
import { visible } from '../reporters/visible-text';
import { combine, type EffectivePolicy } from './effective-policy';
import { keysFor, rulesOf } from './policy-rules';
import type { GuardrailsPolicyProps } from './policy-props';
import type { TagCoverage } from './tag-coverage';

/** What was judged last of a stack, until it has been written. */
const judged = new WeakMap<TerraformStack, readonly JudgedStack[]>();

/** Everything in a stack that breaks its policies, one text each. What is not known is no violation. */
export function violationsOf(stack: TerraformStack, policies: readonly GuardrailsPolicyProps[]): readonly string[] {
  const stacks = finalStacks([stack]);
  const violations = violationsIn(stacks, policies);
  // Somebody may catch what CDKTF throws: what was written is judged again then.
  judged.set(stack, violations.length === 0 ? stacks : []);
  return violations;
}

/** The same of what an app has written for a stack, where that is something else than was judged before. */
export function writtenViolationsOf(
  app: AppConstruct,
  stack: TerraformStack,
  policies: readonly GuardrailsPolicyProps[],
): readonly string[] {
  const changed = changedStacks(app, [stack], judged.get(stack) ?? []);
  judged.delete(stack);
  return changed.length === 0 ? [] : violationsIn(changed, policies);
}

function violationsIn(stacks: readonly JudgedStack[], policies: readonly GuardrailsPolicyProps[]): readonly string[] {
  const { findings, errors } = assess(
    stacks.map(({ input }) => input),
    rulesOf(combine(policies)),
  );
  const failing = findings.filter(({ verdict, suppressed }) => verdict === 'fail' && suppressed === null);
  return [
    ...withPlaces(stacks, failing).map((finding) => visible(textOf(finding))),
    ...errors.map(({ rule, address, message }) =>
      visible(`GuardrailsPolicy: ${rule} failed on ${address}: ${message}`),
    ),
  ];
}

function textOf({ rule, address, message, path, observed, expected, constructPath, source }: Finding): string {
  const argument = path === '' || message.includes(path) ? '' : `.${path}`;
  const got = observed === null || typeof observed === 'object' ? '' : `got ${JSON.stringify(observed)}, `;
  const details = expected === null ? '' : ` (${got}expected ${expected})`;
  const place = [
    constructPath === null ? '' : `construct ${constructPath}`,
    source === null ? '' : `${source.file}:${String(source.line)}:${String(source.column)}`,
  ].filter((each) => each !== '');
  const where = place.length === 0 ? '' : `, ${place.join(', ')}`;
  return `${rule}: ${address}${argument}: ${message}${details}${where}`;
}

/** What each resource of stacks has of the tags that its policies ask for. */
export function tagCoverageOf(
  stacks: readonly TerraformStack[],
  policiesOf: (scope: IConstruct) => readonly GuardrailsPolicyProps[],
): TagCoverage[] {
  return finalStacks(stacks).flatMap(({ stack, input }) => {
    const policy = combine(policiesOf(stack));
    return input.configuration.blocks
      .filter(({ kind, type }) => kind === 'resource' && type.startsWith('aws_'))
      .map((block) => rowOf(block, stack.node.path, policy));
  });
}

function rowOf(block: Block, stack: string, policy: EffectivePolicy): TagCoverage {
  const { address, constructPath } = block;
  const taggable = isTaggable(block);
  const states = taggable ? keysFor(block.type, policy).map((key) => [key, stateOf(block, key)] as const) : [];
  const keys = (wanted: State): string[] => states.filter(([, state]) => state === wanted).map(([key]) => key);
  return {
    stack,
    address,
    ...(constructPath === undefined ? {} : { constructPath }),
    taggable,
    presentKeys: keys('present'),
    missingKeys: keys('missing'),
    unknownKeys: keys('unknown'),
  };
}

type State = 'present' | 'missing' | 'unknown';

/** Of several instances the one that lacks the tag counts. */
function stateOf(block: Block, key: string): State {
  const states = appliedTags(block).map(({ layers }): State => {
    const { value, hidden } = findTag(layers, key);
    const filled = isFilled(value);
    if (filled === true) return 'present';
    return isUnknown(filled) || hidden !== undefined ? 'unknown' : 'missing';
  });
  return states.find((each) => each === 'missing') ?? states.find((each) => each === 'unknown') ?? 'present';
}
