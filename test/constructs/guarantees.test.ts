import { TerraformResource, Testing, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { findRule } from '../../lib/compliance';
import { type Guarantee, guaranteesOf } from '../../lib/core/guarantee';
import { Profile } from '../../lib/core/profile';
import { SecuredConstruct } from '../../lib/core/secured-construct';
import { resolveTokens } from '../../lib/core/tokens';
import { stackOf, titleOf } from './build-stack';
import { allBuilds } from './builds';
import { checkpoint } from './restore';
import { type Undoing, undoingsOf, WAYS } from './undoings';

/*
 * Every guarantee that a construct has given is undone in every way, one at a time, in the stack of a build. What
 * `Testing.synth(stack, true)` would do about it is asked of the owner's validations alone, which takes a thousandth of
 * the time; the resource and the stack's overrides are then put back as they were, and the owner has to be content
 * again. One undoing of each code of each class goes through `Testing.synth(stack, true)` itself.
 */

/** Types without an attribute that makes them secure or not. */
const NOTHING_TO_PROMISE = new Set(['aws_eip', 'aws_internet_gateway', 'aws_nat_gateway']);

interface Promise {
  readonly owner: IConstruct;
  readonly resource: TerraformResource;
  readonly promised: Guarantee;
}

function promisesIn(stack: TerraformStack): readonly Promise[] {
  return stack.node
    .findAll()
    .flatMap((owner) =>
      guaranteesOf(owner).flatMap(({ resource, guarantees }) =>
        guarantees.map((promised) => ({ owner, resource, promised })),
      ),
    );
}

/** The same for promises of a class about one attribute that differ in nothing but texts, such as names. */
function kindOf({ owner, resource, promised }: Promise): string {
  const value = JSON.stringify(resolveTokens(resource, promised.value)) as string | undefined;
  const shape = value?.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  return [owner.constructor.name, resource.terraformResourceType, promised.code, promised.attribute, shape].join(' ');
}

function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** True where an error carries the code of the promise and names its resource. */
function isReported(errors: readonly string[], { resource, promised }: Promise): boolean {
  const code = new RegExp(`(?:^|, )${promised.code}(?:, [A-Z0-9_, ]+)?: `);
  return errors.some((error) => code.test(error) && error.includes(addressOf(resource)));
}

/** Undoings of one promise that go unnoticed. */
function unnoticed(promise: Promise, undoings: readonly Undoing[]): readonly string[] {
  const { owner, resource, promised } = promise;
  const name = `${promised.code} ${addressOf(resource)}.${promised.attribute}`;
  const missed = undoings.filter(({ run }) => {
    const restore = checkpoint(resource);
    run();
    const errors = owner.node.validate();
    restore();
    return !isReported(errors, promise);
  });
  if (owner.node.validate().length > 0) throw new Error(`not restored after the undoings of ${name}`);
  return missed.map(({ way, call }) => `${name}: ${way}, ${call}`);
}

const seen = new Set<string>();
const synthesised = new Set<string>();
const tried = new Set<string>();
const builds = allBuilds.map((build) => [titleOf(build), build] as const);

describe.each(builds)('%s', (_, build) => {
  let stack: TerraformStack;
  let promises: readonly Promise[];
  let fresh: readonly Promise[];

  beforeAll(() => {
    stack = stackOf(build, Profile.PROD);
    promises = promisesIn(stack);
    fresh = promises.filter((promise) => !seen.has(kindOf(promise)) && seen.add(kindOf(promise)));
  });

  it('keeps what it guarantees', () => {
    expect(stack.node.findAll().flatMap((each) => each.node.validate())).toEqual([]);
  });

  it('guarantees something of each resource that it makes', () => {
    const promisedResources = new Set(promises.map(({ resource }) => resource));
    const without = stack.node
      .findAll()
      .filter((each) => TerraformResource.isTerraformResource(each))
      .filter(({ node }) => node.scopes.some((scope) => scope instanceof SecuredConstruct))
      .filter((resource) => !promisedResources.has(resource))
      .filter(({ terraformResourceType }) => !NOTHING_TO_PROMISE.has(terraformResourceType));
    expect(without.map(addressOf)).toEqual([]);
  });

  it('notices every undoing of every guarantee', () => {
    const missed = fresh.flatMap((promise) => {
      const undoings = undoingsOf(promise.resource, promise.promised);
      const ways = new Set(undoings.map(({ way }) => way));
      for (const way of ways) tried.add(way);
      const withoutSetter = ways.has('setter') ? [] : [`no setter to undo ${kindOf(promise)}`];
      return [...withoutSetter, ...unnoticed(promise, undoings)];
    });
    expect(missed).toEqual([]);
  });

  it('fails the synthesis with the code of the guarantee', () => {
    for (const { owner, resource, promised } of promises) {
      const name = `${owner.constructor.name} ${promised.code}`;
      if (synthesised.has(name)) continue;
      synthesised.add(name);
      const restore = checkpoint(resource);
      resource.addOverride('lifecycle.ignore_changes', 'all');
      expect(() => Testing.synth(stack, true)).toThrow(new RegExp(`${promised.code}[:,]`));
      restore();
    }
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });
});

describe('the guarantees of all constructs', () => {
  it('are undone in all ways', () => {
    expect([...tried].sort()).toEqual([...WAYS].sort());
    expect(seen.size).toBeGreaterThan(50);
  });

  it('name rules that exist', () => {
    const promises = allBuilds.flatMap((build) => promisesIn(stackOf(build, Profile.PROD)));
    const named = new Set(promises.flatMap(({ promised }) => promised.rules ?? []));
    expect([...named].filter((id) => findRule(id) === undefined)).toEqual([]);
  });
});
