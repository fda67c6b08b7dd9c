import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Vpc as RawVpc } from '@cdktf/provider-aws/lib/vpc';
import { Lazy, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { Peer } from '../../lib/network/peer';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { childResource, errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';

const INGRESS = 'aws_vpc_security_group_ingress_rule';
const EGRESS = 'aws_vpc_security_group_egress_rule';

function newGroup(stack = newStack(), id = 'web'): SecurityGroup {
  return new SecurityGroup(stack, id, { vpcId: 'vpc-1' });
}

describe('props of a security group', () => {
  it.each<[string, object]>([
    ['VPC_ID_INVALID', {}],
    ['VPC_ID_INVALID', { vpcId: '' }],
    ['VPC_ID_INVALID', { vpcId: 'network' }],
    ['VPC_ID_INVALID', { vpcId: 7 }],
    ['VPC_ID_INVALID', { vpcId: ['vpc-1'] }],
    ['VPC_ID_INVALID', { vpcId: null }],
    ['SG_DESCRIPTION_INVALID', { vpcId: 'vpc-1', description: 7 }],
    ['SG_DESCRIPTION_INVALID', { vpcId: 'vpc-1', description: ['web'] }],
    ['TAGS_INVALID', { vpcId: 'vpc-1', tags: 'web' }],
    ['TAGS_INVALID', { vpcId: 'vpc-1', tags: { 'aws:x': '1' } }],
    ['TAGS_INVALID', { vpcId: 'vpc-1', tags: { a: 7 } }],
  ])('%s for %j', (code, props) => {
    const error = errorOf(() => new SecurityGroup(newStack(), 'g', props as never));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/g');
  });

  it('may be tokens', () => {
    const stack = newStack();
    const text = new TerraformVariable(stack, 'text', {}).stringValue;
    const tags = Token.asStringMap(new TerraformVariable(stack, 'tags', {}).value);
    new SecurityGroup(stack, 'g', { vpcId: text, description: text, tags });
    expect(onlyResource(synth(stack), 'aws_security_group')).toMatchObject({
      vpc_id: '${var.text}',
      description: '${var.text}',
      tags: '${var.tags}',
    });
  });

  it('take an id once', () => {
    const stack = newStack();
    newGroup(stack);
    expect(() => newGroup(stack)).toThrow(/already a Construct with name 'web'/);
  });
});

describe('rules of a security group', () => {
  it.each<[string, unknown, unknown]>([
    ['a peer is missing', undefined, Port.HTTPS],
    ['a peer is text', '10.0.0.0/8', Port.HTTPS],
    ['a peer is a group', newGroup(), Port.HTTPS],
    ['a port is missing', Peer.self(), undefined],
    ['a port is a number', Peer.self(), 443],
    ['ICMP meets IPv6', Peer.ipv6('fd00::/8'), Port.icmpPing()],
    ['ICMPv6 meets IPv4', Peer.ipv4('10.0.0.0/8'), Port.icmpv6Ping()],
  ])('are refused where %s', (_, peer, port) => {
    const group = newGroup();
    for (const add of [group.addIngressRule.bind(group), group.addEgressRule.bind(group)]) {
      const error = errorOf(() => {
        add(peer as never, port as never);
      });
      expect(error.code).toBe('SG_RULE_INVALID');
      expect(error.constructPath).toBe('shop/web');
    }
  });

  it('are refused where the other side is no construct with connections', () => {
    for (const other of [undefined, null, 'web', {}, { connections: [] }]) {
      const error = errorOf(() => {
        newGroup().connections.allowFrom(other as never, Port.HTTPS);
      });
      expect(error.code).toBe('SG_RULE_INVALID');
      expect(error.message).toContain('pass a Peer or a construct');
    }
  });

  it('are one where tokens resolve to the same text', () => {
    const stack = newStack();
    const vpc = new RawVpc(stack, 'vpc', {});
    const group = newGroup(stack);
    for (const cidr of [vpc.cidrBlock, vpc.cidrBlock, Lazy.stringValue({ produce: () => vpc.cidrBlock })]) {
      group.addIngressRule(Peer.ipv4(cidr), Port.HTTPS);
      group.addEgressRule(Peer.ipv4(cidr), Port.tcp(Token.asNumber(Lazy.numberValue({ produce: () => 443 }))));
    }
    group.addIngressRule(Peer.ipv6('2001:DB8:1:0:0::/48'), Port.HTTPS);
    group.addIngressRule(Peer.ipv6('2001:db8:1::/48'), Port.HTTPS);
    const json = synth(stack);
    expect(resourcesOf(json, INGRESS)).toHaveLength(2);
    expect(onlyResource(json, EGRESS)).toMatchObject({ cidr_ipv4: '${aws_vpc.vpc.cidr_block}', from_port: 443 });
  });

  it('tell apart groups of two stacks that have one address', () => {
    const app = Testing.app();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      return stack;
    });
    if (!a || !b || !c) throw new Error('three stacks');
    const group = newGroup(c, 'group');
    for (const source of [newGroup(a), newGroup(b)]) {
      group.addIngressRule(source.asPeer, Port.HTTPS);
      group.addIngressRule(source.asPeer, Port.HTTPS);
    }
    app.synth();
    const json = JSON.parse(Testing.synth(c)) as { resource: Record<string, Record<string, Record<string, string>>> };
    const peers = Object.values(json.resource[INGRESS] ?? {}).map((rule) => rule.referenced_security_group_id);
    expect(peers).toHaveLength(2);
    expect(peers.join(' ')).toMatch(/reference-input-a\..* .*reference-input-b\./);
  });

  it.each(['', ' ', null, undefined, '${var.text}'])('keep a description: %p', (description) => {
    const stack = newStack();
    const group = newGroup(stack);
    group.addIngressRule(Peer.self(), Port.HTTPS);
    childResource(group, 'ingress-').addOverride('description', description);
    expect(() => synth(stack)).toThrow(/SG_DESCRIPTION: .* guarantees a description; .*pass the description/);
  });

  it('may be described in other words', () => {
    const stack = newStack();
    const group = newGroup(stack);
    group.addIngressRule(Peer.self(), Port.HTTPS);
    childResource(group, 'ingress-').addOverride('description', 'Members');
    expect(onlyResource(synth(stack), INGRESS)).toMatchObject({ description: 'Members' });
  });

  it('open the default port among members', () => {
    const stack = newStack();
    const group = newGroup(stack);
    const error = errorOf(() => {
      group.connections.allowDefaultPortInternally();
    });
    expect(error.code).toBe('SG_DEFAULT_PORT_MISSING');
    expect(error.message).toContain('allowInternally');
  });
});

