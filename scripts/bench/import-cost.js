/** Prints the CPU time that a module costs beyond what is loaded first: `node import-cost.js <module> [first…]`. */
const [measured, ...first] = process.argv.slice(2);
for (const name of first) require(name);
const before = process.cpuUsage();
require(measured);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpuMs: (user + system) / 1000 }));
