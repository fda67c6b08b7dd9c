/** Preloaded into a process that is measured: writes what it cost to the file named by BENCH_USAGE_FILE. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify({ cpuMs: (user + system) / 1000, peakMB: maxRSS / 1024 }));
});
