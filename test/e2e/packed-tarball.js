'use strict';

/**
 * Black-box test of what npm publishes: packs the built package, installs the tarball in an empty CDKTF project and
 * uses it there as a stranger would. Needs `npm run build` first; prints one line a check and exits 1 when one fails.
 */

const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
/** Stands for all services where an entry point is a pattern. */
const SAMPLE_SERVICE = 's3';
const ENTRY_POINTS = Object.keys(PACKAGE.exports)
  .filter((subpath) => subpath !== './package.json')
  .map((subpath) => PACKAGE.name + subpath.slice(1).replace('*', SAMPLE_SERVICE));

const work = mkdtempSync(join(tmpdir(), 'packed-tarball-'));
const project = join(work, 'project');

/** Settings of the tsconfig.json that `cdktf init --template typescript` writes, as far as they change the outcome. */
const TEMPLATE_COMPILER_OPTIONS = {
  target: 'ES2018',
  lib: ['es2018'],
  module: 'CommonJS',
  strict: true,
  declaration: true,
  experimentalDecorators: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmitOnError: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
};

function run(command, args, { cwd = project, env = {}, expected = 0 } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env: { ...process.env, CHECKPOINT_DISABLE: '1', NO_COLOR: '1', ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    timeout: 600_000,
  });
  if (result.error) throw result.error;
  if (result.status !== expected) {
    const shown = [command, ...args].join(' ');
    throw new Error(`${shown}: exit code ${result.status}, expected ${expected}\n${result.stdout}${result.stderr}`);
  }
  return result;
}

const node = (code, options) => run(process.execPath, ['-e', code], options);

