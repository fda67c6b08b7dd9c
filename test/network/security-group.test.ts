import type { SecurityGroup as RawSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { App } from 'cdktf';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Connections } from '../../lib/network/connections';
import { Peer } from '../../lib/network/peer';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { childResource, errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';

const INGRESS = 'aws_vpc_security_group_ingress_rule';
const EGRESS = 'aws_vpc_security_group_egress_rule';

function newGroup(stack = newStack(), id = 'web'): SecurityGroup {
  return new SecurityGroup(stack, id, { vpcId: 'vpc-1' });
}

describe('SecurityGroup', () => {
  it('lets nothing in and nothing out', () => {
    const stack = newStack();
    newGroup(stack);
    const json = synth(stack);
    const group = onlyResource(json, 'aws_security_group');
    expect(group).toMatchObject({ vpc_id: 'vpc-1', description: 'Security group at shop/web' });
    expect(group.name_prefix).toMatch(/^shop-web-[0-9a-f]{8}-$/);
    expect(group.ingress ?? null).toBeNull();
    expect(group.egress ?? null).toBeNull();
    expect(resourcesOf(json, INGRESS)).toHaveLength(0);
    expect(resourcesOf(json, EGRESS)).toHaveLength(0);
  });

  it('writes each rule as a resource with a description', () => {
    const stack = newStack();
    const group = newGroup(stack);
    group.connections.allowFrom(Peer.anyIpv4('public website'), Port.HTTPS);
    group.connections.allowTo(Peer.ipv6('fd00::/8'), Port.udp(53), 'resolver');
    const json = synth(stack);
    const id = expect.stringMatching(/^\$\{aws_security_group\.web_\w+\.id\}$/) as unknown;
    expect(onlyResource(json, INGRESS)).toEqual({
      cidr_ipv4: '0.0.0.0/0',
      description: 'tcp 443 from the IPv4 internet: public website',
      from_port: 443,
      ip_protocol: 'tcp',
      security_group_id: id,
      to_port: 443,
    });
    expect(onlyResource(json, EGRESS)).toEqual({
      cidr_ipv6: 'fd00::/8',
      description: 'resolver',
      from_port: 53,
      ip_protocol: 'udp',
      security_group_id: id,
      to_port: 53,
    });
  });

  it('keeps ids of rules when another one is added before them, and drops duplicates', () => {
    const rules = (build: (group: SecurityGroup) => void) => {
      const stack = newStack();
      build(newGroup(stack));
      return Object.keys(synth(stack).resource[INGRESS] ?? {});
    };
    const office = (group: SecurityGroup) => {
      group.addIngressRule(Peer.ipv4('203.0.113.0/24'), Port.HTTPS);
    };
    const before = rules(office);
    expect(before).toHaveLength(1);
    const after = rules((group) => {
      group.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.HTTPS);
      office(group);
      group.addIngressRule(Peer.ipv4('203.0.113.0/24'), Port.tcp(443), 'said otherwise');
    });
    expect(after).toHaveLength(2);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('tells apart tokens, families, protocols and directions', () => {
    const stack = newStack();
    const a = new TerraformVariable(stack, 'a', {});
    const b = new TerraformVariable(stack, 'b', {});
    const group = newGroup(stack);
    const rules: [Peer, Port][] = [
      [Peer.ipv4(a.stringValue), Port.HTTPS],
      [Peer.ipv4(b.stringValue), Port.HTTPS],
      [Peer.ipv6(a.stringValue), Port.HTTPS],
      [Peer.ipv4(a.stringValue), Port.udp(443)],
      [Peer.self(), Port.HTTPS],
      [Peer.ipv4(a.stringValue), Port.HTTPS],
    ];
    for (const [peer, port] of rules) {
      group.addIngressRule(peer, port);
      group.addEgressRule(peer, port);
    }
    const json = synth(stack);
    expect(resourcesOf(json, INGRESS)).toHaveLength(5);
    expect(resourcesOf(json, EGRESS)).toHaveLength(5);
  });

  it('takes tokens for ports of private peers', () => {
    const stack = newStack();
    const port = new TerraformVariable(stack, 'port', { type: 'number' });
    newGroup(stack).addIngressRule(Peer.self(), Port.tcp(port.numberValue));
    expect(onlyResource(synth(stack), INGRESS)).toMatchObject({ from_port: '${var.port}', to_port: '${var.port}' });
  });

  it.each([
    Port.SSH,
    Port.RDP,
    Port.POSTGRESQL,
    Port.MYSQL,
    Port.REDIS,
    Port.MONGODB,
    Port.udp(11_211),
    Port.tcpRange(20_000, 30_000),
    Port.allTcp(),
  ])('never opens %s to the internet', (port) => {
    const group = newGroup();
    for (const peer of [Peer.anyIpv4('a reason'), Peer.anyIpv6('a reason')]) {
      const error = errorOf(() => {
        group.connections.allowFrom(peer, port);
      });
      expect(error.code).toBe('SG_PUBLIC_PORT_FORBIDDEN');
      expect(error.constructPath).toBe('shop/web');
    }
  });

  it('opens no port to the internet that it cannot see', () => {
    const stack = newStack();
    const port = new TerraformVariable(stack, 'port', { type: 'number' });
    const group = newGroup(stack);
    expect(
      errorOf(() => {
        group.addIngressRule(Peer.anyIpv4('x'), Port.tcp(port.numberValue));
      }).code,
    ).toBe('SG_PUBLIC_PORT_FORBIDDEN');
    expect(
      errorOf(() => {
        group.addEgressRule(Peer.anyIpv4('x'), Port.tcp(port.numberValue));
      }).code,
    ).toBe('SG_PUBLIC_PORT_FORBIDDEN');
  });

  it('lets out to the internet on named ports only', () => {
    const stack = newStack();
    const group = newGroup(stack);
    expect(
      errorOf(() => {
        group.addEgressRule(Peer.anyIpv4('updates'), Port.allTcp());
      }).code,
    ).toBe('SG_PUBLIC_PORT_FORBIDDEN');
    expect(
      errorOf(() => {
        group.addEgressRule(Peer.anyIpv6('updates'), Port.tcpRange(1, 65_535));
      }).code,
    ).toBe('SG_PUBLIC_PORT_FORBIDDEN');
    group.addEgressRule(Peer.anyIpv4('updates'), Port.HTTPS);
    expect(onlyResource(synth(stack), EGRESS)).toMatchObject({ cidr_ipv4: '0.0.0.0/0', from_port: 443 });
  });

  it.each<[string, string | undefined]>([
    ['', 'has 0 characters'],
    [' ', 'has 0 characters'],
    ["the team's", 'holds "\'"'],
    ['ü', 'holds "ü"'],
    ['a'.repeat(256), 'has 256 characters'],
  ])('refuses description %p', (description, problem) => {
    const error = errorOf(() => new SecurityGroup(newStack(), 'g', { vpcId: 'vpc-1', description }));
    expect(error.code).toBe('SG_DESCRIPTION_INVALID');
    expect(error.message).toContain(problem);
    expect(
      errorOf(() => {
        newGroup().addIngressRule(Peer.self(), Port.HTTPS, description);
      }).code,
    ).toBe('SG_DESCRIPTION_INVALID');
  });

  it('derives descriptions that EC2 takes', () => {
    const stack = newStack();
    newGroup(stack, `it's ${'x'.repeat(300)}`);
    const description = String(onlyResource(synth(stack), 'aws_security_group').description);
    expect(description).toMatch(/^Security group at shop\/it s x+$/);
    expect(description).toHaveLength(255);
  });

  it('has no name that EC2 refuses', () => {
    const stack = newStack('sg');
    newGroup(stack, 'x'.repeat(200));
    const prefix = String(onlyResource(synth(stack), 'aws_security_group').name_prefix);
    expect(prefix).not.toMatch(/^sg-/);
    expect(prefix.length).toBeLessThanOrEqual(100);
  });
});

describe('guarantees of a security group', () => {
  const open = [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }];

  it.each<[string, (group: RawSecurityGroup, stack: TerraformStack) => void]>([
    [
      'the setter of ingress',
      (group) => {
        group.putIngress([{ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: ['0.0.0.0/0'] }]);
      },
    ],
    [
      'the setter of egress',
      (group) => {
        group.putEgress([{ fromPort: 0, toPort: 0, protocol: '-1', cidrBlocks: ['0.0.0.0/0'] }]);
      },
    ],
    [
      'addOverride',
      (group) => {
        group.addOverride('ingress', open);
      },
    ],
    [
      'addOverride of a dynamic block',
      (group) => {
        group.addOverride('dynamic.ingress', { for_each: [1], content: open[0] });
      },
    ],
    [
      'addOverride on the stack',
      (group, stack) => {
        stack.addOverride(`resource.aws_security_group.${group.friendlyUniqueId}.egress`, open);
      },
    ],
  ])('notice inline rules by %s', (_, attack) => {
    const stack = newStack();
    attack(newGroup(stack).resource, stack);
    expect(() => synth(stack)).toThrow(/SG_NO_INLINE_RULES/);
  });

  it.each<[string, unknown]>([
    ['cidr_ipv4', '0.0.0.0/0'],
    ['cidr_ipv4', undefined],
    ['cidr_ipv6', '::/0'],
    ['from_port', 22],
    ['to_port', 65_535],
    ['ip_protocol', '-1'],
    ['security_group_id', 'sg-2'],
    ['referenced_security_group_id', 'sg-2'],
    ['prefix_list_id', 'pl-1'],
  ])('notice a rule whose %s becomes %p', (attribute, value) => {
    const stack = newStack();
    const group = newGroup(stack);
    group.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.HTTPS);
    childResource(group, 'ingress-').addOverride(attribute, value);
    expect(() => synth(stack)).toThrow(/SG_RULE/);
  });
});

