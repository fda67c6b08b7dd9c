/** Loads and checks a file and prints what each step cost: `node check.js <file> [pack]`; the pack `strict` is every rule. */
const { readFileSync } = require('node:fs');
const { assess, loadPaths, selectRules } = require('../../dist/compliance');

const file = process.argv[2];

function cpuOf(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, result };
}

if (process.argv[3] === 'parse') {
  const text = readFileSync(file, 'utf8');
  console.log(JSON.stringify({ parseMs: cpuOf(() => JSON.parse(text)).cpuMs, bytes: Buffer.byteLength(text) }));
} else {
  const selection = selectRules({ packs: [process.argv[3] ?? 'strict'] });
  const load = cpuOf(() => loadPaths([file], { allowStale: true }));
  const check = cpuOf(() => assess(load.result, selection));
  const { summary } = check.result;
  console.log(
    JSON.stringify({
      loadMs: load.cpuMs,
      checkMs: check.cpuMs,
      peakMB: process.resourceUsage().maxRSS / 1024,
      rules: selection.length,
      blocks: summary.blocks,
      fail: summary.fail,
      unknown: summary.unknown,
      errors: check.result.errors.length,
    }),
  );
}
