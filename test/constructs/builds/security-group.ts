import { SecurityGroup as RawSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import { type ISecurityGroup, Peer, Port, SecurityGroup, SubnetTier, Vpc } from '../../../lib';
import type { ConstructBuild } from '../construct-build';

function network(stack: TerraformStack): Vpc {
  return new Vpc(stack, 'network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], tiers: [SubnetTier.ISOLATED] });
}

/** Says that something outside of the build carries the group. */
function exported(stack: TerraformStack, group: ISecurityGroup): ISecurityGroup {
  new TerraformOutput(stack, `${group.node.id}-id`, { value: group.securityGroupId, sensitive: true });
  return group;
}

export const securityGroupBuilds: readonly ConstructBuild[] = [
  {
    construct: 'SecurityGroup',
    variant: 'defaults',
    build: (stack) => exported(stack, new SecurityGroup(stack, 'group', { vpcId: network(stack).vpcId })),
  },
  {
    construct: 'SecurityGroup',
    variant: 'every option',
    exceptions: { 'sg-no-broad-public-cidr': 'customers on the internet are let in, with a reason' },
    build: (stack) => {
      const { vpcId, cidrBlock } = network(stack);
      const tags = { Service: 'shop' };
      const web = new SecurityGroup(stack, 'web', { vpcId, description: 'Load balancer of the shop', tags });
      const api = new SecurityGroup(stack, 'api', { vpcId, description: 'Application of the shop', tags });
      web.connections.allowFrom(Peer.anyIpv4('customers visit the shop'), Port.HTTPS);
      web.connections.allowFrom(Peer.anyIpv6('customers visit the shop'), Port.HTTPS, 'Customers');
      web.connections.allowTo(api, Port.tcpRange(8443, 8444));
      api.connections.allowInternally(Port.tcp(7800));
      api.connections.allowTo(Peer.ipv4(cidrBlock), Port.HTTPS);
      api.connections.allowFrom(Peer.ipv6('fd00::/8'), Port.icmpv6(128, -1));
      api.addIngressRule(Peer.ipv4(cidrBlock), Port.icmp(8, -1));
      api.addEgressRule(Peer.self(), Port.udp(7946));
      exported(stack, api);
      return exported(stack, web);
    },
  },
  {
    construct: 'SecurityGroup',
    variant: 'rules of a group made elsewhere',
    build: (stack) => {
      const { vpcId } = network(stack);
      const raw = new RawSecurityGroup(stack, 'raw', { vpcId, name: 'legacy', description: 'Made elsewhere' });
      const imported = SecurityGroup.fromSecurityGroupId(stack, 'imported', raw.id);
      const readOnly = SecurityGroup.fromSecurityGroupId(stack, 'read-only', raw.id, { mutable: false });
      const group = new SecurityGroup(stack, 'group', { vpcId });
      group.connections.allowFrom(imported, Port.HTTPS);
      group.connections.allowFrom(readOnly, Port.tcp(8443));
      exported(stack, imported);
      return exported(stack, group);
    },
  },
  {
    construct: 'SecurityGroup',
    variant: 'looked up by name',
    build: (stack) => {
      const { vpcId } = network(stack);
      const group = new SecurityGroup(stack, 'group', { vpcId });
      const found = SecurityGroup.fromLookupByName(stack, 'found', group.resource.name, vpcId);
      found.addIngressRule(Peer.ipv4('10.0.0.0/16'), Port.HTTPS);
      return exported(stack, group);
    },
  },
];
