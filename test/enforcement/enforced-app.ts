import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tty from 'node:tty';
import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, type AppConfig } from 'cdktf';
import type { Construct } from 'constructs';
import type { EnforcementProps } from '../../lib/enforcement/enforcement-props';

/** Reports are the same in whatever terminal the tests run. */
beforeEach(() => {
  jest.spyOn(tty, 'isatty').mockReturnValue(false);
});

/** A folder of its own, which the app writes to as if it were the project's. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'guardrails-enforce-'));
  readonly outdir = join(this.folder, 'cdktf.out');

  app(config: AppConfig = {}): App {
    return new App({ outdir: this.outdir, ...config });
  }

  stackFile(name: string): string {
    return join(this.outdir, 'stacks', name, 'cdk.tf.json');
  }

  get manifest(): string {
    return join(this.outdir, 'manifest.json');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The rule that most tests go by, alone, whatever settings file lies about. */
export const ENCRYPTION: EnforcementProps = {
  packs: [],
  ruleSeverities: { 'rds-instance-storage-encrypted': 'high' },
  ignoreSettingsFile: true,
};

/** A stack with a provider that no rule of `recommended` complains of. */
export function newStack(scope: Construct, name: string): TerraformStack {
  const stack = new TerraformStack(scope, name);
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  return stack;
}

/** A raw database; encrypted unless told otherwise. */
export function database(scope: Construct, id: string, config: Partial<DbInstanceConfig> = {}): DbInstance {
  return new DbInstance(scope, id, {
    instanceClass: 'db.m7g.large',
    engine: 'postgres',
    allocatedStorage: 20,
    storageEncrypted: true,
    ...config,
  });
}

/** The message of what a function throws; it must throw. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('expected an error, but nothing was thrown');
}

/** A report with a finding at a line of this file. */
export const PLACE = /^test\/enforcement\/enforced-app\.ts$[^]*^ +\d+:\d+ +(?:high|low) /m;
