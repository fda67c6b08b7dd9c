import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { type Key, PolicyStatement, Role, ServicePrincipal } from 'cdktf-guardrails';
import { Construct } from 'constructs';

export interface NetworkProps {
  readonly availabilityZones: readonly string[];
  /** Key of the flow logs. */
  readonly encryptionKey: Key;
}

const CIDR = '10.0.0.0/16';
const FLOW_LOGS = '/shop/vpc/flow-logs';

/** A VPC with a public, an application and a database subnet in each zone; only the public ones reach the internet. */
export class Network extends Construct {
  readonly vpcId: string;
  readonly cidr = CIDR;
  readonly publicSubnetIds: string[];
  readonly applicationSubnetIds: string[];
  readonly databaseSubnetIds: string[];

  constructor(scope: Construct, id: string, { availabilityZones, encryptionKey }: NetworkProps) {
    super(scope, id);
    this.vpcId = new Vpc(this, 'vpc', { cidrBlock: CIDR, enableDnsHostnames: true, enableDnsSupport: true }).id;
    // Without rules in the program, Terraform removes those that AWS puts into the default group.
    new DefaultSecurityGroup(this, 'default-security-group', { vpcId: this.vpcId });

    const publicRoutes = new RouteTable(this, 'public', { vpcId: this.vpcId });
    new Route(this, 'internet', {
      routeTableId: publicRoutes.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: new InternetGateway(this, 'gateway', { vpcId: this.vpcId }).id,
    });
    const privateRoutes = new RouteTable(this, 'private', { vpcId: this.vpcId });
    this.publicSubnetIds = this.addSubnets('public', 0, availabilityZones, publicRoutes);
    this.applicationSubnetIds = this.addSubnets('application', 10, availabilityZones, privateRoutes);
    this.databaseSubnetIds = this.addSubnets('database', 20, availabilityZones, privateRoutes);
    this.addFlowLogs(encryptionKey);
  }

  private addSubnets(tier: string, first: number, zones: readonly string[], routes: RouteTable): string[] {
    return zones.map((availabilityZone, index) => {
      const subnet = new Subnet(this, `${tier}-${availabilityZone}`, {
        vpcId: this.vpcId,
        availabilityZone,
        cidrBlock: `10.0.${first + index}.0/24`,
        mapPublicIpOnLaunch: false,
      });
      new RouteTableAssociation(this, `${tier}-${availabilityZone}-routes`, {
        subnetId: subnet.id,
        routeTableId: routes.id,
      });
      return subnet.id;
    });
  }

  private addFlowLogs(encryptionKey: Key): void {
    encryptionKey.allowLogGroup(FLOW_LOGS);
    const logGroup = new CloudwatchLogGroup(this, 'flow-logs', {
      name: FLOW_LOGS,
      kmsKeyId: encryptionKey.keyArn,
      retentionInDays: 365,
    });
    const role = new Role(this, 'flow-log-role', { assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com') });
    role.addToPolicy(
      PolicyStatement.allow({
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [`${logGroup.arn}:*`],
      }),
    );
    role.addToPolicy(
      PolicyStatement.allow({ actions: ['logs:DescribeLogGroups'], unscopable: 'log groups are listed, not named' }),
    );
    new FlowLog(this, 'flow-log', {
      vpcId: this.vpcId,
      trafficType: 'ALL',
      logDestination: logGroup.arn,
      iamRoleArn: role.roleArn,
    });
  }
}
