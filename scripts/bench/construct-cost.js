/**
 * Makes and synthesises many constructs, or the resources that they make, and prints what it cost:
 *
 *     node construct-cost.js <SecurityGroup|DatabaseInstance> <count> <folder>         constructs
 *     node construct-cost.js <SecurityGroup|DatabaseInstance> <count> <folder> raw     the same resources, without them
 *
 * The raw run reads what the first one wrote to the folder, and makes each resource of it with the provider's own class,
 * references included. It fails where it does not write the same JSON.
 */
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { isDeepStrictEqual } = require('node:util');
const path = require('node:path');
const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
const { App, TerraformStack } = require('cdktf');
const { DatabaseEngine, DatabaseInstance, Peer, Port, SecurityGroup } = require('../../dist');
const { prepare } = require('./raw-resources');

const [construct, count, folder, flavour] = process.argv.slice(2);

const CONSTRUCTS = {
  /** A group, and a rule in each direction: what a service behind a load balancer needs. */
  SecurityGroup: (stack, name) => {
    const group = new SecurityGroup(stack, name, { vpcId: 'vpc-0123456789abcdef0', description: name });
    group.connections.allowFrom(Peer.ipv4('10.0.0.0/16'), Port.HTTPS);
    group.connections.allowTo(Peer.ipv4('10.1.0.0/16'), Port.HTTPS);
  },
  DatabaseInstance: (stack, name) =>
    new DatabaseInstance(stack, name, {
      engine: DatabaseEngine.POSTGRES_17,
      instanceClass: 'db.m7g.large',
      vpcId: 'vpc-0123456789abcdef0',
      subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    }),
};

function makeConstructs(stack, times) {
  for (let index = 0; index < times; index += 1) CONSTRUCTS[construct](stack, `item-${index}`);
}

function synthesise(outdir, make) {
  const before = process.cpuUsage();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'costs');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  make(stack);
  const made = process.cpuUsage(before);
  app.synth();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, constructMs: (made.user + made.system) / 1000 };
}

function read(outdir) {
  return JSON.parse(readFileSync(path.join(outdir, 'stacks', 'costs', 'cdk.tf.json'), 'utf8'));
}

/** Metadata apart, in an order of its own: the paths of constructs differ. */
function comparable({ resource, data }) {
  const withoutMetadata = (types) =>
    Object.entries(types ?? {}).map(([type, blocks]) => [
      type,
      new Map(Object.entries(blocks).map(([name, block]) => [name, { ...block, '//': undefined }])),
    ]);
  return [new Map(withoutMetadata(resource)), new Map(withoutMetadata(data))];
}

function measure(outdir) {
  if (flavour !== 'raw') return synthesise(outdir, (stack) => makeConstructs(stack, Number(count)));
  const json = read(folder);
  const figures = synthesise(outdir, prepare(json));
  const written = read(outdir);
  if (!isDeepStrictEqual(comparable(written), comparable(json)))
    throw new Error(`the raw resources in ${outdir} are not those of ${folder}`);
  return { ...figures, resources: Object.values(json.resource).flatMap(Object.keys).length };
}

// Modules and the compiler warm up on a small app of the same kind.
const scratch = mkdtempSync(path.join(folder, '..', 'warm-up-'));
synthesise(scratch, (stack) => makeConstructs(stack, 20));
synthesise(scratch, prepare(read(scratch)));
rmSync(scratch, { recursive: true });
console.log(JSON.stringify(measure(flavour === 'raw' ? `${folder}-raw` : folder)));
