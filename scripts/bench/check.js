/** Loads and checks a file with every rule and prints what each step cost: `node check.js <file>`. */
const { readFileSync } = require('node:fs');
const { allRules, assess, loadPaths, selectRules } = require('../../dist/compliance');

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
  const selection = selectRules({ packs: ['strict'] });
  const load = cpuOf(() => loadPaths([file], { allowStale: true }));
  const check = cpuOf(() => assess(load.result, selection));
  const { summary } = check.result;
  console.log(
    JSON.stringify({
      loadMs: load.cpuMs,
      checkMs: check.cpuMs,
      peakMB: process.resourceUsage().maxRSS / 1024,
      rules: allRules().length,
      blocks: summary.blocks,
      fail: summary.fail,
      unknown: summary.unknown,
      errors: check.result.errors.length,
    }),
  );
}
