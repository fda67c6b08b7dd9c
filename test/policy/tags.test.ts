import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Testing, TerraformVariable, Token, type TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Key } from '../../lib/encryption/key';
import { GuardrailsPolicy } from '../../lib/policy/guardrails-policy';
import { Tags } from '../../lib/policy/tags';
import { messageOf, newStack, Project } from '../enforcement/enforced-app';

type Attributes = Record<string, unknown>;

function resources(stack: TerraformStack, type: string): Record<string, Attributes | undefined> {
  const { resource = {} } = JSON.parse(Testing.synth(stack, true)) as {
    resource?: Record<string, Record<string, Attributes>>;
  };
  return resource[type] ?? {};
}

const queueTags = (stack: TerraformStack): Record<string, unknown> =>
  Object.fromEntries(Object.entries(resources(stack, 'aws_sqs_queue')).map(([name, each]) => [name, each?.tags]));

describe('Tags', () => {
  let stack: TerraformStack;
  beforeEach(() => {
    stack = newStack(Testing.app(), 'shop');
  });

  it('are put on everything at and below a scope that takes them', () => {
    const part = new Construct(stack, 'part');
    new SqsQueue(part, 'in', {});
    new SqsQueue(stack, 'out', {});
    new RouteTableAssociation(part, 'link', { routeTableId: 'rtb-1', subnetId: 'subnet-1' });
    Tags.of(part).add('Owner', 'shop');
    const { out, ...below } = queueTags(stack);
    expect(out).toBeUndefined();
    expect(Object.values(below)).toEqual([{ Owner: 'shop' }]);
    expect(Object.values(resources(stack, 'aws_route_table_association'))[0]).not.toHaveProperty('tags');
  });

  it('are put on parts of the constructs of this package', () => {
    Tags.of(stack).add('Owner', 'shop');
    new Key(stack, 'key', { description: 'catalogue' });
    expect(Object.values(resources(stack, 'aws_kms_key'))[0]?.tags).toMatchObject({ Owner: 'shop' });
  });

  it('are put on a single resource', () => {
    Tags.of(new SqsQueue(stack, 'orders', {})).add('Owner', 'shop');
    new SqsQueue(stack, 'other', {});
    expect(queueTags(stack)).toEqual({ orders: { Owner: 'shop' }, other: undefined });
  });

  it('of an app reach stacks that are made later', () => {
    const project = new Project();
    const app = project.app();
    Tags.of(app).add('Owner', 'shop');
    const group = new Construct(app, 'group');
    const late = newStack(group, 'late');
    new SqsQueue(late, 'orders', {});
    expect(queueTags(late)).toEqual({ orders: { Owner: 'shop' } });
    Tags.of(group).add('Owner', 'group');
    expect(queueTags(late)).toEqual({ orders: { Owner: 'group' } });
    project.remove();
  });

  it('of the inner scope win, and of one scope the last', () => {
    const part = new Construct(stack, 'part');
    const orders = new SqsQueue(part, 'orders', {});
    Tags.of(orders).add('A', 'first').add('A', 'inner');
    Tags.of(part).add('A', 'middle').add('B', 'middle');
    Tags.of(stack).add('A', 'outer').add('B', 'outer').add('C', 'outer');
    expect(Object.values(queueTags(stack))).toEqual([{ A: 'inner', B: 'middle', C: 'outer' }]);
  });

  it('of a higher priority win from outside', () => {
    const part = new Construct(stack, 'part');
    new SqsQueue(part, 'orders', {});
    Tags.of(stack).add('A', 'outer', { priority: 300 });
    Tags.of(part).add('A', 'inner');
    expect(Object.values(queueTags(stack))).toEqual([{ A: 'outer' }]);
  });

  it("win over the resource's own unless their priority is below 50", () => {
    new SqsQueue(stack, 'orders', { tags: { A: 'own', B: 'own' } });
    Tags.of(stack).add('A', 'scope').add('B', 'scope', { priority: 10 }).add('C', 'scope', { priority: 10 });
    expect(queueTags(stack)).toEqual({ orders: { A: 'scope', B: 'own', C: 'scope' } });
  });

  it('are taken away below a scope', () => {
    const part = new Construct(stack, 'part');
    new SqsQueue(stack, 'with', { tags: { Own: 'x' } });
    new SqsQueue(part, 'without', { tags: { Own: 'x' } });
    Tags.of(stack).add('A', 'stack');
    Tags.of(part).remove('A').remove('Own');
    expect(Object.entries(queueTags(stack)).map(([name, tags]) => [name.slice(0, 4), tags])).toEqual([
      ['part', {}],
      ['with', { A: 'stack', Own: 'x' }],
    ]);
  });

  it('are put on some types only', () => {
    new SqsQueue(stack, 'orders', {});
    Tags.of(stack)
      .add('A', 'x', { includeResourceTypes: ['aws_sqs_queue'] })
      .add('B', 'x', { excludeResourceTypes: ['aws_sqs_queue'] })
      .add('C', 'x', { includeResourceTypes: ['aws_sns_topic'] });
    expect(queueTags(stack)).toEqual({ orders: { A: 'x' } });
  });

  it('are the same after a second synthesis, and follow what has changed', () => {
    const orders = new SqsQueue(stack, 'orders', { tags: { Own: 'x' } });
    Tags.of(stack).add('A', 'x');
    const first = Testing.synth(stack);
    expect(Testing.synth(stack)).toBe(first);
    Tags.of(orders).remove('A');
    expect(queueTags(stack)).toEqual({ orders: { Own: 'x' } });
    orders.tags = { Other: 'y' };
    expect(queueTags(stack)).toEqual({ orders: { Other: 'y' } });
  });

  it('are merged by Terraform into tags that only it knows', () => {
    const tags = new TerraformVariable(stack, 'tags', { type: 'map(string)' });
    new SqsQueue(stack, 'orders', { tags: Token.asStringMap(tags.value) as unknown as Record<string, string> });
    Tags.of(stack).add('A', 'x').add('B', 'weak', { priority: 10 });
    const merged = '${merge({"B" = "weak"}, var.tags, {"A" = "x"})}';
    expect(queueTags(stack)).toEqual({ orders: merged });
    expect(queueTags(stack)).toEqual({ orders: merged });
  });

  it('may have values that only Terraform knows', () => {
    const owner = new TerraformVariable(stack, 'owner', { type: 'string' });
    new SqsQueue(stack, 'orders', {});
    Tags.of(stack).add('Owner', owner.value as string);
    expect(queueTags(stack)).toEqual({ orders: { Owner: '${var.owner}' } });
  });

  it('may have keys that objects inherit', () => {
    new SqsQueue(stack, 'orders', {});
    Tags.of(stack).add('constructor', 'x').add('__proto__', 'y');
    expect(Testing.synth(stack)).toContain('"constructor": "x"');
    expect(({} as Attributes).y).toBeUndefined();
  });

  it('of Auto Scaling groups are tag blocks', () => {
    new AutoscalingGroup(stack, 'group', {
      maxSize: 1,
      minSize: 1,
      tag: [
        { key: 'Own', value: 'x', propagateAtLaunch: false },
        { key: 'Gone', value: 'x', propagateAtLaunch: true },
      ],
    });
    Tags.of(stack).add('A', 'x').add('B', 'x', { applyToLaunchedInstances: false }).remove('Gone');
    const expected = [
      { key: 'Own', propagate_at_launch: false, value: 'x' },
      { key: 'A', propagate_at_launch: true, value: 'x' },
      { key: 'B', propagate_at_launch: false, value: 'x' },
    ];
    expect(resources(stack, 'aws_autoscaling_group').group?.tag).toEqual(expected);
    expect(resources(stack, 'aws_autoscaling_group').group?.tag).toEqual(expected);
  });

  it('are what a policy asks for', () => {
    GuardrailsPolicy.of(stack).apply({ requiredTags: [{ key: 'Owner' }] });
    new SqsQueue(stack, 'orders', {});
    expect(messageOf(() => Testing.synth(stack, true))).toContain('the tag Owner is missing');
    Tags.of(stack).add('Owner', 'shop');
    expect(Testing.synth(stack, true)).toContain('"Owner": "shop"');
    expect(GuardrailsPolicy.tagCoverage(stack)).toMatchObject([{ presentKeys: ['Owner'], missingKeys: [] }]);
  });

  it.each<[string, () => unknown, string]>([
    ['a key of AWS', () => Tags.of(stack).add('aws:x', 'y'), 'which AWS keeps for itself'],
    ['a long value', () => Tags.of(stack).add('x', 'y'.repeat(257)), 'holds 257 characters'],
    ['no value', () => Tags.of(stack).add('x', undefined as never), 'has no value'],
    ['a key that is not known', () => Tags.of(stack).remove('${var.x}'), 'known now'],
    ['a priority', () => Tags.of(stack).add('x', 'y', { priority: 1.5 }), 'whole numbers'],
    [
      'a type without tags',
      () => Tags.of(stack).add('x', 'y', { includeResourceTypes: ['aws_route_table_association'] }),
      'no type that takes tags',
    ],
    ['a misspelt prop', () => Tags.of(stack).add('x', 'y', { include: [] } as never), 'include is no prop'],
    [
      'a switch that is none',
      () => Tags.of(stack).add('x', 'y', { applyToLaunchedInstances: 'no' as never }),
      'applyToLaunchedInstances is "no"',
    ],
    ['a scope that is no construct', () => Tags.of(undefined as never), 'the scope is undefined'],
    ['types that are no list', () => Tags.of(stack).add('x', 'y', { excludeResourceTypes: 'x' as never }), 'holds "x"'],
  ])('are refused for %s', (_name, action, expected) => {
    expect(messageOf(action)).toMatch(new RegExp(`^TAGS_INVALID: .*${expected}`));
  });

  it('are refused for props that are null', () => {
    expect(messageOf(() => Tags.of(stack).add('x', 'y', null as never))).toMatch(
      /^PROPS_INVALID: props of Tags are null/,
    );
  });
});
