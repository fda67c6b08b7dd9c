import { NetworkAcl, Peer, Port, SubnetTier, Vpc } from '../../../lib';
import type { ConstructBuild } from '../construct-build';

const zones = { availabilityZones: ['eu-west-1a', 'eu-west-1b'] };

export const networkAclBuilds: readonly ConstructBuild[] = [
  {
    construct: 'NetworkAcl',
    variant: 'defaults',
    build: (stack) => {
      const vpc = new Vpc(stack, 'network', { ...zones, tiers: [SubnetTier.ISOLATED] });
      return new NetworkAcl(stack, 'acl', { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds });
    },
  },
  {
    construct: 'NetworkAcl',
    variant: 'every option',
    build: (stack) => {
      const vpc = new Vpc(stack, 'network', { ...zones, tiers: [SubnetTier.PUBLIC] });
      const acl = new NetworkAcl(stack, 'acl', {
        vpcId: vpc.vpcId,
        subnetIds: vpc.publicSubnetIds,
        tags: { Service: 'shop' },
      });
      const internet = Peer.anyIpv4('customers visit the shop');
      acl.denyIngress(50, Peer.ipv4('198.51.100.0/24'), Port.HTTPS);
      acl.allowIngress(100, internet, Port.HTTPS);
      acl.allowIngress(110, Peer.anyIpv6('customers visit the shop'), Port.HTTPS);
      acl.allowIngress(120, Peer.ipv4(vpc.cidrBlock), Port.icmp(8, -1));
      acl.allowReturnIngress(200, internet);
      acl.denyEgress(50, Peer.ipv4('198.51.100.0/24'), Port.HTTPS);
      acl.allowEgress(100, Peer.ipv4(vpc.cidrBlock), Port.tcp(8443));
      acl.allowEgress(110, Peer.ipv6('fd00::/8'), Port.icmpv6(128, -1));
      acl.allowReturnEgress(200, internet, 1024);
      return acl;
    },
  },
  {
    construct: 'NetworkAcl',
    variant: 'rules of an ACL made elsewhere',
    build: (stack) => {
      const vpc = new Vpc(stack, 'network', { ...zones, tiers: [SubnetTier.ISOLATED] });
      const acl = new NetworkAcl(stack, 'acl', { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds });
      const imported = NetworkAcl.fromNetworkAclId(stack, 'imported', acl.networkAclId);
      imported.allowIngress(100, Peer.ipv4(vpc.cidrBlock), Port.POSTGRESQL);
      imported.allowReturnEgress(100, Peer.ipv4(vpc.cidrBlock));
      return imported;
    },
  },
];
