import { NetworkAcl, Peer, Port, SecurityGroup } from '../../../lib';
import { A_KEY_MADE_BESIDE, all, only, scratch, synthesise } from './defaults';

describe('the network', () => {
  it('lets nothing out of a new group', () => {
    const stack = scratch();
    new SecurityGroup(stack, 'group', { vpcId: 'vpc-0123456789abcdef0' });
    const { resource } = synthesise(stack);
    expect(Object.keys(resource ?? {})).toEqual(['aws_security_group']);
    const [group = {}] = Object.values(resource?.aws_security_group ?? {});
    expect([group.egress, group.ingress]).toEqual([undefined, undefined]);
  });

  it('describes every rule', () => {
    const stack = scratch();
    const { connections } = new SecurityGroup(stack, 'group', { vpcId: 'vpc-0123456789abcdef0' });
    connections.allowFrom(Peer.ipv4('10.0.0.0/16'), Port.HTTPS);
    connections.allowTo(Peer.prefixList('pl-0123456789abcdef0'), Port.HTTPS);
    const { resource = {} } = synthesise(stack);
    const types = ['ingress', 'egress'].map((direction) => `aws_vpc_security_group_${direction}_rule`);
    const rules = types.flatMap((type) => Object.values(resource[type] ?? {}));
    expect(rules).toHaveLength(2);
    for (const { description } of rules) expect(description).toMatch(/\w+/);
  });

  it('refuses administration ports to the internet', () => {
    const { connections } = new SecurityGroup(scratch(), 'group', { vpcId: 'vpc-0123456789abcdef0' });
    const peers = [Peer.anyIpv4('support'), Peer.anyIpv6('support')];
    const ports = [Port.SSH, Port.RDP, Port.tcpRange(20, 30)];
    for (const peer of peers)
      for (const port of ports)
        expect(() => {
          connections.allowFrom(peer, port);
        }).toThrow(/^SG_PUBLIC_PORT_FORBIDDEN/);
  });

  it('closes the default security group', () => {
    const { ingress, egress } = only('Vpc', 'aws_default_security_group');
    expect([ingress, egress]).toEqual([[], []]);
  });

  it('logs the traffic of a network', () => {
    const log = only('Vpc', 'aws_flow_log');
    expect(log).toMatchObject({ traffic_type: 'ALL', vpc_id: expect.stringContaining('aws_vpc.') as unknown });
    expect(log.log_destination).toMatch(/aws_cloudwatch_log_group\./);
    const group = only('Vpc', 'aws_cloudwatch_log_group');
    expect(group).toMatchObject({ retention_in_days: 365, kms_key_id: A_KEY_MADE_BESIDE });
  });

  it('gives no public address by itself', () => {
    const subnets = all('Vpc', 'aws_subnet');
    expect(subnets.length).toBeGreaterThan(0);
    for (const { map_public_ip_on_launch: automatic } of subnets) expect(automatic).toBe(false);
  });

  it('lets nothing through a new network ACL', () => {
    const stack = scratch();
    new NetworkAcl(stack, 'acl', { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'] });
    const { resource = {} } = synthesise(stack);
    expect(Object.keys(resource).filter((type) => type === 'aws_network_acl_rule')).toEqual([]);
    const [acl = {}] = Object.values(resource.aws_network_acl ?? {});
    expect([acl.ingress, acl.egress]).toEqual([undefined, undefined]);
  });
});