describe('Connections', () => {
  it('open both ends between groups', () => {
    const stack = newStack();
    const [web, api] = [newGroup(stack, 'web'), newGroup(stack, 'api')];
    api.connections.allowFrom(web, Port.tcp(8443));
    const json = synth(stack);
    const [webId, apiId] = ['web', 'api'].map(
      (id) => expect.stringMatching(new RegExp(`\\.${id}_\\w+\\.id`)) as unknown,
    );
    expect(onlyResource(json, INGRESS)).toMatchObject({
      security_group_id: apiId,
      referenced_security_group_id: webId,
      description: 'tcp 8443 from shop/web',
    });
    expect(onlyResource(json, EGRESS)).toMatchObject({
      security_group_id: webId,
      referenced_security_group_id: apiId,
      description: 'tcp 8443 to shop/api',
    });
  });

  it('mean the same whichever side asks', () => {
    const rules = (ask: (web: SecurityGroup, api: SecurityGroup) => void) => {
      const stack = newStack();
      ask(newGroup(stack, 'web'), newGroup(stack, 'api'));
      return synth(stack).resource;
    };
    expect(
      rules((web, api) => {
        web.connections.allowTo(api, Port.HTTPS);
      }),
    ).toEqual(
      rules((web, api) => {
        api.connections.allowFrom(web, Port.HTTPS);
        web.connections.allowTo(api, Port.HTTPS);
      }),
    );
  });

  it('let members reach each other', () => {
    const stack = newStack();
    newGroup(stack).connections.allowInternally(Port.tcp(7800));
    const json = synth(stack);
    for (const rule of [onlyResource(json, INGRESS), onlyResource(json, EGRESS)]) {
      expect(rule.referenced_security_group_id).toBe(rule.security_group_id);
    }
  });

  it('know the default port, or say that there is none', () => {
    const stack = newStack();
    const group = newGroup(stack);
    new Connections({ securityGroups: [group], defaultPort: Port.tcp(5433) }).allowDefaultPortFrom(
      Peer.ipv4('10.0.0.0/8'),
    );
    expect(onlyResource(synth(stack), INGRESS)).toMatchObject({ from_port: 5433 });
    expect(
      errorOf(() => {
        group.connections.allowDefaultPortFrom(Peer.self());
      }).code,
    ).toBe('SG_DEFAULT_PORT_MISSING');
  });

  it('refuse to connect two things that have no group', () => {
    const error = errorOf(() => {
      Peer.ipv4('10.0.0.0/8').connections.allowFrom(Peer.self(), Port.HTTPS);
    });
    expect(error.code).toBe('SG_CONNECTION_EMPTY');
  });

  it('write both rules in the asking stack, so that stacks do not depend on each other', () => {
    const app: App = Testing.app();
    const [back, front] = ['back', 'front'].map((name) => {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      return stack;
    });
    if (!back || !front) throw new Error('two stacks');
    const [db, web] = [newGroup(back, 'db'), newGroup(front, 'web')];
    web.connections.allowTo(db, Port.tcp(5433));
    web.connections.allowTo(db, Port.tcp(5433));
    app.synth();
    expect(front.dependencies).toEqual([back]);
    expect(back.dependencies).toEqual([]);
    const json = JSON.parse(Testing.synth(front)) as {
      resource: Record<string, Record<string, Record<string, string>>>;
    };
    const [ingress] = Object.values(json.resource[INGRESS] ?? {});
    expect(ingress?.security_group_id).toMatch(/terraform_remote_state/);
    expect(Object.keys(json.resource[INGRESS] ?? {})).toHaveLength(1);
    expect(Object.keys(json.resource[EGRESS] ?? {})).toHaveLength(1);
  });
});

describe('SecurityGroup.fromSecurityGroupId', () => {
  it('adds rules to a group that was made elsewhere', () => {
    const stack = newStack();
    const group = SecurityGroup.fromSecurityGroupId(stack, 'legacy', 'sg-0123456789abcdef0');
    group.connections.allowFrom(newGroup(stack), Port.HTTPS);
    expect(onlyResource(synth(stack), INGRESS)).toMatchObject({ security_group_id: 'sg-0123456789abcdef0' });
  });

  it('refuses what is no id', () => {
    expect(errorOf(() => SecurityGroup.fromSecurityGroupId(newStack(), 'x', 'web')).code).toBe('SG_ID_INVALID');
  });

  it('takes a token', () => {
    const stack = newStack();
    const id = new TerraformVariable(stack, 'id', {}).stringValue;
    expect(SecurityGroup.fromSecurityGroupId(stack, 'x', id).securityGroupId).toBe(id);
  });
});
