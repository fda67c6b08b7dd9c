import type { IConstruct } from 'constructs';
import * as root from '../../lib';
import { guaranteesOf } from '../../lib/core/guarantee';
import { Profile } from '../../lib/core/profile';
import { SecuredConstruct } from '../../lib/core/secured-construct';
import { stackOf } from '../../test/constructs/build-stack';
import type { ConstructBuild } from '../../test/constructs/construct-build';
import { readableValue } from './readable-value';

/** What a class guarantees of one attribute, over all of its uses. */
export interface GuaranteeRow {
  readonly resourceType: string;
  readonly attribute: string;
  /** Each promised value once, in words. */
  readonly values: readonly string[];
  readonly rules: readonly string[];
}

/** What a class of the package guarantees, and which other classes it makes. */
export interface ConstructFacts {
  readonly rows: readonly GuaranteeRow[];
  readonly makes: readonly string[];
}

interface CollectedRow {
  readonly resourceType: string;
  readonly attribute: string;
  readonly values: Set<string>;
  readonly rules: Set<string>;
}

interface Collected {
  readonly rows: Map<string, CollectedRow>;
  readonly makes: Set<string>;
}

/** Names of the classes of the root entry that are constructs. */
export function exportedConstructs(): readonly string[] {
  return Object.entries(root)
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof SecuredConstruct)
    .map(([name]) => name)
    .sort();
}

/** The facts of every class that the builds make, in the production profile. */
export function constructFacts(builds: readonly ConstructBuild[]): ReadonlyMap<string, ConstructFacts> {
  const documented = new Set(exportedConstructs());
  const collected = new Map<string, Collected>();
  for (const build of builds) {
    for (const owner of stackOf(build, Profile.PROD).node.findAll()) {
      const name = documentedClass(owner, documented);
      if (name === undefined) continue;
      const facts = collected.get(name) ?? { rows: new Map(), makes: new Set<string>() };
      collected.set(name, facts);
      addRows(facts, owner);
      const maker = owner.node.scope && documentedClass(owner.node.scope, documented);
      if (maker !== undefined && maker !== name) collected.get(maker)?.makes.add(name);
    }
  }
  return new Map([...collected].map(([name, facts]) => [name, freeze(facts)]));
}

/** The class whose page speaks of a construct: its own, or that of the nearest construct around it. */
function documentedClass(construct: IConstruct, documented: ReadonlySet<string>): string | undefined {
  const names = [...construct.node.scopes].reverse().map((each) => each.constructor.name.replace(/^Imported/, ''));
  return names.find((name) => documented.has(name));
}

function addRows({ rows }: Collected, owner: IConstruct): void {
  for (const { resource, guarantees } of guaranteesOf(owner)) {
    for (const promised of guarantees) {
      const row = rowOf(rows, resource.terraformResourceType, promised.attribute);
      row.values.add(readableValue(promised, owner));
      for (const rule of promised.rules ?? []) row.rules.add(rule);
    }
  }
}

function rowOf(rows: Collected['rows'], resourceType: string, attribute: string): CollectedRow {
  const key = `${resourceType}.${attribute}`;
  const row = rows.get(key) ?? { resourceType, attribute, values: new Set<string>(), rules: new Set<string>() };
  rows.set(key, row);
  return row;
}

/** The facts of several classes as those of one. */
export function mergeFacts(all: readonly ConstructFacts[]): ConstructFacts {
  const rows: Collected['rows'] = new Map();
  for (const { resourceType, attribute, values, rules } of all.flatMap((facts) => facts.rows)) {
    const row = rowOf(rows, resourceType, attribute);
    for (const value of values) row.values.add(value);
    for (const rule of rules) row.rules.add(rule);
  }
  return freeze({ rows, makes: new Set(all.flatMap(({ makes }) => makes)) });
}

function freeze({ rows, makes }: Collected): ConstructFacts {
  const frozen = [...rows.values()].map(({ resourceType, attribute, values, rules }) => ({
    resourceType,
    attribute,
    values: [...values].sort(),
    rules: [...rules].sort(),
  }));
  return { rows: byResource(frozen), makes: [...makes].sort() };
}

/** The resources in the order in which they are first promised, each with its attributes in theirs. */
function byResource(rows: readonly GuaranteeRow[]): readonly GuaranteeRow[] {
  const types = [...new Set(rows.map(({ resourceType }) => resourceType))];
  return types.flatMap((type) => rows.filter(({ resourceType }) => resourceType === type));
}
