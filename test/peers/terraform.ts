import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StackJson } from './examples';

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

/** The folder that holds `registry.terraform.io`; undefined where terraform asks the registry. */
const mirror = process.env.TF_PLUGIN_MIRROR;

/** No command takes longer: terraform is asked to end, and says what it was waiting for. */
const LIMIT_MS = (process.env.DEPLOY_SLOW === '1' ? 60 : 15) * 60_000;

/** Highest version of the AWS provider that a mirror has. */
function mirroredVersion(folder: string): string {
  const versions = readdirSync(path.join(folder, PROVIDER)).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
  const newest = versions.sort((left, right) => left.localeCompare(right, 'en', { numeric: true })).at(-1);
  if (newest === undefined) throw new Error(`no version of ${PROVIDER} in TF_PLUGIN_MIRROR`);
  return newest;
}

/** The stack with its provider at the version that can be had. */
export function withAvailableProvider(stack: StackJson): StackJson {
  if (mirror === undefined) return stack;
  const version = mirroredVersion(mirror);
  const terraform = stack.terraform as { readonly required_providers: { readonly aws: object } };
  const providers = { ...terraform.required_providers, aws: { ...terraform.required_providers.aws, version } };
  return { ...stack, terraform: { ...terraform, required_providers: providers } };
}

/** Runs terraform in a folder, with the provider of the mirror. */
export function runTerraform(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): SpawnSyncReturns<string> {
  const configuration = path.join(folder, 'terraform.rc');
  const block =
    mirror === undefined
      ? ''
      : `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n    include = ["*/*/*"]\n  }\n}\n`;
  writeFileSync(configuration, block);
  return spawnSync('terraform', [...args, '-no-color'], {
    cwd: folder,
    env: {
      ...process.env,
      TF_CLI_CONFIG_FILE: configuration,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      ...environment,
    },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: LIMIT_MS,
    killSignal: 'SIGINT',
  });
}
