/** Synthesises a mixed stack and prints what it cost: `tsx synthesize.ts <resources> <folder>`. */
import { App } from 'cdktf';
import { MixedStack } from './mixed-stack';

const [resources = '100', outdir = 'cdktf.out'] = process.argv.slice(2);
const before = process.cpuUsage();
const app = new App({ outdir });
new MixedStack(app, 'mixed', Number(resources));
app.synth();
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpuMs: (user + system) / 1000 }));
