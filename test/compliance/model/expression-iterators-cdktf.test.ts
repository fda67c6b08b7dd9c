import {
  conditional,
  Fn,
  Op,
  propertyAccess,
  TerraformCount,
  TerraformIterator,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  type IResolvable,
  Testing,
  Token,
} from 'cdktf';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SecurityGroupRule } from '@cdktf/provider-aws/lib/security-group-rule';
import { assess, loadJson, selectRules, type Finding } from '../../../lib/compliance';
import { isUnknown, type Value } from '../../../lib/compliance/model/value';

function synthesise(build: (stack: TerraformStack) => void): ReturnType<typeof loadJson> {
  const stack = new TerraformStack(Testing.app(), 'stack');
  build(stack);
  return loadJson(Testing.synth(stack), 'cdk.tf.json');
}

function findings(rule: string, build: (stack: TerraformStack) => void): readonly Finding[] {
  return assess([synthesise(build)], selectRules({ rules: [rule] }), { all: true }).findings;
}

function verdicts(rule: string, build: (stack: TerraformStack) => void): readonly string[] {
  return [...new Set(findings(rule, build).map(({ verdict }) => verdict))];
}

const world = ['0.0.0.0/0', '10.0.0.0/8'];
const ports = { ssh: { port: 22, cidr: '0.0.0.0/0' }, web: { port: 443, cidr: '10.0.0.0/8' } };
const OPEN_SSH = 'sg-no-public-ipv4-admin-ports';

describe('values that CDKTF iterators write', () => {
  const list = TerraformIterator.fromList(world);
  const map = TerraformIterator.fromMap(ports);
  const complex = TerraformIterator.fromComplexList(
    [
      { name: 'b', port: '23' },
      { name: 'a', port: '22' },
    ] as unknown as IResolvable,
    'name',
  );
  const { configuration } = synthesise((stack) => {
    const zones = new TerraformVariable(stack, 'zones', { type: 'set(string)', default: ['b', 'a', 'b'] });
    const open = new TerraformVariable(stack, 'cidrs', { type: 'list(string)' });
    const values: Readonly<Record<string, unknown>> = {
      list: list.forExpressionForList('upper(val)'),
      maplist: map.forExpressionForList('val.cidr'),
      map: map.forExpressionForMap('key', 'val.port'),
      swapped: list.forExpressionForMap('val', 'key'),
      plucked: map.pluckProperty('port'),
      keys: map.keys(),
      values: map.values(),
      complex: complex.pluckProperty('port'),
      variable: TerraformIterator.fromList(zones.listValue).forExpressionForList('val'),
      open: TerraformIterator.fromList(open.listValue).forExpressionForList('val'),
      compared: Op.and(Op.gt(3, 2), Op.eq('a', 'a')),
      chosen: conditional(Op.gte(Fn.lengthOf(world), 2), 'many', 'few'),
      accessed: propertyAccess({ a: { b: [1, 2] } }, ['a', 'b', 1]),
      subnets: Fn.cidrsubnets('10.1.0.0/16', [4, 4]),
      host: Fn.cidrhost('10.0.0.0/8', 5),
      range: Fn.range(1, 6, 2),
      union: Fn.toset(['b', 'a', 'b']),
      zipped: Fn.zipmap(['a'], [1]),
      flattened: Fn.flatten([['a'], ['b']]),
      formatted: Fn.formatlist('%s/32', [['10.0.0.1', '10.0.0.2']]),
      replaced: Fn.replace('a-b', '-', '_'),
      tried: Fn.try([Fn.lookup({}, 'x'), 'none']),
      all: Fn.alltrue([true, Op.not(false)]),
    };
    for (const [name, value] of Object.entries(values)) new TerraformOutput(stack, name, { value, staticId: true });
  });
  const output = (name: string): Value => configuration.block(`output.${name}`)?.get('value');

  it.each<[string, Value]>([
    ['list', ['0.0.0.0/0', '10.0.0.0/8']],
    ['maplist', ['0.0.0.0/0', '10.0.0.0/8']],
    ['map', { ssh: 22, web: 443 }],
    ['swapped', { '0.0.0.0/0': '0.0.0.0/0', '10.0.0.0/8': '10.0.0.0/8' }],
    ['plucked', [22, 443]],
    ['keys', ['ssh', 'web']],
    ['values', [ports.ssh, ports.web]],
    ['complex', ['22', '23']],
    ['variable', ['a', 'b']],
    ['compared', true],
    ['chosen', 'many'],
    ['accessed', 2],
    ['subnets', ['10.1.0.0/20', '10.1.16.0/20']],
    ['host', '10.0.0.5'],
    ['range', [1, 3, 5]],
    ['union', ['a', 'b']],
    ['zipped', { a: 1 }],
    ['flattened', ['a', 'b']],
    ['formatted', ['10.0.0.1/32', '10.0.0.2/32']],
    ['replaced', 'a_b'],
    ['tried', 'none'],
    ['all', true],
  ])('knows %s', (name, expected) => {
    expect(output(name)).toEqual(expected);
  });

  it('does not know what has no value yet', () => {
    expect(isUnknown(output('open'))).toBe(true);
    expect(output('open')).toMatchObject({ references: [{ address: 'var.cidrs' }] });
  });
});

