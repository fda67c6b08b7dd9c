import type { Vpc as VpcResource } from '@cdktf/provider-aws/lib/vpc';
import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { SecuredConstruct } from '../core/secured-construct';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { PolicyDocument } from '../iam/policy-document';
import { createFlowLog } from './flow-log';
import type { GatewayEndpoint } from './gateway-endpoint';
import { createNatGateway, routeThroughNat, routeToInternet } from './internet-access';
import { type PlannedSubnet, planSubnets } from './subnet-plan';
import { SubnetTier } from './subnet-tier';
import { createRouteTable, createSubnet, type NetworkScope } from './subnets';
import { requireValidVpc, requireVpcAttributes, type VpcSettings, vpcSettings } from './vpc-inputs';
import type { VpcAttributes, VpcProps } from './vpc-props';
import type { IVpc } from './vpc-ref';

const MAX_TAG = 256;

/**
 * A network of one's own: its default security group lets nothing through, all its traffic is logged and encrypted,
 * nothing in it gets a public address by itself, and there is no way to the internet unless asked for.
 */
export class Vpc extends SecuredConstruct implements IVpc {
  /**
   * A VPC that was made elsewhere.
   *
   * @throws GuardrailsError VPC_ID_INVALID, VPC_ATTRIBUTES_INVALID
   */
  static fromVpcAttributes(scope: Construct, id: string, attributes: VpcAttributes): IVpc {
    return new ImportedVpc(scope, id, attributes);
  }

  /** The provider's own resource. */
  readonly resource: VpcResource;
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly publicSubnetIds: string[] = [];
  readonly privateSubnetIds: string[] = [];
  readonly isolatedSubnetIds: string[] = [];