function write(file, content) {
  const path = join(project, file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
}

function installedVersion(name) {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

function assert(condition, message) {
  if (!condition) throw new Error(message);
}

let tarball = '';

function pack() {
  run('npm', ['pack', '--silent', '--pack-destination', work], { cwd: ROOT });
  const [file] = readdirSync(work).filter((name) => name.endsWith('.tgz'));
  assert(file, 'npm pack wrote no tarball');
  tarball = join(work, file);
}

function checkContents() {
  const files = run('tar', ['-tzf', tarball], { cwd: work })
    .stdout.split('\n')
    .filter((name) => name !== '')
    .map((name) => name.replace(/^package\//, ''));
  const top = new Set(files.map((name) => name.split('/')[0]));
  const allowed = new Set(['bin', 'dist', 'schemas', 'package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'NOTICE']);
  const stray = [...top].filter((name) => !allowed.has(name));
  assert(stray.length === 0, `files that do not belong in the package: ${stray.join(', ')}`);
  for (const name of ['package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'NOTICE']) {
    assert(top.has(name), `${name} is missing`);
  }
  const wanted = Object.values(PACKAGE.exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  );
  for (const target of [...wanted, ...Object.values(PACKAGE.bin)]) {
    const name = target.replace(/^\.\//, '').replace('*', SAMPLE_SERVICE);
    assert(files.includes(name), `${name} is named in package.json and missing`);
  }
  const tests = files.filter((name) => /(^|\/)(test|fixtures|__tests__)\/|\.test\./.test(name));
  assert(tests.length === 0, `tests in the package: ${tests.join(', ')}`);
}

function install() {
  write('package.json', {
    name: 'empty-cdktf-project',
    version: '1.0.0',
    private: true,
    dependencies: {
      ...Object.fromEntries(
        ['cdktf', 'constructs', '@cdktf/provider-aws'].map((name) => [name, installedVersion(name)]),
      ),
    },
    devDependencies: {
      [PACKAGE.name]: `file:${tarball}`,
      ...Object.fromEntries(
        ['jest', '@types/jest', '@types/node', 'typescript'].map((name) => [name, installedVersion(name)]),
      ),
      'typescript-5': 'npm:typescript@5.9.3',
      vitest: '^3.2.4',
    },
  });
  writeSources();
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund']);
  const { version } = JSON.parse(readFileSync(join(project, 'node_modules', PACKAGE.name, 'package.json'), 'utf8'));
  assert(version === PACKAGE.version, `version ${version} is installed, expected ${PACKAGE.version}`);
}

function requireEntryPoints() {
  for (const name of ENTRY_POINTS) node(`require(${JSON.stringify(name)});`);
  const names = JSON.parse(node(`console.log(JSON.stringify(Object.keys(require('${PACKAGE.name}'))))`).stdout);
  for (const name of ['SecurityGroup', 'DatabaseInstance', 'Role', 'Secret', 'Key']) {
    assert(names.includes(name), `${PACKAGE.name} does not export ${name}`);
  }
}

function importEntryPoints() {
  for (const name of ENTRY_POINTS) {
    run(process.execPath, ['--input-type=module', '-e', `await import(${JSON.stringify(name)});`]);
  }
  run(process.execPath, [
    '--input-type=module',
    '-e',
    `import { SecurityGroup } from '${PACKAGE.name}'; if (typeof SecurityGroup !== 'function') process.exit(1);`,
  ]);
}

function keepCdktfOut() {
  const code = `
    require('${PACKAGE.name}/compliance');
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.(cdktf|constructs|@cdktf)\\b(?!-)/.test(file));
    if (loaded.length > 0) { console.error(loaded[0]); process.exit(1); }`;
  node(code);
}

function refuseDeepImport() {
  node(
    `try { require('${PACKAGE.name}/dist/index.js'); } catch (error) { process.exit(error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' ? 0 : 1); } process.exit(1);`,
  );
}

/** A rule that is as old as the package. */
const RULE = 'rds-instance-storage-encrypted';

const MAIN = `import { App, TerraformStack } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SecurityGroup } from '${PACKAGE.name}';

export class NetworkStack extends TerraformStack {
  constructor(app: App, id: string) {
    super(app, id);
    new AwsProvider(this, 'aws', { region: 'eu-central-1', allowedAccountIds: ['111122223333'] });
    new SecurityGroup(this, 'application', { vpcId: 'vpc-0123456789abcdef0' });
    new SqsQueue(this, 'queue', { sqsManagedSseEnabled: true });
  }
}

if (require.main === module) {
  const app = new App();
  new NetworkStack(app, 'network');
  app.synth();
}
`;

const EVERY_ENTRY_POINT = `${ENTRY_POINTS.map(
  (name, index) =>
    `import * as entry${index} from '${name}';\nexport const keys${index}: string[] = Object.keys(entry${index});`,
).join('\n')}
import { Role, Secret, SecurityGroup } from '${PACKAGE.name}';
export type Constructs = [Role, Secret, SecurityGroup];
`;

const MISUSE = `import { SecurityGroup } from '${PACKAGE.name}';
export const group = (scope: import('constructs').Construct): SecurityGroup => new SecurityGroup(scope, 'x', { vpcId: 42 });
`;

function writeSources() {
  write('main.ts', MAIN);
  write('entry-points.ts', EVERY_ENTRY_POINT);
  write('matchers.test.ts', MATCHERS_TEST);
  write('vitest/matchers.test.ts', VITEST_TEST);
  write('misuse/misuse.ts', MISUSE);
  const template = { include: ['*.ts'], exclude: ['node_modules', 'cdktf.out'] };
  write('tsconfig.json', { compilerOptions: { ...TEMPLATE_COMPILER_OPTIONS, types: ['node', 'jest'] }, ...template });
  for (const [module, moduleResolution] of [
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ]) {
    write(`tsconfig.${moduleResolution}.json`, {
      extends: './tsconfig.json',
      compilerOptions: { module, moduleResolution, noEmit: true },
      ...template,
    });
  }
  write('tsconfig.vitest.json', { extends: './tsconfig.bundler.json', include: ['vitest/*.ts'] });
  write('tsconfig.misuse.json', { extends: './tsconfig.json', include: ['misuse/*.ts'] });
}

const tsc = (compiler, config, options) =>
  run(process.execPath, [join('node_modules', compiler, 'bin', 'tsc'), '-p', config], options);

function compileWithTypeScript5() {
  const { version } = JSON.parse(readFileSync(join(project, 'node_modules/typescript-5/package.json'), 'utf8'));
  assert(version.startsWith('5.'), `typescript-5 is ${version}`);
  tsc('typescript-5', 'tsconfig.json');
  assert(existsSync(join(project, 'main.js')), 'main.js was not written');
}

function refuseWrongProps() {
  for (const compiler of ['typescript-5', 'typescript']) {
    const { stdout } = tsc(compiler, 'tsconfig.misuse.json', { expected: 1 });
    assert(stdout.includes('TS2322'), `a wrong prop is not refused by ${compiler}: ${stdout}`);
  }
}

function compileWithCurrentTypeScript() {
  for (const config of ['tsconfig.json', 'tsconfig.node16.json', 'tsconfig.bundler.json']) tsc('typescript', config);
}

function synthesise() {
  run(process.execPath, ['main.js']);
  const file = join(project, 'cdktf.out/stacks/network/cdk.tf.json');
  const { resource } = JSON.parse(readFileSync(file, 'utf8'));
  assert(
    Object.keys(resource.aws_security_group ?? {}).length === 1,
    'the security group is not in the synthesised JSON',
  );
}

const MATCHERS_TEST = `import '${PACKAGE.name}/jest';
import { App } from 'cdktf';
import { NetworkStack } from './main';

const database = (encrypted: boolean) => ({ resource: { aws_db_instance: { main: { storage_encrypted: encrypted } } } });

test('matchers judge Terraform JSON', () => {
  expect(database(true)).toPassRule('${RULE}');
  expect(database(false)).toViolateRule('${RULE}', { address: 'aws_db_instance.main' });
  expect(() => expect(database(false)).toComply({ rules: ['${RULE}'] })).toThrow('${RULE}');
});

test('matchers judge a stack', () => {
  expect(new NetworkStack(new App(), 'network')).toComply({ rules: ['${RULE}'] });
});
`;

const VITEST_TEST = `import { expect, test } from 'vitest';
import { matchers, type GuardrailsMatchers } from '${PACKAGE.name}/jest';

declare module 'vitest' {
  interface Matchers<T = any> extends GuardrailsMatchers<T> {}
}

expect.extend(matchers);

test('matchers judge Terraform JSON under vitest', () => {
  const database = (encrypted: boolean) => ({ resource: { aws_db_instance: { main: { storage_encrypted: encrypted } } } });
  expect(database(true)).toPassRule('${RULE}');
  expect(database(false)).toViolateRule('${RULE}', { address: 'aws_db_instance.main' });
  expect(() => expect(database(false)).toComply({ rules: ['${RULE}'] })).toThrow('${RULE}');
});
`;

const guardrails = (args, options) => run('npx', ['--no-install', 'cdktf-guardrails', ...args], options);

function writeCreationTrace() {
  const outdir = join(project, 'traced.out');
  run(process.execPath, ['--require', `${PACKAGE.name}/register`, 'main.js'], { env: { CDKTF_OUTDIR: outdir } });
  const { resource } = JSON.parse(readFileSync(join(outdir, 'stacks/network/cdk.tf.json'), 'utf8'));
  const trace = resource.aws_sqs_queue?.queue?.['//']?.metadata?.stackTrace;
  assert(
    Array.isArray(trace) && /main\.[jt]s:\d+/.test(trace[0]),
    `no creation trace of the queue: ${JSON.stringify(trace)}`,
  );
}

function checkVersion() {
  const { stdout } = guardrails(['--version']);
  assert(stdout.trim() === PACKAGE.version, `--version printed ${stdout.trim()}`);
}

function checkSynthesisedApp() {
  const { stdout } = guardrails(['check', '--format', 'json', '--fail-on', 'high']);
  const report = JSON.parse(stdout);
  assert(report.version === 1, `report version ${report.version}`);
  assert(
    report.summary.blocks > 0 && report.summary.rules > 0,
    `nothing was checked: ${JSON.stringify(report.summary)}`,
  );
}

function checkInsecure() {
  const ssh = { security_group_id: 'sg-1', cidr_ipv4: '0.0.0.0/0', ip_protocol: 'tcp', from_port: 22, to_port: 22 };
  write('insecure/main.tf.json', { resource: { aws_vpc_security_group_ingress_rule: { ssh } } });
  const { stdout } = guardrails(['check', 'insecure', '--format', 'json'], { expected: 1 });
  const failing = JSON.parse(stdout).findings.filter(({ verdict }) => verdict === 'fail');
  assert(
    failing.some(
      ({ rule, address }) => rule.startsWith('sg-') && address === 'aws_vpc_security_group_ingress_rule.ssh',
    ),
    `no finding on SSH from the internet: ${stdout}`,
  );
}

function checkNothing() {
  write('nothing/main.tf.json', {});
  guardrails(['check', 'nothing'], { expected: 3 });
}

function checkUsageError() {
  const { stdout, stderr } = guardrails(['check', '--no-such-option'], { expected: 2 });
  assert(stdout === '', `a usage error wrote to stdout: ${stdout}`);
  assert(stderr.includes('--no-such-option'), `the usage error does not name the option: ${stderr}`);
}

function runMatchers() {
  run('npx', ['--no-install', 'jest', '--ci', 'matchers.test.js']);
}

function runVitest() {
  run('npx', ['--no-install', 'vitest', 'run', 'vitest/matchers.test.ts']);
  tsc('typescript', 'tsconfig.vitest.json');
}

/** What is loaded late, inside a function, is missed by a `require` of the entry points. */
function findRequiredFiles() {
  const dist = join(project, 'node_modules', PACKAGE.name, 'dist');
  const { resolve } = require('node:module').createRequire(join(project, 'package.json'));
  const missing = readdirSync(dist, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) =>
      [...readFileSync(join(dist, name), 'utf8').matchAll(/\brequire\((["'])(\.[^"']*)\1\)/g)]
        .map(([, , request]) => join(dist, name, '..', request))
        .filter((file) => {
          try {
            return resolve(file) === undefined;
          } catch {
            return true;
          }
        })
        .map((file) => `${name} requires ${file.slice(dist.length + 1)}`),
    );
  assert(missing.length === 0, `files that are required and missing:\n${missing.join('\n')}`);
}

function recordEvidence() {
  guardrails(['evidence', 'create', '--pack', 'recommended', '--required-tag', 'Owner', '--out', 'evidence.json']);
  const { type, tags } = JSON.parse(readFileSync(join(project, 'evidence.json'), 'utf8'));
  assert(type === 'cdktf-guardrails/evidence' && tags.resources.length > 0, 'the manifest of evidence lists no tags');
}

const CHECKS = [
  ['npm pack', pack],
  ['contents of the tarball', checkContents],
  ['npm install in an empty CDKTF project', install],
  ['every file that a file of the package requires', findRequiredFiles],
  ['require of every entry point', requireEntryPoints],
  ['import of every entry point as ESM', importEntryPoints],
  ['/compliance loads nothing of cdktf', keepCdktfOut],
  ['a file that is no entry point cannot be required', refuseDeepImport],
  ["tsc 5.9 with the template's tsconfig (typesVersions)", compileWithTypeScript5],
  ['tsc 6 with the template, node16 and bundler resolution', compileWithCurrentTypeScript],
  ['tsc refuses a wrong prop', refuseWrongProps],
  ['synthesis of an app', synthesise],
  ['/register writes the creation trace', writeCreationTrace],
  ['cdktf-guardrails --version', checkVersion],
  ['cdktf-guardrails check of the synthesised app', checkSynthesisedApp],
  ['cdktf-guardrails evidence of the synthesised app', recordEvidence],
  ['cdktf-guardrails check of an insecure configuration: exit code 1', checkInsecure],
  ['cdktf-guardrails check of nothing: exit code 3', checkNothing],
  ['cdktf-guardrails with a wrong option: exit code 2', checkUsageError],
  ['matchers under Jest', runMatchers],
  ['matchers under Vitest, typed', runVitest],
];

/** Each check builds on the ones before, so these two are fatal. */
const FATAL = new Set([pack, install]);

function main() {
  let failed = 0;
  for (const [name, check] of CHECKS) {
    const start = Date.now();
    try {
      check();
      console.log(`ok    ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n${error instanceof Error ? error.message : String(error)}`);
      if (FATAL.has(check)) break;
    }
  }
  rmSync(work, { recursive: true, force: true });
  console.log(failed === 0 ? `${CHECKS.length} checks passed` : `${failed} of ${CHECKS.length} checks failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