describe('SecurityGroup.fromSecurityGroupId', () => {
  it('leaves a group alone that is not mutable, and still opens the other side', () => {
    const stack = newStack();
    const legacy = SecurityGroup.fromSecurityGroupId(stack, 'legacy', 'sg-0123456789abcdef0', { mutable: false });
    legacy.connections.allowFrom(newGroup(stack), Port.HTTPS);
    legacy.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.HTTPS);
    const json = synth(stack);
    expect(resourcesOf(json, INGRESS)).toHaveLength(0);
    expect(onlyResource(json, EGRESS)).toMatchObject({ referenced_security_group_id: 'sg-0123456789abcdef0' });
  });

  it.each<[unknown]>([[''], [undefined], [null], [7], [['sg-1']], ['sg-web'], ['SG-1']])('refuses %p', (id) => {
    const error = errorOf(() => SecurityGroup.fromSecurityGroupId(newStack(), 'x', id as never));
    expect(error.code).toBe('SG_ID_INVALID');
    expect(error.constructPath).toBe('shop/x');
  });

  it('refuses a mutable that is not known', () => {
    const variable = new TerraformVariable(newStack(), 'mutable', { type: 'bool' });
    for (const mutable of ['no', 1, null, variable.booleanValue]) {
      const error = errorOf(() =>
        SecurityGroup.fromSecurityGroupId(newStack(), 'x', 'sg-1', { mutable: mutable as never }),
      );
      expect(error.code).toBe('SG_MUTABLE_INVALID');
    }
  });
});

describe('SecurityGroup.fromLookupByName', () => {
  it('asks for the group when Terraform runs', () => {
    const stack = newStack();
    const found = SecurityGroup.fromLookupByName(stack, 'found', 'legacy web (old)', 'vpc-1');
    found.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.HTTPS);
    const json = synth(stack);
    const [lookup] = Object.values(json.data.aws_security_group ?? {});
    expect(lookup).toMatchObject({ name: 'legacy web (old)', vpc_id: 'vpc-1' });
    expect(onlyResource(json, INGRESS).security_group_id).toMatch(/^\$\{data\.aws_security_group\.\S+\.id\}$/);
  });

  it.each<[string, unknown, unknown]>([
    ['SG_NAME_INVALID', '', 'vpc-1'],
    ['SG_NAME_INVALID', undefined, 'vpc-1'],
    ['SG_NAME_INVALID', ['web'], 'vpc-1'],
    ['SG_NAME_INVALID', 'x'.repeat(256), 'vpc-1'],
    ['VPC_ID_INVALID', 'web', 'network'],
    ['VPC_ID_INVALID', 'web', undefined],
  ])('%s for %p in %p', (code, name, vpcId) => {
    expect(errorOf(() => SecurityGroup.fromLookupByName(newStack(), 'x', name as never, vpcId as never)).code).toBe(
      code,
    );
  });
});