  private readonly network: NetworkScope;
  private readonly routeTables: RouteTable[] = [];
  private internet: InternetGateway | undefined;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    requireProps(props, 'props of Vpc', this);
    const settings = vpcSettings(props);
    requireValidVpc(settings, this);
    this.cidrBlock = settings.cidrBlock;
    const tagged = (part: string) => this.tagged(part, settings.tags);
    this.resource = new aws.vpc.Vpc(this, 'Resource', {
      cidrBlock: this.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: tagged(''),
    });
    this.vpcId = this.resource.id;
    this.network = { owner: this, vpcId: this.vpcId, tagged };
    guarantee(this, this.resource, [
      { code: 'VPC_DNS', attribute: 'enable_dns_support', value: true },
      { code: 'VPC_DNS', attribute: 'enable_dns_hostnames', value: true },
    ]);
    this.closeDefaultSecurityGroup(tagged('default-closed'));
    this.createSubnets(settings);
    for (const endpoint of settings.gatewayEndpoints) this.addGatewayEndpoint(endpoint);
    createFlowLog(this, {
      vpcId: this.vpcId,
      retentionInDays: settings.flowLogRetentionDays,
      key: settings.flowLogKey,
      tags: settings.tags,
    });
  }

  /** Names a part in the console, unless the user's tags do. */
  private tagged(part: string, tags: Record<string, string> | undefined): Record<string, string> {
    if (tags !== undefined && isUnresolved(tags)) return tags;
    const name = part === '' ? this.node.path : `${this.node.path}/${part}`;
    return { Name: name.replace(/[^\w .:/=+@-]/g, '-').slice(0, MAX_TAG), ...tags };
  }

  /** Empty lists, not absent ones: Terraform takes away again what somebody adds by hand. */
  private closeDefaultSecurityGroup(tags: Record<string, string>): void {
    const group = new aws.defaultSecurityGroup.DefaultSecurityGroup(this, 'DefaultSecurityGroup', {
      vpcId: this.vpcId,
      ingress: [],
      egress: [],
      tags,
    });
    const promise = 'that the default security group lets nothing through';
    const instead = 'make a SecurityGroup';
    const rules = ['vpc-default-security-group-closed'];
    guarantee(this, group, [
      { code: 'VPC_DEFAULT_GROUP_CLOSED', attribute: 'vpc_id', value: this.vpcId, rules },
      { code: 'VPC_DEFAULT_GROUP_CLOSED', attribute: 'ingress', value: [], promise, instead, rules },
      { code: 'VPC_DEFAULT_GROUP_CLOSED', attribute: 'egress', value: [], promise, instead, rules },
    ]);
  }

  private createSubnets({ cidrBlock, tiers, availabilityZones, natGateways }: VpcSettings): void {
    // Public subnets first: NAT gateways lie in them.
    const inOrder = [...tiers].sort((a, b) => a._quarter - b._quarter);
    const nats: string[] = [];
    for (const tier of inOrder) {
      const planned = planSubnets(cidrBlock, [tier], availabilityZones);
      if (tier === SubnetTier.PRIVATE) this.createPrivateSubnets(planned, nats);
      else this.createTier(tier, planned);
      if (tier === SubnetTier.PUBLIC) nats.push(...this.createNatGateways(planned.slice(0, natGateways)));
    }
  }

  private createTier(tier: SubnetTier, planned: readonly PlannedSubnet[]): void {
    const table = this.createTable(`${tier.name}-routes`);
    const isPublic = tier === SubnetTier.PUBLIC;
    if (isPublic) this.internet = routeToInternet(this.network, table);
    const ids = isPublic ? this.publicSubnetIds : this.isolatedSubnetIds;
    for (const subnet of planned) ids.push(createSubnet(this.network, subnet, table));
  }

  private createPrivateSubnets(planned: readonly PlannedSubnet[], nats: readonly string[]): void {
    planned.forEach((subnet, index) => {
      const table = this.createTable(`private-${subnet.zoneId}-routes`);
      const nat = nats[index % Math.max(nats.length, 1)];
      if (nat !== undefined) routeThroughNat(this.network, subnet.zoneId, table, nat);
      this.privateSubnetIds.push(createSubnet(this.network, subnet, table));
    });
  }

  private createNatGateways(planned: readonly PlannedSubnet[]): string[] {
    const { internet } = this;
    if (internet === undefined) return [];
    return planned.flatMap(({ zoneId }, index) => {
      const subnetId = this.publicSubnetIds[index];
      return subnetId === undefined ? [] : [createNatGateway(this.network, zoneId, subnetId, internet)];
    });
  }

  private createTable(id: string): RouteTable {
    const table = createRouteTable(this.network, id);
    this.routeTables.push(table);
    return table;
  }

  private addGatewayEndpoint({ service }: GatewayEndpoint): void {
    const { accountId, region } = AwsAccount.of(this);
    const policy = new PolicyDocument();
    policy._addJson({
      Sid: 'PrincipalsOfThisAccount',
      Effect: 'Allow',
      Principal: '*',
      Action: [`${service}:*`],
      Resource: ['*'],
      Condition: { StringEquals: { 'aws:PrincipalAccount': [accountId] } },
    });
    const policyText = policy.toJson();
    const endpoint = new aws.vpcEndpoint.VpcEndpoint(this, `${service}-endpoint`, {
      vpcId: this.vpcId,
      vpcEndpointType: 'Gateway',
      serviceName: `com.amazonaws.${region}.${service}`,
      routeTableIds: this.routeTables.map((table) => table.id),
      policy: policyText,
      tags: this.network.tagged(service),
    });
    guarantee(this, endpoint, [
      {
        code: 'VPC_ENDPOINT_SCOPED',
        attribute: 'policy',
        value: policyText,
        promise: 'a policy for principals of the account',
        rules: ['vpc-endpoint-policy-scoped'],
      },
      { code: 'VPC_ENDPOINT_SCOPED', attribute: 'vpc_endpoint_type', value: 'Gateway' },
    ]);
  }
}

class ImportedVpc extends SecuredConstruct implements IVpc {
  readonly vpcId: string;
  readonly publicSubnetIds: string[];
  readonly privateSubnetIds: string[];
  readonly isolatedSubnetIds: string[];

  private readonly knownCidrBlock: string | undefined;

  constructor(scope: Construct, id: string, attributes: VpcAttributes) {
    super(scope, id);
    requireProps(attributes, 'attributes of the VPC', this);
    requireVpcAttributes(attributes, this);
    this.vpcId = attributes.vpcId;
    this.knownCidrBlock = attributes.cidrBlock;
    this.publicSubnetIds = attributes.publicSubnetIds ?? [];
    this.privateSubnetIds = attributes.privateSubnetIds ?? [];
    this.isolatedSubnetIds = attributes.isolatedSubnetIds ?? [];
  }

  get cidrBlock(): string {
    if (this.knownCidrBlock !== undefined) return this.knownCidrBlock;
    throw new GuardrailsError(
      'VPC_ATTRIBUTES_INVALID',
      'cidrBlock is asked for, but was not given; pass cidrBlock to fromVpcAttributes',
      this,
    );
  }
}
