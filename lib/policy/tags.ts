import { Aspects } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireProps } from '../core/props';
import { requireTags } from '../core/tags';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { isResource, requireConstruct, stackOf } from '../enforcement/constructs-of-stacks';
import { forEachStack } from '../enforcement/later-stacks';
import { writeTags, type TagDecision } from './tag-writing';
import type { TagProps } from './tag-props';

const ADD_PRIORITY = 100;
const REMOVE_PRIORITY = 200;
const PROPS: readonly string[] = [
  'includeResourceTypes',
  'excludeResourceTypes',
  'priority',
  'applyToLaunchedInstances',
] satisfies (keyof TagProps)[];
const AUTO_SCALING_GROUP = 'aws_autoscaling_group';

interface ScopedDecision extends TagDecision {
  readonly include: ReadonlySet<string> | undefined;
  readonly exclude: ReadonlySet<string>;
}

const decisions = new WeakMap<IConstruct, ScopedDecision[]>();
const attended = new WeakSet<IConstruct>();

/** Types that take tags: loaded when the first tag is put. */
function taggableTypes(): ReadonlySet<string> {
  const { TAGGABLE_TYPES } =
    require('../compliance/reading/tags/taggable-types') as typeof import('../compliance/reading/tags/taggable-types');
  return TAGGABLE_TYPES;
}

/**
 * Tags of everything at and below a scope that can have tags, put there when the app is synthesised: on resources of the
 * provider, of the constructs of this package, and of others.
 */
export class Tags {
  /** The tags of a construct, a stack or an app. */
  static of(scope: IConstruct): Tags {
    requireConstruct(scope, 'TAGS_INVALID');
    return new Tags(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Puts a tag on every resource.
   *
   * @throws GuardrailsError TAGS_INVALID for a tag that AWS does not take, and for types that take no tags
   */
  add(key: string, value: string, props: TagProps = {}): this {
    if ((value as unknown) === undefined || (value as unknown) === null)
      throw invalid(`${shown(key)} has no value; give it one`, this.scope);
    requireTags(Object.fromEntries([[key, value]]), this.scope);
    return this.decide(key, value, ADD_PRIORITY, props);
  }

  /**
   * Takes a tag away: one that was added around the scope, or that resources have of their own. Default tags of the
   * provider stay.
   *
   * @throws GuardrailsError TAGS_INVALID for types that take no tags
   */
  remove(key: string, props: TagProps = {}): this {
    return this.decide(key, undefined, REMOVE_PRIORITY, props);
  }

  private decide(key: string, value: string | undefined, usual: number, props: TagProps): this {
    requireProps(props, 'props of Tags', this.scope);
    const wrong = Object.keys(props).find((name) => !PROPS.includes(name));
    if (wrong !== undefined)
      throw invalid(`${wrong} is no prop, allowed are ${PROPS.join(', ')}; correct the name`, this.scope);
    const {
      includeResourceTypes,
      excludeResourceTypes = [],
      priority = usual,
      applyToLaunchedInstances = true,
    } = props;
    if (typeof key !== 'string' || key === '' || isUnresolved(key))
      throw invalid(`the key is ${shown(key)}, allowed is a text that is known now; write it out`, this.scope);
    if (typeof priority !== 'number' || !Number.isInteger(priority) || isUnresolved(priority))
      throw invalid(`priority is ${shown(priority)}, allowed are whole numbers; correct it`, this.scope);
    if (typeof applyToLaunchedInstances !== 'boolean')
      throw invalid(
        `applyToLaunchedInstances is ${shown(applyToLaunchedInstances)}, allowed are true and false; correct it`,
        this.scope,
      );
    const known = decisions.get(this.scope) ?? [];
    decisions.set(this.scope, known);
    known.push({
      key,
      value,
      priority,
      propagates: applyToLaunchedInstances,
      include: includeResourceTypes && this.types('includeResourceTypes', includeResourceTypes),
      exclude: this.types('excludeResourceTypes', excludeResourceTypes),
    });
    this.attend();
    return this;
  }

  private types(name: string, types: readonly string[]): ReadonlySet<string> {
    const taggable = taggableTypes();
    const list: unknown = types;
    const wrong = Array.isArray(list)
      ? (list as unknown[]).find(
          (type) => typeof type !== 'string' || !(taggable.has(type) || type === AUTO_SCALING_GROUP),
        )
      : list;
    if (wrong === undefined) return new Set(types);
    throw invalid(`${name} holds ${shown(wrong)}, which is no type that takes tags; correct it`, this.scope);
  }

  /** Aspects run from the stacks on: that of the stack sees to every scope in it and around it. */
  private attend(): void {
    const around = stackOf(this.scope);
    if (around !== undefined) tagWithin(around);
    else forEachStack(this.scope, tagWithin);
  }
}

function tagWithin(stack: IConstruct): void {
  if (attended.has(stack)) return;
  attended.add(stack);
  Aspects.of(stack).add({
    visit: (construct) => {
      if (!isResource(construct) || stackOf(construct) !== stack) return;
      const type = construct.terraformResourceType;
      const isGroup = type === AUTO_SCALING_GROUP;
      if (!isGroup && !taggableTypes().has(type)) return;
      const fitting = construct.node.scopes
        .flatMap((scope) => decisions.get(scope) ?? [])
        .filter(({ include, exclude }) => include?.has(type) !== false && !exclude.has(type));
      writeTags(construct, fitting, isGroup);
    },
  });
}

function invalid(problem: string, scope: IConstruct): GuardrailsError {
  return new GuardrailsError('TAGS_INVALID', `tags: ${problem}`, scope);
}
