import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Lazy, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { NetworkAcl } from '../../lib/network/network-acl';
import { Peer } from '../../lib/network/peer';
import { Port } from '../../lib/network/port';
import { childResource, errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';

const RULE = 'aws_network_acl_rule';
const internet = Peer.anyIpv4('customers visit the shop');

function newAcl(stack = newStack(), id = 'acl'): NetworkAcl {
  return new NetworkAcl(stack, id, { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] });
}

describe('NetworkAcl', () => {
  it('lets nothing through', () => {
    const stack = newStack();
    newAcl(stack);
    const json = synth(stack);
    const acl = onlyResource(json, 'aws_network_acl');
    expect(acl).toMatchObject({ vpc_id: 'vpc-1', subnet_ids: ['subnet-1', 'subnet-2'] });
    expect(acl.ingress ?? null).toBeNull();
    expect(acl.egress ?? null).toBeNull();
    expect(resourcesOf(json, RULE)).toHaveLength(0);
  });

  it('writes each rule as a resource', () => {
    const stack = newStack();
    const acl = newAcl(stack);
    acl.allowIngress(100, internet, Port.HTTPS);
    acl.denyEgress(90, Peer.ipv6('fd00::/8'), Port.icmpv6Ping());
    acl.allowEgress(100, Peer.ipv4('10.0.0.0/8'), Port.icmp(-1, -1));
    const id = expect.stringMatching(/^\$\{aws_network_acl\.acl_\w+\.id\}$/) as unknown;
    const rules = resourcesOf(synth(stack), RULE);
    expect(rules).toHaveLength(3);
    expect(rules).toEqual(
      expect.arrayContaining([
        {
          network_acl_id: id,
          rule_number: 100,
          rule_action: 'allow',
          egress: false,
          protocol: 'tcp',
          cidr_block: '0.0.0.0/0',
          from_port: 443,
          to_port: 443,
        },
        {
          network_acl_id: id,
          rule_number: 90,
          rule_action: 'deny',
          egress: true,
          protocol: '58',
          ipv6_cidr_block: 'fd00::/8',
          icmp_type: 128,
          icmp_code: 0,
        },
        {
          network_acl_id: id,
          rule_number: 100,
          rule_action: 'allow',
          egress: true,
          protocol: 'icmp',
          cidr_block: '10.0.0.0/8',
          icmp_type: -1,
          icmp_code: -1,
        },
      ]),
    );
  });

  it('keeps ids of rules when another one is added before them', () => {
    const ids = (build: (acl: NetworkAcl) => void) => {
      const stack = newStack();
      build(newAcl(stack));
      return Object.keys(synth(stack).resource[RULE] ?? {});
    };
    const https = (acl: NetworkAcl) => {
      acl.allowIngress(100, internet, Port.HTTPS);
    };
    const before = ids(https);
    const after = ids((acl) => {
      acl.denyIngress(50, Peer.ipv4('203.0.113.0/24'), Port.HTTPS);
      https(acl);
    });
    expect(before).toHaveLength(1);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('lets answers in beside RDP, and out', () => {
    const stack = newStack();
    const acl = newAcl(stack);
    acl.allowReturnIngress(200, internet);
    acl.allowReturnIngress(300, Peer.anyIpv6('answers'), 32_768);
    acl.allowReturnEgress(200, internet, 1025);
    const ranges = resourcesOf(synth(stack), RULE).map(({ rule_number, egress, from_port, to_port }) =>
      [rule_number, egress, from_port, to_port].join(' '),
    );
    expect(ranges.sort()).toEqual([
      '200 false 1024 3388',
      '200 true 1025 65535',
      '201 false 3390 65535',
      '300 false 32768 65535',
    ]);
  });

  it.each([Port.SSH, Port.RDP, Port.POSTGRESQL, Port.tcpRange(20, 25), Port.tcpRange(1024, 65_535), Port.allTcp()])(
    'never lets the internet reach %s',
    (port) => {
      const acl = newAcl();
      for (const peer of [internet, Peer.anyIpv6('a reason')]) {
        const error = errorOf(() => {
          acl.allowIngress(100, peer, port);
        });
        expect(error.code).toBe('NACL_PUBLIC_PORT_FORBIDDEN');
        expect(error.message).toContain('allowReturnIngress');
        expect(error.constructPath).toBe('shop/acl');
      }
    },
  );

  it('lets out to the internet on named ports only, and opens none that it cannot see', () => {
    const stack = newStack();
    const port = new TerraformVariable(stack, 'port', { type: 'number' });
    const acl = newAcl(stack);
    for (const add of [
      () => {
        acl.allowEgress(100, internet, Port.allTcp());
      },
      () => {
        acl.allowEgress(100, internet, Port.tcp(port.numberValue));
      },
      () => {
        acl.allowIngress(100, internet, Port.tcp(port.numberValue));
      },
    ]) {
      expect(errorOf(add).code).toBe('NACL_PUBLIC_PORT_FORBIDDEN');
    }
    acl.allowEgress(100, internet, Port.HTTPS);
    acl.denyIngress(1, internet, Port.SSH);
    expect(resourcesOf(synth(stack), RULE)).toHaveLength(2);
  });

  it.each<[unknown]>([[0], [-1], [32_767], [1.5], [Number.NaN], ['100'], [undefined], [null], [[100]]])(
    'refuses rule number %p',
    (ruleNumber) => {
      const error = errorOf(() => {
        newAcl().allowIngress(ruleNumber as never, internet, Port.HTTPS);
      });
      expect(error.code).toBe('NACL_RULE_NUMBER_INVALID');
      expect(error.message).toContain('allowed are whole numbers from 1 to 32766');
    },
  );

  it('refuses a number that is taken, in its direction alone', () => {
    const stack = newStack();
    const number = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
    const acl = newAcl(stack);
    acl.allowIngress(100, internet, Port.HTTPS);
    acl.allowEgress(100, internet, Port.HTTPS);
    acl.allowIngress(number, internet, Port.HTTP);
    acl.allowReturnIngress(200, internet);
    for (const taken of [100, 200, 201, number]) {
      const error = errorOf(() => {
        acl.denyIngress(taken, Peer.ipv6('fd00::/8'), Port.HTTPS);
      });
      expect(error.code).toBe('NACL_RULE_NUMBER_TAKEN');
    }
    expect(
      errorOf(() => {
        acl.allowIngress(100, internet, Port.HTTPS);
      }).message,
    ).toMatch(/rule number 100 has an ingress rule/);
    expect(resourcesOf(synth(stack), RULE).map((rule) => rule.rule_number)).toContain('${var.number}');
  });

  it.each<[string, unknown, unknown]>([
    ['NACL_PEER_INVALID', Peer.self(), Port.HTTPS],
    ['NACL_PEER_INVALID', Peer.prefixList('pl-1'), Port.HTTPS],
    ['NACL_PEER_INVALID', '10.0.0.0/8', Port.HTTPS],
    ['NACL_PEER_INVALID', undefined, Port.HTTPS],
    ['NACL_PORT_INVALID', Peer.ipv4('10.0.0.0/8'), 443],
    ['NACL_PORT_INVALID', Peer.ipv4('10.0.0.0/8'), undefined],
    ['NACL_PORT_INVALID', Peer.ipv4('10.0.0.0/8'), Port.icmpv6Ping()],
    ['NACL_PORT_INVALID', Peer.ipv6('fd00::/8'), Port.icmpPing()],
  ])('%s for %p and %p', (code, peer, port) => {
    const acl = newAcl();
    for (const add of [acl.allowIngress, acl.allowEgress, acl.denyIngress, acl.denyEgress]) {
      const error = errorOf(() => {
        add.call(acl, 100, peer as never, port as never);
      });
      expect(error.code).toBe(code);
    }
  });

  it.each<[unknown]>([[1023], [65_536], ['1024'], [null], [1024.5]])('refuses ephemeral ports from %p', (fromPort) => {
    const acl = newAcl();
    for (const add of [acl.allowReturnIngress, acl.allowReturnEgress]) {
      expect(
        errorOf(() => {
          add.call(acl, 100, internet, fromPort as never);
        }).code,
      ).toBe('NACL_PORT_INVALID');
    }
  });

  it('takes tokens where it can, and says where it cannot', () => {
    const stack = newStack();
    const token = new TerraformVariable(stack, 'n', { type: 'number' }).numberValue;
    const acl = newAcl(stack);
    acl.allowReturnEgress(token, internet, token);
    expect(onlyResource(synth(stack), RULE)).toMatchObject({ from_port: '${var.n}', rule_number: '${var.n}' });
    expect(
      errorOf(() => {
        acl.allowReturnIngress(token, internet);
      }).code,
    ).toBe('NACL_RULE_NUMBER_INVALID');
    expect(
      errorOf(() => {
        acl.allowReturnIngress(100, internet, token);
      }).code,
    ).toBe('NACL_PORT_INVALID');
  });

  it('fails the synthesis where a token turns out to be the internet', () => {
    const stack = newStack();
    newAcl(stack).allowIngress(100, Peer.ipv4(Lazy.stringValue({ produce: () => '0.0.0.0/0' })), Port.SSH);
    expect(() => synth(stack)).toThrow(/PEER_CIDR_TOO_WIDE: .*\(construct shop\/acl\)/);
  });

  it('fails the synthesis where networks add up to the internet', () => {
    const stack = newStack();
    const acl = newAcl(stack);
    for (let block = 20; block < 25; block++) acl.allowIngress(block, Peer.ipv4(`${block}.0.0.0/8`), Port.SSH);
    expect(() => synth(stack)).toThrow(/NACL_PUBLIC_BY_PARTS: 5 networks that may reach tcp 22/);
  });

  it.each<[string, object]>([
    ['VPC_ID_INVALID', { vpcId: 'network' }],
    ['VPC_ID_INVALID', { vpcId: undefined }],
    ['NACL_SUBNETS_INVALID', { subnetIds: [] }],
    ['NACL_SUBNETS_INVALID', { subnetIds: undefined }],
    ['NACL_SUBNETS_INVALID', { subnetIds: 'subnet-1' }],
    ['NACL_SUBNETS_INVALID', { subnetIds: ['a'] }],
    ['NACL_SUBNETS_INVALID', { subnetIds: [7] }],
    ['TAGS_INVALID', { tags: ['a'] }],
  ])('%s for %j', (code, props) => {
    const given = { vpcId: 'vpc-1', subnetIds: ['subnet-1'], ...props };
    const error = errorOf(() => new NetworkAcl(newStack(), 'acl', given));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/acl');
  });

  it('takes tokens for props', () => {
    const stack = newStack();
    const list = Token.asList(new TerraformVariable(stack, 'subnets', { type: 'list(string)' }).value);
    new NetworkAcl(stack, 'acl', { vpcId: new TerraformVariable(stack, 'vpc', {}).stringValue, subnetIds: list });
    expect(onlyResource(synth(stack), 'aws_network_acl')).toMatchObject({
      vpc_id: '${var.vpc}',
      subnet_ids: '${var.subnets}',
    });
  });

  it('filters subnets of another stack', () => {
    const app = Testing.app();
    const [front, back] = ['front', 'back'].map((name) => {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      return stack;
    });
    if (!front || !back) throw new Error('two stacks');
    const imported = NetworkAcl.fromNetworkAclId(front, 'imported', newAcl(back).networkAclId);
    imported.allowIngress(100, Peer.ipv4('10.0.0.0/8'), Port.HTTPS);
    app.synth();
    expect(Testing.synth(front)).toMatch(/"network_acl_id": "\$\{data\.terraform_remote_state\./);
    expect(front.dependencies).toEqual([back]);
  });

  it.each<[unknown]>([[''], ['acl-x'], [undefined], [7], [['acl-1']]])('refuses id %p', (id) => {
    expect(errorOf(() => NetworkAcl.fromNetworkAclId(newStack(), 'x', id as never)).code).toBe('NACL_ID_INVALID');
  });

  it.each<[string, (acl: NetworkAcl) => void]>([
    [
      'NACL_NO_INLINE_RULES',
      ({ resource }) => {
        resource.addOverride('ingress', [{ rule_no: 1, action: 'allow', protocol: '-1', cidr_block: '0.0.0.0/0' }]);
      },
    ],
    ['NACL_ATTACHED', ({ resource }) => (resource.subnetIds = ['subnet-1'])],
    [
      'NACL_RULE',
      (acl) => {
        childResource(acl, 'ingress-').addOverride('cidr_block', '0.0.0.0/0');
      },
    ],
  ])('guarantees %s', (code, attack) => {
    const stack = newStack();
    const acl = newAcl(stack);
    acl.allowIngress(100, Peer.ipv4('10.0.0.0/8'), Port.SSH);
    attack(acl);
    expect(() => synth(stack)).toThrow(new RegExp(`${code}: `));
  });
});
