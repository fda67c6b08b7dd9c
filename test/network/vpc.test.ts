import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Fn, Lazy, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { Key } from '../../lib/encryption/key';
import { GatewayEndpoint } from '../../lib/network/gateway-endpoint';
import { SubnetTier } from '../../lib/network/subnet-tier';
import { Vpc } from '../../lib/network/vpc';
import type { VpcProps } from '../../lib/network/vpc-props';
import { childResource, errorOf, newStack, onlyResource, resourcesOf, synth, type Synthesised } from '../core/support';

const ZONES = ['eu-west-1a', 'eu-west-1b'];
const EVERY_TIER = [SubnetTier.PUBLIC, SubnetTier.PRIVATE, SubnetTier.ISOLATED];

function synthVpc(props: Partial<VpcProps> = {}): Synthesised {
  const stack = newStack();
  new Vpc(stack, 'network', { availabilityZones: ZONES, ...props });
  return synth(stack);
}

/** Blocks of subnets by resource name. */
function blocks(props: Partial<VpcProps>): Readonly<Record<string, unknown>> {
  const subnets = Object.entries(synthVpc(props).resource.aws_subnet ?? {});
  return Object.fromEntries(subnets.map(([name, { cidr_block }]) => [name, cidr_block]));
}

describe('Vpc', () => {
  it('has no way to the internet, a closed default group, and logged traffic', () => {
    const json = synthVpc();
    expect(onlyResource(json, 'aws_vpc')).toMatchObject({
      cidr_block: '10.0.0.0/16',
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: 'shop/network' },
    });
    expect(onlyResource(json, 'aws_default_security_group')).toMatchObject({ ingress: [], egress: [] });
    expect(json.resource).not.toHaveProperty('aws_internet_gateway');
    expect(json.resource).not.toHaveProperty('aws_route');
    expect(json.resource).not.toHaveProperty('aws_nat_gateway');
    expect(resourcesOf(json, 'aws_subnet').map((subnet) => subnet.map_public_ip_on_launch)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(onlyResource(json, 'aws_flow_log')).toMatchObject({
      traffic_type: 'ALL',
      log_destination: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.\S+\.arn\}$/) as unknown,
    });
  });

  it('encrypts flow logs and keeps them a year', () => {
    const json = synthVpc();
    const group = onlyResource(json, 'aws_cloudwatch_log_group');
    expect(group).toMatchObject({
      name: expect.stringMatching(/^\/aws\/vpc\/flow-logs\/shop-network-[0-9a-f]{8}$/) as unknown,
      retention_in_days: 365,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.\S+\.arn\}$/) as unknown,
    });
    const policy = String(onlyResource(json, 'aws_kms_key').policy);
    expect(policy).toContain(`:log-group:${String(group.name)}"`);
  });

  it('writes flow logs in a role that this account alone can use, and for nothing else', () => {
    const json = synthVpc();
    const trust = JSON.parse(String(onlyResource(json, 'aws_iam_role').assume_role_policy)) as {
      Statement: unknown[];
    };
    expect(trust.Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': [expect.stringContaining('account_id')] },
          ArnLike: { 'aws:SourceArn': [expect.stringMatching(/:ec2:.*:vpc-flow-log\/\*$/)] },
        },
      }),
    ]);
    const policy = JSON.parse(String(onlyResource(json, 'aws_iam_policy').policy)) as { Statement: unknown[] };
    expect(policy.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: [expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.\S+\.arn\}:\*$/)],
      },
    ]);
  });

  it('gives a subnet addresses by tier and zone alone', () => {
    const few = blocks({ availabilityZones: ['eu-west-1b'], tiers: [SubnetTier.ISOLATED] });
    expect(Object.values(few)).toEqual(['10.0.136.0/21']);
    const many = blocks({ availabilityZones: ['eu-west-1c', 'eu-west-1b', 'eu-west-1a'], tiers: EVERY_TIER });
    expect(many).toMatchObject(few);
    expect(Object.values(many).sort()).toEqual([
      '10.0.0.0/21',
      '10.0.128.0/21',
      '10.0.136.0/21',
      '10.0.144.0/21',
      '10.0.16.0/21',
      '10.0.64.0/21',
      '10.0.72.0/21',
      '10.0.8.0/21',
      '10.0.80.0/21',
    ]);
    expect(Object.values(blocks({ cidrBlock: '10.9.2.0/23', tiers: [SubnetTier.PRIVATE] }))).toEqual([
      '10.9.2.128/28',
      '10.9.2.144/28',
    ]);
  });

  it('divides addresses and counts zones that are not known yet', () => {
    const stack = newStack();
    const list = Token.asList(new TerraformVariable(stack, 'zones', { type: 'list(string)' }).value);
    const vpc = new Vpc(stack, 'network', {
      cidrBlock: new TerraformVariable(stack, 'cidr', {}).stringValue,
      availabilityZones: [Fn.element(list, 0) as string, 'eu-west-1c'],
      tiers: [SubnetTier.ISOLATED],
    });
    const json = synth(stack);
    expect(Object.values(json.resource.aws_subnet ?? {})).toEqual([
      expect.objectContaining({
        availability_zone: '${element(var.zones, 0)}',
        cidr_block: '${cidrsubnet(var.cidr, 5, 16)}',
      }),
      expect.objectContaining({ availability_zone: 'eu-west-1c', cidr_block: '${cidrsubnet(var.cidr, 5, 17)}' }),
    ]);
    expect(vpc.isolatedSubnetIds).toHaveLength(2);
  });

  it('routes public subnets to the gateway, private ones through NAT, and isolated ones nowhere', () => {
    const json = synthVpc({ tiers: [...EVERY_TIER].reverse(), natGateways: 1 });
    const routes = resourcesOf(json, 'aws_route');
    expect(routes).toHaveLength(3);
    const to = (name: string) => routes.filter((route) => typeof route[name] === 'string');
    expect(to('gateway_id')).toHaveLength(1);
    expect(new Set(to('nat_gateway_id').map((route) => route.nat_gateway_id)).size).toBe(1);
    expect(routes.some((route) => String(route.route_table_id).includes('isolated'))).toBe(false);
    expect(String(onlyResource(json, 'aws_nat_gateway').subnet_id)).toMatch(/public-eu-west-1a/);
    expect(onlyResource(json, 'aws_eip')).toMatchObject({ domain: 'vpc' });
    expect(resourcesOf(json, 'aws_route_table_association')).toHaveLength(6);
  });

  it('has a NAT gateway in each zone where asked', () => {
    const json = synthVpc({ tiers: EVERY_TIER, natGateways: 2 });
    const nats = resourcesOf(json, 'aws_route').flatMap(({ nat_gateway_id }) => nat_gateway_id ?? []);
    expect(new Set(nats).size).toBe(2);
  });

  it('reaches services through gateways for principals of the account alone', () => {
    const json = synthVpc({ gatewayEndpoints: [GatewayEndpoint.S3] });
    const endpoint = onlyResource(json, 'aws_vpc_endpoint');
    expect(endpoint.service_name).toMatch(/^com\.amazonaws\.\$\{data\.aws_region\.\S+\.id\}\.s3$/);
    expect(endpoint.route_table_ids).toHaveLength(3);
    const { Statement } = JSON.parse(String(endpoint.policy)) as { Statement: unknown[] };
    expect(Statement).toEqual([
      expect.objectContaining({
        Action: ['s3:*'],
        Condition: { StringEquals: { 'aws:PrincipalAccount': [expect.stringContaining('account_id')] } },
      }),
    ]);
  });

  it('takes a key, a retention time and tags', () => {
    const stack = newStack();
    const flowLogKey = new Key(stack, 'key');
    const tags = { Name: 'main', Service: 'shop' };
    new Vpc(stack, 'network', { availabilityZones: ZONES, flowLogKey, flowLogRetentionDays: 731, tags });
    const json = synth(stack);
    expect(resourcesOf(json, 'aws_kms_key')).toHaveLength(1);
    expect(onlyResource(json, 'aws_cloudwatch_log_group')).toMatchObject({ retention_in_days: 731, tags });
    expect(onlyResource(json, 'aws_vpc')).toMatchObject({ tags });
  });

  it('uses a key made elsewhere as it is', () => {
    const stack = newStack();
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/0123';
    new Vpc(stack, 'network', { availabilityZones: ZONES, flowLogKey: Key.fromKeyArn(stack, 'key', arn) });
    const json = synth(stack);
    expect(json.resource).not.toHaveProperty('aws_kms_key');
    expect(onlyResource(json, 'aws_cloudwatch_log_group')).toMatchObject({ kms_key_id: arn });
  });

  it('takes tokens for retention and tags', () => {
    const stack = newStack();
    const days = new TerraformVariable(stack, 'days', { type: 'number' }).numberValue;
    const tags = Token.asStringMap(new TerraformVariable(stack, 'tags', {}).value);
    new Vpc(stack, 'network', { availabilityZones: ZONES, flowLogRetentionDays: days, tags });
    const json = synth(stack);
    expect(onlyResource(json, 'aws_cloudwatch_log_group')).toMatchObject({ retention_in_days: '${var.days}' });
    expect(onlyResource(json, 'aws_vpc')).toMatchObject({ tags: '${var.tags}' });
  });

  it.each<[string, object]>([
    ['VPC_CIDR_INVALID', { cidrBlock: '' }],
    ['VPC_CIDR_INVALID', { cidrBlock: '10.0.0.0/15' }],
    ['VPC_CIDR_INVALID', { cidrBlock: '10.0.0.0/24' }],
    ['VPC_CIDR_INVALID', { cidrBlock: '10.0.0.1/16' }],
    ['VPC_CIDR_INVALID', { cidrBlock: 'fd00::/16' }],
    ['VPC_CIDR_INVALID', { cidrBlock: ['10.0.0.0/16'] }],
    ['VPC_CIDR_INVALID', { cidrBlock: 10 }],
    ['VPC_ZONES_INVALID', { availabilityZones: undefined }],
    ['VPC_ZONES_INVALID', { availabilityZones: [] }],
    ['VPC_ZONES_INVALID', { availabilityZones: 'eu-west-1a' }],
    ['VPC_ZONES_INVALID', { availabilityZones: ['eu-west-1'] }],
    ['VPC_ZONES_INVALID', { availabilityZones: [1] }],
    ['VPC_ZONES_INVALID', { availabilityZones: ['us-west-2-lax-1a'] }],
    ['VPC_ZONES_INVALID', { availabilityZones: ['eu-west-1a', 'eu-west-1a'] }],
    ['VPC_ZONES_INVALID', { availabilityZones: ['eu-west-1a', 'us-east-1b'] }],
    ['VPC_ZONES_INVALID', { availabilityZones: Array.from('abcdefghi', (letter) => `eu-west-1${letter}`) }],
    ['VPC_TIERS_INVALID', { tiers: [] }],
    ['VPC_TIERS_INVALID', { tiers: ['public'] }],
    ['VPC_TIERS_INVALID', { tiers: SubnetTier.PUBLIC }],
    ['VPC_TIERS_INVALID', { tiers: [SubnetTier.PUBLIC, SubnetTier.PUBLIC] }],
    ['VPC_NAT_INVALID', { tiers: EVERY_TIER, natGateways: 3 }],
    ['VPC_NAT_INVALID', { tiers: EVERY_TIER, natGateways: -1 }],
    ['VPC_NAT_INVALID', { tiers: EVERY_TIER, natGateways: 1.5 }],
    ['VPC_NAT_INVALID', { tiers: EVERY_TIER, natGateways: '1' }],
    ['VPC_NAT_INVALID', { natGateways: 1 }],
    ['VPC_NAT_INVALID', { tiers: [SubnetTier.PUBLIC], natGateways: 1 }],
    ['VPC_NAT_INVALID', { tiers: EVERY_TIER, natGateways: Lazy.numberValue({ produce: () => 1 }) }],
    ['VPC_ENDPOINTS_INVALID', { gatewayEndpoints: ['s3'] }],
    ['VPC_ENDPOINTS_INVALID', { gatewayEndpoints: GatewayEndpoint.S3 }],
    ['VPC_ENDPOINTS_INVALID', { gatewayEndpoints: [GatewayEndpoint.S3, GatewayEndpoint.S3] }],
    ['VPC_LOG_RETENTION_INVALID', { flowLogRetentionDays: 30 }],
    ['VPC_LOG_RETENTION_INVALID', { flowLogRetentionDays: 366 }],
    ['VPC_LOG_RETENTION_INVALID', { flowLogRetentionDays: 0 }],
    ['VPC_LOG_RETENTION_INVALID', { flowLogRetentionDays: '365' }],
    ['VPC_KEY_INVALID', { flowLogKey: 'arn:aws:kms:eu-west-1:111122223333:key/0123' }],
    ['TAGS_INVALID', { tags: { 'aws:x': '1' } }],
  ])('%s for %j', (code, props) => {
    const error = errorOf(() => new Vpc(newStack(), 'network', { availabilityZones: ZONES, ...props }));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/network');
  });

  it('says that a list of zones has to be known', () => {
    const stack = newStack();
    const list = Token.asList(new TerraformVariable(stack, 'zones', { type: 'list(string)' }).value);
    const error = errorOf(() => new Vpc(stack, 'network', { availabilityZones: list }));
    expect(error.code).toBe('VPC_ZONES_INVALID');
    expect(error.message).toContain('Fn.element(list, 0)');
  });

  it.each<[string, (vpc: Vpc) => void]>([
    ['VPC_DNS', ({ resource }) => (resource.enableDnsSupport = false)],
    [
      'VPC_DEFAULT_GROUP_CLOSED',
      (vpc) => {
        childResource(vpc, 'DefaultSecurityGroup').addOverride('ingress', [{ protocol: '-1', self: true }]);
      },
    ],
    ['VPC_DEFAULT_GROUP_CLOSED', (vpc) => vpc.node.tryRemoveChild('DefaultSecurityGroup')],
    [
      'VPC_NO_PUBLIC_ADDRESSES',
      (vpc) => {
        childResource(vpc, 'private-eu-west-1a').addOverride('map_public_ip_on_launch', true);
      },
    ],
    [
      'VPC_FLOW_LOG',
      (vpc) => {
        childResource(vpc, 'FlowLog').addOverride('traffic_type', 'ACCEPT');
      },
    ],
    [
      'VPC_FLOW_LOG_RETAINED',
      (vpc) => {
        childResource(vpc, 'FlowLogGroup').addOverride('retention_in_days', 7);
      },
    ],
    [
      'VPC_FLOW_LOG_ENCRYPTED',
      (vpc) => {
        childResource(vpc, 'FlowLogGroup').addOverride('kms_key_id', undefined);
      },
    ],
    [
      'VPC_ROUTES',
      (vpc) => {
        childResource(vpc, 'isolated-routes').addOverride('route', [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }]);
      },
    ],
  ])('guarantees %s', (code, attack) => {
    const stack = newStack();
    attack(new Vpc(stack, 'network', { availabilityZones: ZONES }));
    expect(() => synth(stack)).toThrow(new RegExp(`${code}(?:,[^:]+)?: `));
  });

  it('can be used from another stack', () => {
    const app = Testing.app();
    const [base, shop] = ['base', 'shop'].map((name) => {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      return stack;
    });
    if (!base || !shop) throw new Error('two stacks');
    const { vpcId, isolatedSubnetIds } = new Vpc(base, 'network', { availabilityZones: ZONES });
    const imported = Vpc.fromVpcAttributes(shop, 'network', { vpcId, isolatedSubnetIds });
    new Vpc(shop, 'other', { availabilityZones: ZONES, tags: { Peer: imported.vpcId } });
    app.synth();
    expect(Testing.synth(shop)).toMatch(/"Peer": "\$\{data\.terraform_remote_state\./);
    expect(shop.dependencies).toEqual([base]);
  });
});

