import { TerraformElement, TerraformStack } from 'cdktf';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as root from '../../lib';
import { SecuredConstruct } from '../../lib/core/secured-construct';
import { Profile } from '../../lib/core/profile';
import { stackNameOf, stackOf, titleOf } from './build-stack';
import { allBuilds } from './builds';
import type { ConstructBuild } from './construct-build';

const FOLDER = path.join(__dirname, 'builds');

/** Names of the classes of the root entry that are constructs. */
function exportedConstructs(): readonly string[] {
  return Object.entries(root as Readonly<Record<string, unknown>>)
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof SecuredConstruct)
    .map(([name]) => name);
}

/** The lists of builds that a file of the folder exports. */
function buildsOf(file: string): readonly ConstructBuild[] {
  const exported = require(path.join(FOLDER, file)) as Readonly<Record<string, unknown>>;
  const lists = Object.entries(exported).filter(([name]) => name.endsWith('Builds'));
  return lists.flatMap(([, list]) => list as readonly ConstructBuild[]);
}

describe('the builds of the constructs', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && file !== 'index.ts');

  it.each(files)('include those of %s', (file) => {
    expect(allBuilds).toEqual(expect.arrayContaining([...buildsOf(file)]));
  });

  it('cover every construct that the package exports', () => {
    const built = new Set(allBuilds.map(({ construct }) => construct));
    expect(exportedConstructs().filter((name) => !built.has(name))).toEqual([]);
    expect(exportedConstructs().length).toBeGreaterThan(4);
  });

  it('have a name of their own each', () => {
    const names = allBuilds.map(stackNameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(allBuilds.map((build) => [titleOf(build), build] as const))('make what they say: %s', (_, build) => {
    const stack = stackOf(build, Profile.PROD);
    const made = stack.node.findAll().filter((each) => each.constructor.name.endsWith(build.construct));
    expect(made.length).toBeGreaterThan(0);
    expect(stack.node.findAll().some((each) => TerraformElement.isTerraformElement(each))).toBe(true);
    expect(TerraformStack.of(made[0] ?? stack)).toBe(stack);
  });
});
