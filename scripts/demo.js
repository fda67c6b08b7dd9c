/**
 * The main job, shown on the examples: synthesises the three-tier application and checks it, then its broken twin.
 * Ends with 0 when the first complies and the second is rejected with at least fifteen distinct rules, else with 1.
 */
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
/** Distinct rules that the broken twin has to violate. */
const LEAST_RULES = 15;
/** Findings of the broken twin that are printed. */
const SHOWN = 5;

class DemoError extends Error {}

function node(args, options = {}) {
  const env = { ...process.env };
  // The examples write beside themselves, whatever a surrounding `cdktf synth` asks for.
  delete env.CDKTF_OUTDIR;
  const result = spawnSync(process.execPath, args, { cwd: ROOT, env, maxBuffer: 2 ** 28, ...options });
  if (result.error !== undefined) throw result.error;
  return result;
}

function synthesize(example) {
  const main = `examples/${example}/main.ts`;
  console.log(`$ npx tsx ${main}`);
  const { status, stdout, stderr } = node(['--import', 'tsx', main], { encoding: 'utf8' });
  if (status === 0) return `examples/${example}/cdktf.out`;
  process.stderr.write(`${stdout}${stderr}`);
  throw new DemoError(`${main} could not be synthesised (exit code ${status}); the error is above`);
}

function check(output, args = []) {
  console.log(`$ npx cdktf-guardrails check ${[output, ...args].join(' ')}\n`);
  return node(['bin/cdktf-guardrails.js', 'check', output, ...args], { stdio: 'inherit' }).status;
}

function violatedRules(output) {
  const { stdout, stderr } = node(['bin/cdktf-guardrails.js', 'check', output, '--format', 'json'], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new DemoError(`no report of ${output}: ${stderr.trim()}`);
  const failing = JSON.parse(stdout).findings.filter(
    ({ verdict, suppressed }) => verdict === 'fail' && suppressed === null,
  );
  return new Set(failing.map(({ rule }) => rule));
}

function demo() {
  const problems = [];

  const good = synthesize('three-tier');
  const goodStatus = check(good);
  if (goodStatus !== 0) problems.push(`the check of three-tier ended with exit code ${goodStatus}, expected 0`);

  console.log(`\nThe same application with the usual mistakes; the worst ${SHOWN} findings:`);
  const broken = synthesize('broken-twin');
  const brokenStatus = check(broken, ['--quiet', '--max-findings', String(SHOWN)]);
  if (brokenStatus !== 1) problems.push(`the check of broken-twin ended with exit code ${brokenStatus}, expected 1`);
  const rules = violatedRules(broken).size;
  if (rules < LEAST_RULES)
    problems.push(`broken-twin violates ${rules} distinct rules, expected at least ${LEAST_RULES}`);

  console.log(
    `\nthree-tier: exit code ${goodStatus}; broken-twin: exit code ${brokenStatus}, ${rules} distinct rules violated`,
  );
  return problems;
}

try {
  const problems = demo();
  for (const problem of problems) console.error(`error: ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof DemoError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
