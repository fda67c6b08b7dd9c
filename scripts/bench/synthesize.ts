/** Synthesises a mixed stack and prints what it cost: `tsx synthesize.ts <resources> <folder>`. */
import { App } from 'cdktf';
import { MixedStack } from './mixed-stack';

const [resources = '100', outdir = 'cdktf.out'] = process.argv.slice(2);
const before = process.cpuUsage();
const start = performance.now();
const app = new App({ outdir });
new MixedStack(app, 'mixed', Number(resources));
app.synth();
const elapsedMs = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ elapsedMs, cpuMs: (user + system) / 1000 }));
