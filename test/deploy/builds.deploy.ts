import { TerraformResource } from 'cdktf';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Profile } from '../../lib/core/profile';
import { stackNameOf, stackOf } from '../constructs/build-stack';
import { allBuilds } from '../constructs/builds';
import type { ConstructBuild } from '../constructs/construct-build';
import { runTerraform } from '../peers/terraform';
import { type PretendedAws, startPretendedAws } from './pretended-aws';
import { differencesIn, explanationOf, NOT_EMULATED, type NotEmulated, type PlanJson } from './not-emulated';
import { type RootModule, rootModuleOf, unprotected, writeRootModule } from './root-module';
import { type ProviderSchemas, resourcesIn, sensitiveValuesIn, type StateJson } from './sensitive-values';

const { DEPLOY_SLOW = '0', DEPLOY_ONLY = '' } = process.env;
const slow = DEPLOY_SLOW === '1';
const builds = allBuilds
  .filter(({ slowToDeploy = false }) => slowToDeploy === slow)
  .filter((build) => DEPLOY_ONLY === '' || stackNameOf(build).includes(DEPLOY_ONLY));

/** The part of terraform's output that says what is wrong. */
function problems(output: string): readonly string[] {
  return output
    .split(/^(?=Error: |╷)/m)
    .filter((text) => /^(?:╷\n│ )?Error: /.test(text))
    .map((text) => text.trim());
}

function typesOf(build: ConstructBuild): readonly string[] {
  const resources = stackOf(build, Profile.PROD)
    .node.findAll()
    .filter((each) => TerraformResource.isTerraformResource(each));
  return resources.map(({ terraformResourceType }) => terraformResourceType);
}

/** A step builds on those before it: in the order of a user's commands. */
describe(`every build that is ${slow ? 'slow' : 'quick'} to deploy`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  let root: RootModule;
  const deployed = new Set<string>();
  const explained = new Set<unknown>();
  let aws: PretendedAws;

  const terraform = (...args: readonly string[]) => runTerraform(folder, args, aws.environment);

  beforeAll(async () => {
    root = rootModuleOf(builds);
    writeRootModule(root, folder);
    aws = await startPretendedAws(path.join(folder, 'moto.log'));
  });

  afterAll(async () => {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is valid for the provider', () => {
    const init = runTerraform(folder, ['init', '-input=false', '-backend=false']);
    expect(problems(init.stderr)).toEqual([]);
    expect(init.status).toBe(0);
    const { stdout } = terraform('validate', '-json');
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { readonly severity: string }[] };
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is applied', () => {
    const { status, stderr } = terraform('apply', '-auto-approve', '-input=false', '-parallelism=60');
    expect(problems(stderr)).toEqual([]);
    expect(status).toBe(0);
  });

  it('leaves no secret in the state', () => {
    const state = terraform('show', '-json').stdout;
    const schemas = JSON.parse(terraform('providers', 'schema', '-json').stdout) as ProviderSchemas;
    const parsed = JSON.parse(state) as StateJson;
    expect(resourcesIn(parsed).length).toBeGreaterThan(builds.length);
    for (const { type } of resourcesIn(parsed)) deployed.add(type);
    expect(sensitiveValuesIn(parsed, schemas)).toEqual([]);
    for (const secret of root.secrets) expect(state.includes(secret)).toBe(false);
  });

  it('has nothing left to do in a second plan', () => {
    const { status, stderr } = terraform('plan', '-detailed-exitcode', '-input=false', '-out=second.tfplan');
    expect(problems(stderr)).toEqual([]);
    const differences = differencesIn(JSON.parse(terraform('show', '-json', 'second.tfplan').stdout) as PlanJson);
    for (const each of differences) explained.add(explanationOf(each));
    expect(differences.filter((difference) => explanationOf(difference) === undefined)).toEqual([]);
    expect(status).toBe(differences.length === 0 ? 0 : 2);
  });

  it('is destroyed, once its protection is taken off', () => {
    writeRootModule(unprotected(root), folder);
    const applied = terraform('apply', '-auto-approve', '-input=false', '-parallelism=60');
    expect(problems(applied.stderr)).toEqual([]);
    expect(applied.status).toBe(0);
    const { status, stderr } = terraform('destroy', '-auto-approve', '-input=false', '-parallelism=60');
    expect(problems(stderr)).toEqual([]);
    expect(status).toBe(0);
    expect(resourcesIn(JSON.parse(terraform('show', '-json').stdout) as StateJson)).toEqual([]);
  });

  it('needs every entry of not-emulated.json about its types', () => {
    const here = new Set(builds.map(stackNameOf));
    const stale = NOT_EMULATED.filter(({ attribute }) => attribute !== undefined)
      .filter(({ type, build }) => deployed.has(type) && (build === undefined || here.has(build)))
      .filter((each) => !explained.has(each))
      .map(({ type, attribute }) => `${type}.${String(attribute)}`);
    expect(stale).toEqual([]);
    const built = new Map(allBuilds.map((build) => [stackNameOf(build), typesOf(build)]));
    const inBuilds = ({ type, build }: NotEmulated): boolean =>
      build === undefined ? [...built.values()].flat().includes(type) : (built.get(build) ?? []).includes(type);
    expect(NOT_EMULATED.filter((each) => !inBuilds(each))).toEqual([]);
    for (const { reason } of NOT_EMULATED) expect(reason).toMatch(/^\S.{30,}\.$/);
  });
});
