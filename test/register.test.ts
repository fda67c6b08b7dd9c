import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { Testing } from 'cdktf';
import '../lib/register';
import { Key } from '../lib/encryption/key';
import { newStack } from './core/support';

interface Traced {
  readonly resource: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly '//': { readonly metadata: { readonly stackTrace?: string[] } } }>>
    >
  >;
}

function traceOf(stack: TerraformStack, type: string): readonly string[] {
  const outdir = Testing.fullSynth(stack);
  const json = JSON.parse(readFileSync(join(outdir, 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8')) as Traced;
  return Object.values(json.resource[type] ?? {})[0]?.['//'].metadata.stackTrace ?? [];
}

function makeGroup(stack: TerraformStack): void {
  new SecurityGroup(stack, 'raw', { vpcId: 'vpc-1' });
}

describe('register', () => {
  it('writes where a raw resource is created, nearest call first, relative to the working directory', () => {
    const stack = newStack();
    makeGroup(stack);
    const trace = traceOf(stack, 'aws_security_group');
    expect(trace[0]).toMatch(/^makeGroup \(test\/register\.test\.ts:\d+:\d+\)$/);
    expect(trace.length).toBeLessThanOrEqual(3);
    expect(trace.join('\n')).not.toContain(process.cwd());
  });

  it('leaves the frames of this package out', () => {
    const stack = newStack();
    new Key(stack, 'key');
    expect(traceOf(stack, 'aws_kms_key')[0]).toMatch(/^Object\.<anonymous> \(test\/register\.test\.ts:\d+:\d+\)$/);
  });

  it('leaves other metadata alone', () => {
    const stack = newStack();
    stack.node.addMetadata('owner', 'team', { stackTrace: true });
    const owner = stack.node.metadata.find(({ type }) => type === 'owner');
    expect(owner?.data).toBe('team');
    expect(owner?.trace?.length).toBeGreaterThan(0);
  });

  it('is registered once, however often it is loaded', () => {
    const before = Object.getPrototypeOf(newStack().node) as { addMetadata: unknown };
    const registered = before.addMetadata;
    jest.isolateModules(() => {
      require('../lib/register');
    });
    expect(before.addMetadata).toBe(registered);
  });
});
