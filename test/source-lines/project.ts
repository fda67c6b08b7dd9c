import { transformFileSync } from '@swc/core';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The app that every runner runs. */
export const APP = readFileSync(require.resolve('./app/main'), 'utf8');

/** Line of the app that a comment marks. */
export function lineOf(what: 'raw' | 'own'): number {
  return APP.split('\n').findIndex((text) => text.endsWith(`// line of ${what}`)) + 1;
}

/** What the JSON says of the two resources of the app: the first frame of each, without its caller. */
export interface Places {
  readonly raw: string | undefined;
  readonly own: string | undefined;
}

interface Traced {
  readonly resource: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly '//': { readonly metadata: { stackTrace?: readonly string[] } } }>>
    >
  >;
}

/** A project of a user, in a folder whose name has a space and a letter that is not ASCII. */
export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'shöp app-')));

  constructor(packageFolder: string) {
    this.write('package.json', JSON.stringify({ name: 'shop', private: true }));
    mkdirSync(join(this.folder, 'node_modules', '@cdktf'), { recursive: true });
    symlinkSync(packageFolder, join(this.folder, 'node_modules', 'cdktf-guardrails'));
    for (const name of ['cdktf', 'constructs', '@cdktf/provider-aws', 'tsx'])
      symlinkSync(join(ROOT, 'node_modules', name), join(this.folder, 'node_modules', name));
  }

  write(file: string, text: string): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Runs Node in the project, which synthesises into a folder of its own. */
  run(args: readonly string[], cwd = '.'): Places {
    const outdir = join(this.folder, 'cdktf.out');
    rmSync(outdir, { recursive: true, force: true });
    const { status, stderr, stdout } = spawnSync(process.execPath, args, {
      cwd: join(this.folder, cwd),
      env: { ...process.env, OUTDIR: outdir, NODE_OPTIONS: '', CHECKPOINT_DISABLE: '1' },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}\n${stdout}${stderr}`);
    const text = readFileSync(join(outdir, 'stacks', 'shop', 'cdk.tf.json'), 'utf8');
    if (text.includes(this.folder)) throw new Error(`the JSON tells the folder of the project: ${text}`);
    const { resource } = JSON.parse(text) as Traced;
    return { raw: placeIn(resource.aws_security_group), own: placeIn(resource.aws_kms_key) };
  }
}

function placeIn(blocks: Traced['resource'][string] | undefined): string | undefined {
  const frame = Object.values(blocks ?? {})[0]?.['//'].metadata.stackTrace?.[0];
  return frame === undefined ? undefined : (/\((.+)\)$/.exec(frame)?.[1] ?? frame).replace(/:\d+$/, '');
}

/**
 * Compiles this package, and lays it into a `node_modules` as an installation does.
 *
 * @returns its folder, two levels below one that is made for it
 */
export function compilePackage(): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'package-')));
  const folder = join(home, 'node_modules', 'cdktf-guardrails');
  const lib = join(ROOT, 'lib');
  for (const file of readdirSync(lib, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.d.ts')) continue;
    const { code } = transformFileSync(join(lib, file), {
      configFile: false,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
      module: { type: 'commonjs', ignoreDynamic: true, exportInteropAnnotation: true },
    });
    const target = join(folder, 'dist', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  writeFileSync(join(folder, 'package.json'), readFileSync(join(ROOT, 'package.json')));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