describe('rules on what CDKTF iterators write', () => {
  it('reads rules of security groups by for_each, instance by instance', () => {
    const build = (cidr: string) => (stack: TerraformStack) => {
      const iterator = TerraformIterator.fromMap({ ...ports, ssh: { port: 22, cidr } });
      new SecurityGroupRule(stack, 'rule', {
        forEach: iterator,
        type: 'ingress',
        protocol: 'tcp',
        fromPort: iterator.getNumber('port'),
        toPort: iterator.getNumber('port'),
        securityGroupId: 'sg-1',
        cidrBlocks: [iterator.getString('cidr')],
      });
    };
    expect(findings(OPEN_SSH, build('0.0.0.0/0'))).toMatchObject([{ verdict: 'fail' }]);
    expect(verdicts(OPEN_SSH, build('10.0.0.0/8'))).toEqual(['pass']);
  });

  it('reads rules of security groups by count', () => {
    const build = (cidrs: readonly string[]) => (stack: TerraformStack) => {
      const count = TerraformCount.of(2);
      new SecurityGroupRule(stack, 'rule', {
        count,
        type: 'ingress',
        protocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        securityGroupId: 'sg-1',
        cidrBlocks: [Token.asString(Fn.element([...cidrs], count.index))],
      });
    };
    expect(findings(OPEN_SSH, build(['10.0.0.0/8', '0.0.0.0/0']))).toMatchObject([{ verdict: 'fail' }]);
    expect(verdicts(OPEN_SSH, build(['10.0.0.0/8', '10.1.0.0/16']))).toEqual(['pass']);
  });

  it('reads an inline list that a for expression writes', () => {
    const build = (items: unknown) => (stack: TerraformStack) => {
      const group = new SecurityGroup(stack, 'group', {});
      const item = 'from_port = 22, to_port = 22, protocol = "tcp", cidr_blocks = [cidr]';
      const rest =
        'ipv6_cidr_blocks = null, prefix_list_ids = null, security_groups = null, self = null, description = null';
      group.addOverride('ingress', `\${[for cidr in ${String(items)} : { ${item}, ${rest} }]}`);
    };
    expect(findings(OPEN_SSH, build('["10.0.0.0/8", "0.0.0.0/0"]'))).toMatchObject([
      { verdict: 'fail', path: 'ingress[1].cidr_blocks' },
    ]);
    expect(verdicts(OPEN_SSH, build('["10.0.0.0/8"]'))).toEqual(['pass']);
    expect(verdicts(OPEN_SSH, build('var.cidrs'))).toEqual(['unknown']);
  });

  // iterator.dynamic() writes camelCase into an attribute: Terraform asks for from_port, cidr_blocks and so on.
  it('does not take arguments in camelCase for absent ones', () => {
    const list = TerraformIterator.fromList(world);
    const build = (stack: TerraformStack): void => {
      new SecurityGroup(stack, 'group', {
        ingress: list.dynamic({ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: [list.value] }),
      });
    };
    const { configuration } = synthesise(build);
    const [item] = configuration.block('aws_security_group.group')?.nested('ingress') ?? [];
    expect(isUnknown(item?.get('cidr_blocks'))).toBe(true);
    expect(isUnknown(item?.unknown)).toBe(true);
    expect(isUnknown(configuration.block('aws_security_group.group')?.get('ingress[0].from_port'))).toBe(true);
    expect(item?.get('protocol')).toBe('tcp');
    expect(verdicts(OPEN_SSH, build)).toEqual(['unknown']);
  });

  it('expands the dynamic blocks of a set by element', () => {
    const list = TerraformIterator.fromList(['http://b', 'http://a']);
    const { configuration } = synthesise((stack) => {
      new S3Bucket(stack, 'bucket', {
        grant: list.dynamic({ type: 'Group', permissions: ['READ'], uri: Token.asString(list.key) }),
      });
    });
    const grants = configuration.block('aws_s3_bucket.bucket')?.nested('grant') ?? [];
    expect(grants.map((grant) => grant.get('uri'))).toEqual(['http://a', 'http://b']);
  });

  it('reads a policy that a directive writes', () => {
    const build = (condition: string) => (stack: TerraformStack) => {
      const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', Principal: 'WHO' };
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      const bucket = new S3BucketPolicy(stack, 'policy', { bucket: 'b', policy: 'x' });
      bucket.addOverride(
        'policy',
        policy.replace('"WHO"', `%{ if ${condition} }"*"%{ else }{"AWS":"arn:aws:iam::123456789012:root"}%{ endif }`),
      );
    };
    const rule = 's3-bucket-policy-not-public';
    expect(verdicts(rule, build('length([1]) == 1'))).toEqual(['fail']);
    expect(verdicts(rule, build('length([1]) == 2'))).toEqual(['pass']);
    expect(verdicts(rule, build('var.public'))).toEqual(['unknown']);
  });
});
