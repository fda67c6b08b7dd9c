/** Loads and checks a file and prints what each step cost: `node check.js <file> [pack]`; the pack `strict` is every rule. */
const { readFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const { assess, loadPaths, selectRules } = require('../../dist/compliance');

const file = process.argv[2];

function costOf(work) {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const elapsedMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { elapsedMs, cpuMs: (user + system) / 1000, result };
}

if (process.argv[3] === 'parse') {
  const text = readFileSync(file, 'utf8');
  console.log(JSON.stringify({ parseMs: costOf(() => JSON.parse(text)).cpuMs, bytes: Buffer.byteLength(text) }));
} else {
  const selection = selectRules({ packs: [process.argv[3] ?? 'strict'] });
  const load = costOf(() => loadPaths([file], { allowStale: true }));
  const check = costOf(() => assess(load.result, selection));
  const { summary } = check.result;
  console.log(
    JSON.stringify({
      loadMs: load.cpuMs,
      checkMs: check.cpuMs,
      elapsedMs: load.elapsedMs + check.elapsedMs,
      peakMB: process.resourceUsage().maxRSS / 1024,
      rules: selection.length,
      blocks: summary.blocks,
      fail: summary.fail,
      unknown: summary.unknown,
      errors: check.result.errors.length,
    }),
  );
}
