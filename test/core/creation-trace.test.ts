import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SecurityGroup as RawSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Aspects, Testing, type TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { SecuredConstruct } from '../../lib/core/secured-construct';
import { captureStack, framesOf, userFrames } from '../../lib/core/user-frames';
import { Key } from '../../lib/encryption/key';
import { loadJson } from '../../lib/compliance';
import { sourceOfBlock } from '../../lib/compliance/engine/source-location';
import { synthesizeStack } from '../../lib/testing/synthesize';
import { newStack } from './support';

const HERE = 'test/core/creation-trace.test.ts';

/** Line of the caller. */
function line(): number {
  return Number(/creation-trace\.test\.ts:(\d+):/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1]);
}

describe('SecuredConstruct.sourceOf', () => {
  it('names the line that creates the construct', () => {
    const stack = newStack();
    const [key, expected] = [new Key(stack, 'key'), line()];
    expect(SecuredConstruct.sourceOf(key)).toMatchObject({ file: HERE, line: expected });
  });

  it('names the same line for its resources', () => {
    const stack = newStack();
    const [key, expected] = [new Key(stack, 'key'), line()];
    expect(SecuredConstruct.sourceOf(key.resource)?.line).toBe(expected);
  });

  it('names the line that creates a subclass of the user, not its super call', () => {
    class TeamKey extends Key {
      constructor(scope: Construct, id: string) {
        super(scope, id, {});
      }
    }
    const stack = newStack();
    const [key, expected] = [new TeamKey(stack, 'key'), line()];
    expect(SecuredConstruct.sourceOf(key)?.line).toBe(expected);
  });

  it('is undefined where nothing was traced', () => {
    const stack = newStack();
    expect(SecuredConstruct.sourceOf(new Construct(stack, 'plain'))).toBeUndefined();
  });
});

describe('userFrames', () => {
  it('leaves out node, packages and this package', () => {
    const own = join(__dirname, '../../lib/encryption/key.ts');
    const stack = [
      'Error',
      `    at new Key (${own}:1:2)`,
      '    at new Stack (/app/main.ts:4:5)',
      '    at Object.<anonymous> (/app/node_modules/cdktf/index.js:1:1)',
      '    at node:internal/main/run_main_module:23:47',
      '    at /app/other.ts:9:1',
      '    at <anonymous>',
    ].join('\n');
    expect(userFrames(stack, 3)).toEqual(['new Stack (/app/main.ts:4:5)', '/app/other.ts:9:1']);
    expect(userFrames(stack, 1)).toEqual(['new Stack (/app/main.ts:4:5)']);
  });
});

/** Where `check` finds that the resources of a type are created, in the JSON that `app.synth()` writes. */
function sourcesIn(stack: TerraformStack, type: string): readonly unknown[] {
  const file = join(Testing.fullSynth(stack), 'stacks', stack.node.id, 'cdk.tf.json');
  return loadJson(readFileSync(file, 'utf8')).configuration.ofType(type).map(sourceOfBlock);
}

describe('the synthesised JSON', () => {
  it('says where a construct of this package is created, for each of its resources, without the preload', () => {
    const stack = newStack();
    const expected = [new Key(stack, 'key', { alias: 'shop' }), line()][1];
    expect(sourcesIn(stack, 'aws_kms_key')).toEqual([expect.objectContaining({ file: HERE, line: expected })]);
    expect(sourcesIn(stack, 'aws_kms_alias')).toEqual([expect.objectContaining({ file: HERE, line: expected })]);
  });

  it('says so to the matchers too', () => {
    const stack = newStack();
    const expected = [new Key(stack, 'key'), line()][1];
    const [block] = synthesizeStack(stack).configuration.ofType('aws_kms_key');
    expect(block && sourceOfBlock(block)).toMatchObject({ file: HERE, line: expected });
  });

  it('says nothing of resources that nothing was traced of', () => {
    const stack = newStack();
    new RawSecurityGroup(stack, 'raw', { vpcId: 'vpc-1' });
    expect(sourcesIn(stack, 'aws_security_group')).toEqual([null]);
  });

  it('names the construct around a resource of the provider', () => {
    const stack = newStack();
    const [key, expected] = [new Key(stack, 'key'), line()];
    new RawSecurityGroup(key, 'raw', { vpcId: 'vpc-1' });
    expect(sourcesIn(stack, 'aws_security_group')).toEqual([expect.objectContaining({ line: expected })]);
  });

  it('knows constructs that an aspect makes, and gives no warning for them', () => {
    const stack = newStack();
    Aspects.of(stack).add({
      visit: (node) => {
        if (node === stack && stack.node.tryFindChild('late') === undefined) new Key(stack, 'late');
      },
    });
    expect(sourcesIn(stack, 'aws_kms_key')).toEqual([expect.objectContaining({ file: HERE })]);
    expect(stack.node.metadata.filter(({ type }) => type.includes('warn'))).toEqual([]);
  });

  it.each([false, 'false'])('leaves source lines out where the context guardrails:sourceLines is %p', (value) => {
    const stack = newStack('shop', { 'guardrails:sourceLines': value });
    new Key(stack, 'key');
    expect(sourcesIn(stack, 'aws_kms_key')).toEqual([null]);
  });

  it('is the same twice', () => {
    const stack = newStack();
    new Key(stack, 'key');
    const read = () => readFileSync(join(Testing.fullSynth(stack), 'stacks', 'shop', 'cdk.tf.json'), 'utf8');
    const first = read();
    expect(first).toContain('stackTrace');
    expect(read()).toBe(first);
  });
});

describe('framesOf', () => {
  const prepare = Error.prepareStackTrace;
  const limit = Error.stackTraceLimit;

  afterEach(() => {
    Error.prepareStackTrace = prepare;
    Error.stackTraceLimit = limit;
  });

  it.each([
    ['call sites', (_: Error, sites: readonly NodeJS.CallSite[]): unknown => sites],
    ['nothing', (): unknown => undefined],
    [
      'an error',
      (): unknown => {
        throw new Error('no trace today');
      },
    ],
  ])('is empty where the app makes %s of its stacks', (_, custom) => {
    Error.prepareStackTrace = custom;
    expect(framesOf(captureStack(line), 3)).toEqual([]);
  });

  it('leaves the limit of the app as it was, and does not need it', () => {
    Error.stackTraceLimit = 0;
    const captured = captureStack(captureStack);
    expect(Error.stackTraceLimit).toBe(0);
    expect(framesOf(captured, 1)[0]).toContain(HERE);
  });
});