describe('Vpc.fromVpcAttributes', () => {
  it('has what it was given', () => {
    const imported = Vpc.fromVpcAttributes(newStack(), 'vpc', {
      vpcId: 'vpc-1',
      cidrBlock: '10.0.0.0/16',
      privateSubnetIds: ['subnet-1'],
    });
    expect(imported).toMatchObject({
      vpcId: 'vpc-1',
      cidrBlock: '10.0.0.0/16',
      publicSubnetIds: [],
      privateSubnetIds: ['subnet-1'],
      isolatedSubnetIds: [],
    });
  });

  it('does not know addresses that it was not told', () => {
    const error = errorOf(() => Vpc.fromVpcAttributes(newStack(), 'vpc', { vpcId: 'vpc-1' }).cidrBlock);
    expect(error.code).toBe('VPC_ATTRIBUTES_INVALID');
    expect(error.message).toContain('pass cidrBlock to fromVpcAttributes');
  });

  it('takes tokens', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'v', {});
    const list = Token.asList(variable.value);
    const imported = Vpc.fromVpcAttributes(stack, 'vpc', {
      vpcId: variable.stringValue,
      cidrBlock: variable.stringValue,
      publicSubnetIds: list,
    });
    expect(imported.publicSubnetIds).toBe(list);
  });

  it.each<[string, object]>([
    ['VPC_ID_INVALID', { vpcId: 'network' }],
    ['VPC_ID_INVALID', { vpcId: undefined }],
    ['VPC_ATTRIBUTES_INVALID', { cidrBlock: '10.0.0.0' }],
    ['VPC_ATTRIBUTES_INVALID', { cidrBlock: 10 }],
    ['VPC_ATTRIBUTES_INVALID', { publicSubnetIds: 'subnet-1' }],
    ['VPC_ATTRIBUTES_INVALID', { privateSubnetIds: ['a'] }],
    ['VPC_ATTRIBUTES_INVALID', { isolatedSubnetIds: [7] }],
  ])('%s for %j', (code, attributes) => {
    const given = { vpcId: 'vpc-1', ...attributes };
    const error = errorOf(() => Vpc.fromVpcAttributes(newStack(), 'vpc', given));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/vpc');
  });
});
