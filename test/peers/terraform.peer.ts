import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { synthesizeExample, withStack, type StackJson } from './examples';

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

/** The folder that holds `registry.terraform.io`; undefined where terraform asks the registry. */
const mirror = process.env.TF_PLUGIN_MIRROR;

/** Highest version of the AWS provider that a mirror has. */
function mirroredVersion(folder: string): string {
  const versions = readdirSync(path.join(folder, PROVIDER)).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
  const newest = versions.sort((left, right) => left.localeCompare(right, 'en', { numeric: true })).at(-1);
  if (newest === undefined) throw new Error(`no version of ${PROVIDER} in TF_PLUGIN_MIRROR`);
  return newest;
}

/** The stack with its provider at the version that can be had. */
function withProviderVersion(stack: StackJson, version: string): StackJson {
  const terraform = stack.terraform as { readonly required_providers: { readonly aws: object } };
  const providers = { ...terraform.required_providers, aws: { ...terraform.required_providers.aws, version } };
  return { ...stack, terraform: { ...terraform, required_providers: providers } };
}

function terraform(folder: string, args: readonly string[]): SpawnSyncReturns<string> {
  const configuration = path.join(folder, 'terraform.rc');
  const block =
    mirror === undefined
      ? ''
      : `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n    include = ["*/*/*"]\n  }\n}\n`;
  writeFileSync(configuration, block);
  return spawnSync('terraform', [...args, '-no-color'], {
    cwd: folder,
    env: { ...process.env, TF_CLI_CONFIG_FILE: configuration, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    encoding: 'utf8',
  });
}

describe('terraform on three-tier', () => {
  it('validates the synthesised configuration', () => {
    const stack = synthesizeExample('three-tier');
    const chosen = mirror === undefined ? stack : withProviderVersion(stack, mirroredVersion(mirror));
    withStack(chosen, (folder) => {
      const init = terraform(folder, ['init', '-input=false', '-backend=false']);
      expect(init.stderr).toBe('');
      expect(init.status).toBe(0);
      const { stdout } = terraform(folder, ['validate', '-json']);
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, diagnostics: [] });
    });
  });
});
