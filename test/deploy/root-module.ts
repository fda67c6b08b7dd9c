import { Testing } from 'cdktf';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Profile } from '../../lib/core/profile';
import { stackNameOf, stackOf } from '../constructs/build-stack';
import type { ConstructBuild } from '../constructs/construct-build';
import type { StackJson } from '../peers/examples';
import { withAvailableProvider } from '../peers/terraform';
import { NOT_EMULATED, withoutProtection, withoutTypes } from './not-emulated';

type Blocks = Readonly<Record<string, StackJson>>;

interface Module {
  readonly name: string;
  readonly json: StackJson;
}

/** A root module that calls each build's stack as a module, and what must not be found in its state. */
export interface RootModule {
  readonly json: StackJson;
  readonly modules: readonly Module[];
  /** Values of the secret variables: nowhere in the state. */
  readonly secrets: readonly string[];
}

/** Types that the pretended AWS cannot make, in every build or in this one. */
function notMadeIn(name: string): ReadonlySet<string> {
  const entries = NOT_EMULATED.filter(({ attribute, build = name }) => attribute === undefined && build === name);
  return new Set(entries.map(({ type }) => type));
}

/** The stack of a build, without its backend and without what the pretended AWS cannot make. */
function stackJson(build: ConstructBuild): StackJson {
  const json = JSON.parse(Testing.synth(stackOf(build, Profile.PROD), true)) as StackJson;
  const terraform = Object.fromEntries(
    Object.entries(json.terraform as StackJson).filter(([key]) => key !== 'backend'),
  );
  return withAvailableProvider({ ...withoutTypes(json, notMadeIn(stackNameOf(build))), terraform });
}

function isAliased(provider: unknown): boolean {
  return typeof provider === 'object' && provider !== null && Object.hasOwn(provider, 'alias');
}

/** The stack as a module: the provider without alias is the root's, so that one process serves all. */
function moduleJson({ provider = {}, ...json }: StackJson): StackJson {
  const providers = Object.entries(provider as Record<string, unknown>)
    .map(([name, blocks]) => [name, [blocks].flat().filter(isAliased)] as const)
    .filter(([, blocks]) => blocks.length > 0);
  return providers.length === 0 ? json : { ...json, provider: Object.fromEntries(providers) };
}

/** A value for a variable that a build leaves open. */
function valueFor(variable: StackJson, secret: string): unknown {
  if (variable.sensitive === true || variable.ephemeral === true) return secret;
  if (variable.type === 'number') return 1;
  if (variable.type === 'bool') return true;
  return 'open';
}

/** Calls the modules, and declares a variable of its own for each one that a module leaves open. */
function callsOf(modules: readonly Module[], secret: string): { readonly calls: Blocks; readonly variables: Blocks } {
  const calls: Record<string, StackJson> = {};
  const variables: Record<string, StackJson> = {};
  for (const { name, json } of modules) {
    const call: StackJson = { source: `./${name}` };
    for (const [input, variable] of Object.entries((json.variable ?? {}) as Blocks)) {
      if (Object.hasOwn(variable, 'default')) continue;
      const own = `${name}_${input}`;
      const { type = 'string', sensitive, ephemeral } = variable;
      variables[own] = { type, sensitive, ephemeral, default: valueFor(variable, secret) };
      call[input] = `\${var.${own}}`;
    }
    calls[name] = call;
  }
  return { calls, variables };
}

/** One root module for all builds: one init, one apply, one plan. */
export function rootModuleOf(builds: readonly ConstructBuild[]): RootModule {
  const stacks = builds.map((build) => ({ name: stackNameOf(build), json: stackJson(build) }));
  const [first] = stacks;
  if (first === undefined) throw new Error('no build to deploy');
  const { provider } = first.json;
  const { required_providers } = first.json.terraform as StackJson;
  const secret = `secret-${randomUUID()}`;
  const modules = stacks.map(({ name, json }) => ({ name, json: moduleJson(json) }));
  const { calls, variables } = callsOf(modules, secret);
  const declared = Object.keys(variables).length > 0 ? { variable: variables } : {};
  const json = { terraform: { required_providers }, provider, ...declared, module: calls };
  return { json, modules, secrets: [secret] };
}

/** Writes a root module and the modules that it calls. */
export function writeRootModule({ json, modules }: RootModule, folder: string): void {
  writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(json, null, 2));
  for (const each of modules) {
    mkdirSync(path.join(folder, each.name), { recursive: true });
    writeFileSync(path.join(folder, each.name, 'cdk.tf.json'), JSON.stringify(each.json, null, 2));
  }
}

/** The same, with nothing protected from deletion. */
export function unprotected(root: RootModule): RootModule {
  return { ...root, modules: root.modules.map(({ name, json }) => ({ name, json: withoutProtection(json) })) };
}
