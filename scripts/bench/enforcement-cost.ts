/**
 * Synthesises 10,000 resources and prints what `app.synth()` cost: `tsx enforcement-cost.ts <constructs|mixed>
 * <resources> <folder> [enforce]`. The stack of constructs complies; nearly every resource of the mixed one has a fault,
 * all of which are let through.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Backend, App, TerraformStack } from 'cdktf';
import { MixedStack } from './mixed-stack';

// What is measured is what is published.
const guardrails = require('../../dist') as typeof import('../../lib');
const { Guardrails, Key, Peer, Port, SecurityGroup } = guardrails;
const [kind = 'constructs', resources = '10000', folder = '.', flavour] = process.argv.slice(2);

/** A group with a rule in each direction, and now and then a key: what this package makes of a service. */
class ConstructStack extends TerraformStack {
  constructor(app: App, id: string, count: number) {
    super(app, id);
    const provider = new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    provider.defaultTags = [{ tags: { Owner: 'platform', Environment: 'prod', Project: 'shop' } }];
    new S3Backend(this, { bucket: 'state', key: 'shop', region: 'eu-west-1', encrypt: true, dynamodbTable: 'locks' });
    for (let index = 0; index < count / 4; index += 1) {
      const group = new SecurityGroup(this, `group-${String(index)}`, { vpcId: 'vpc-0123456789abcdef0' });
      group.connections.allowFrom(Peer.ipv4('10.0.0.0/16'), Port.HTTPS);
      group.connections.allowTo(Peer.ipv4('10.1.0.0/16'), Port.HTTPS);
      new Key(this, `key-${String(index)}`);
    }
  }
}

function synthesise(count: number): { readonly cpuMs: number; readonly elapsedMs: number } {
  const outdir = mkdtempSync(path.join(folder, 'enforcement-'));
  const app = new App({ outdir });
  if (flavour === 'enforce') Guardrails.enforce(app, { packs: ['recommended'], failOn: 'never' });
  if (kind === 'mixed') new MixedStack(app, 'bench', count);
  else new ConstructStack(app, 'bench', count);
  const before = process.cpuUsage();
  const start = performance.now();
  app.synth();
  const elapsedMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  rmSync(outdir, { recursive: true });
  return { cpuMs: (user + system) / 1000, elapsedMs };
}

console.log(JSON.stringify(synthesise(Number(resources))));
