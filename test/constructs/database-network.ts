import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import type { TerraformStack } from 'cdktf';

/** Where a database of a build lives: two subnets without a way to the internet. */
export interface DatabaseNetwork {
  readonly vpcId: string;
  readonly subnetIds: string[];
}

export function databaseNetwork(stack: TerraformStack): DatabaseNetwork {
  const vpc = new Vpc(stack, 'vpc', { cidrBlock: '10.20.0.0/16', enableDnsHostnames: true });
  const routes = new RouteTable(stack, 'routes', { vpcId: vpc.id });
  const subnetIds = ['a', 'b'].map((zone, index) => {
    const subnet = new Subnet(stack, `subnet-${zone}`, {
      vpcId: vpc.id,
      availabilityZone: `eu-west-1${zone}`,
      cidrBlock: `10.20.${index}.0/24`,
      mapPublicIpOnLaunch: false,
    });
    new RouteTableAssociation(stack, `route-${zone}`, { subnetId: subnet.id, routeTableId: routes.id });
    return subnet.id;
  });
  return { vpcId: vpc.id, subnetIds };
}

/** ARN of a topic that alarms tell. */
export function alarmTopic(stack: TerraformStack): string {
  return new SnsTopic(stack, 'alarms', { kmsMasterKeyId: 'alias/alarms' }).arn;
}
