import { GatewayEndpoint, Key, SubnetTier, Vpc } from '../../../lib';
import type { ConstructBuild } from '../construct-build';

const availabilityZones = ['eu-west-1a', 'eu-west-1b'];

export const vpcBuilds: readonly ConstructBuild[] = [
  {
    construct: 'Vpc',
    variant: 'defaults',
    build: (stack) => new Vpc(stack, 'network', { availabilityZones }),
  },
  {
    construct: 'Vpc',
    variant: 'every option',
    build: (stack) =>
      new Vpc(stack, 'network', {
        availabilityZones,
        cidrBlock: '10.8.0.0/18',
        tiers: [SubnetTier.PUBLIC, SubnetTier.PRIVATE, SubnetTier.ISOLATED],
        natGateways: 1,
        gatewayEndpoints: [GatewayEndpoint.S3, GatewayEndpoint.DYNAMODB],
        flowLogKey: new Key(stack, 'log-key'),
        flowLogRetentionDays: 731,
        tags: { Service: 'shop' },
      }),
  },
  {
    construct: 'Vpc',
    variant: 'attributes of another VPC',
    build: (stack) => {
      const { vpcId, cidrBlock, isolatedSubnetIds } = new Vpc(stack, 'network', { availabilityZones });
      return Vpc.fromVpcAttributes(stack, 'imported', { vpcId, cidrBlock, isolatedSubnetIds });
    },
  },
];
