/**
 * Prints the CPU time that a module costs beyond what is loaded first: `node import-cost.js <module> [first…]`. A module
 * that loads its exports at their first use is measured with those that are named: `<module>#<export>,<export>`.
 */
const [measured = '', ...first] = process.argv.slice(2);
const [name, exported = ''] = measured.split('#');
for (const each of first) require(each);
const before = process.cpuUsage();
const loaded = require(name);
for (const each of exported.split(',').filter((text) => text !== ''))
  if (loaded[each] === undefined) throw new Error(`${name} exports no ${each}`);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpuMs: (user + system) / 1000 }));
