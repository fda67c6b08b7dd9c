/**
 * Feeds random and hostile inputs to the loader, the evaluator of expressions, the reader of policies and every rule.
 *
 *     npm run fuzz                        100,000 inputs
 *     npm run fuzz -- --runs 5000         fewer
 *     npm run fuzz -- --target rules      one of: loader, expressions, policies, rules
 *     npm run fuzz -- --seed 1            the inputs of an earlier run
 *
 * Reports what throws and inputs that take more than a second, smallest first found; then the command fails.
 */
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { campaign, type Campaign } from './fuzz/campaign';
import { TARGETS, type Target } from './fuzz/targets';

const RUNS = 100_000;
/** One input may keep the process so long before it counts as hanging. */
const HANGS_MS = 60_000;
/** Targets that run at the same time. */
const AT_ONCE = 2;
const SHOWN_CHARACTERS = 1_500;
const REPORTED_EVERY = 100;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: String(RUNS) },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    target: { type: 'string' },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const targets = TARGETS.filter(({ name }) => values.target === undefined || name === values.target);
if (targets.length === 0 || !Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error(
    `give --runs and --seed as integers, and --target as one of ${TARGETS.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

if (process.send === undefined) void supervise();
else work();

/** Runs one target, and tells the supervisor how far it is. */
function work(): void {
  const [target] = targets;
  if (target === undefined) return;
  let inputs = 0;
  process.send?.(
    campaign(target, runs, seed, () => {
      inputs += 1;
      if (inputs % REPORTED_EVERY === 0) process.send?.(inputs);
    }),
  );
  process.disconnect();
}

/** Runs each target in a process of its own, so that one that hangs can be ended. */
async function supervise(): Promise<void> {
  const total = targets.reduce((sum, { share }) => sum + share, 0);
  const waiting = [...targets];
  let failed = 0;
  let inputs = 0;
  const next = async (): Promise<void> => {
    const target = waiting.shift();
    if (target === undefined) return;
    const result = await inProcess(target, Math.ceil((runs * target.share) / total));
    if (typeof result === 'string') {
      failed += 1;
      console.log(`${target.name}: ${result}`);
    } else {
      inputs += result.inputs;
      failed += result.failures.length;
      report(result);
    }
    await next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  console.log(
    `${inputs.toLocaleString('en')} inputs, seed ${seed}: ${failed === 0 ? 'nothing failed' : `${failed} failures`}`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

function inProcess(target: Target, share: number): Promise<Campaign | string> {
  return new Promise((resolve) => {
    const args = ['--target', target.name, '--runs', String(share), '--seed', String(seed)];
    const child = fork(__filename, args);
    let result: Campaign | string | undefined;
    let reached = 0;
    const hangs = setTimeout(() => {
      result = `hangs after input ${String(reached)} of seed ${String(seed)}`;
      child.kill('SIGKILL');
    }, HANGS_MS);
    child.on('message', (message) => {
      hangs.refresh();
      if (typeof message === 'number') reached = message;
      else result = message as unknown as Campaign;
    });
    child.on('exit', (code) => {
      clearTimeout(hangs);
      resolve(result ?? `ended with code ${String(code)} after input ${String(reached)}`);
    });
  });
}

function report({ target, inputs, failures, slowestMs, cpuMs }: Campaign): void {
  console.log(
    `${target}: ${inputs.toLocaleString('en')} inputs in ${(cpuMs / 1_000).toFixed(0)} s of CPU time, slowest ${slowestMs.toFixed(0)} ms`,
  );
  for (const { kind, rule, detail, input, count } of failures) {
    console.log(`\n  ${kind}${rule === undefined ? '' : ` in ${rule}`}, ${count} inputs: ${detail}`);
    console.log(
      `  smallest input: ${input.slice(0, SHOWN_CHARACTERS)}${input.length > SHOWN_CHARACTERS ? ' …' : ''}\n`,
    );
  }
}
