/**
 * Measures what source lines cost, in CPU time: making and synthesising resources of the provider with the preload and
 * without it, and constructs of this package with their lines in the JSON and without.
 *
 *     npm run build && node scripts/bench/trace-cost.js [count]     default: 10,000 resources, a quarter of it constructs
 *     node scripts/bench/trace-cost.js --one <case> <count>         one run; prints its figure as JSON
 *
 * Exits 1 where a resource costs more than the budget.
 */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const BUDGET_MS = 0.1;
const RUNS = 5;
/** Another build of the package, such as one that is not finished yet. */
const PACKAGE = path.resolve(process.env.BENCH_PACKAGE ?? path.join(__dirname, '..', '..', 'dist'));

const CASES = {
  'raw, plain': {},
  'raw, preload': { preload: true },
  'own, lines off': { own: true, context: { 'guardrails:sourceLines': false } },
  'own, lines on': { own: true },
};

function synthesise({ own = false, context = {} }, count) {
  const { App, TerraformStack } = require('cdktf');
  const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
  const { SecurityGroup } = require('@cdktf/provider-aws/lib/security-group');
  const { Key } = own ? require(PACKAGE) : {};
  const outdir = mkdtempSync(path.join(tmpdir(), 'trace-cost-'));
  const app = new App({ outdir, context });
  const stack = new TerraformStack(app, 'costs');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) {
    if (own) new Key(stack, `item-${index}`);
    else new SecurityGroup(stack, `item-${index}`, { vpcId: 'vpc-1a2b3c4d' });
  }
  app.synth();
  const { user, system } = process.cpuUsage(before);
  rmSync(outdir, { recursive: true });
  return (user + system) / 1000;
}

function runOne(name, count) {
  const chosen = CASES[name];
  if (chosen.preload) require(path.join(PACKAGE, 'register.js'));
  synthesise(chosen, Math.min(count, 200)); // modules and the compiler warm up
  console.log(JSON.stringify({ cpuMs: synthesise(chosen, count) }));
}

function once(name, count) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(__dirname, 'trace-cost.js'), '--one', name, String(count)],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`${name} ended with ${String(status)}\n${stderr}`);
  return JSON.parse(stdout).cpuMs;
}

/** The two cases take turns, and the best run of each counts: other work of the machine only ever adds to it. */
function compare(without, withLines, count) {
  const pairs = Array.from({ length: RUNS }, () => [once(without, count), once(withLines, count)]);
  const [plain, traced] = [0, 1].map((index) => Math.min(...pairs.map((pair) => pair[index])));
  const each = (traced - plain) / count;
  const isMet = each <= BUDGET_MS;
  const cells = [withLines, count.toLocaleString('en-US'), `${plain.toFixed(0)} ms`, `${traced.toFixed(0)} ms`];
  console.log(`| ${[...cells, `${each.toFixed(3)} ms`, isMet ? 'yes' : '**no**'].join(' | ')} |`);
  return isMet;
}

function main() {
  const [first, name, size] = process.argv.slice(2);
  if (first === '--one') {
    runOne(name, Number(size));
    return;
  }
  const count = Number(first ?? 10_000);
  console.log(
    `| resources | count | without lines | with lines | for each | at most ${BUDGET_MS} ms |\n|---|---|---|---|---|---|`,
  );
  const met = [
    compare('raw, plain', 'raw, preload', count),
    compare('own, lines off', 'own, lines on', Math.ceil(count / 4)),
  ];
  process.exitCode = met.every(Boolean) ? 0 : 1;
}

main();
