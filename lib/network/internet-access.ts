import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import type { NetworkScope } from './subnets';

const EVERYWHERE = '0.0.0.0/0';

/** Attaches the internet to the VPC, and routes the table's subnets to it. */
export function routeToInternet({ owner, vpcId, tagged }: NetworkScope, table: RouteTable): InternetGateway {
  const gateway: InternetGateway = new aws.internetGateway.InternetGateway(owner, 'InternetGateway', {
    vpcId,
    tags: tagged('internet'),
  });
  guarantee(owner, gateway, [{ code: 'VPC_ROUTES', attribute: 'vpc_id', value: vpcId }]);
  const route = new aws.route.Route(owner, 'public-internet', {
    routeTableId: table.id,
    destinationCidrBlock: EVERYWHERE,
    gatewayId: gateway.id,
  });
  guarantee(owner, route, [
    { code: 'VPC_ROUTES', attribute: 'route_table_id', value: table.id, promise: 'the routes of public subnets' },
    { code: 'VPC_ROUTES', attribute: 'gateway_id', value: gateway.id },
  ]);
  return gateway;
}

/** Makes a NAT gateway in a public subnet, and returns its id. */
export function createNatGateway(
  { owner, tagged }: NetworkScope,
  zoneId: string,
  subnetId: string,
  internet: InternetGateway,
): string {
  const id = `nat-${zoneId}`;
  const address = new aws.eip.Eip(owner, `${id}-address`, { domain: 'vpc', tags: tagged(id), dependsOn: [internet] });
  const gateway = new aws.natGateway.NatGateway(owner, id, {
    allocationId: address.id,
    subnetId,
    tags: tagged(id),
    dependsOn: [internet],
  });
  guarantee(owner, address, [{ code: 'VPC_NAT', attribute: 'domain', value: 'vpc' }]);
  guarantee(owner, gateway, [
    { code: 'VPC_NAT', attribute: 'allocation_id', value: address.id, promise: 'the address that it made' },
    { code: 'VPC_NAT', attribute: 'subnet_id', value: subnetId, promise: 'a public subnet' },
  ]);
  return gateway.id;
}

/** Routes the table's subnets to the internet, which cannot reach them. */
export function routeThroughNat(
  { owner }: NetworkScope,
  zoneId: string,
  table: RouteTable,
  natGatewayId: string,
): void {
  const route = new aws.route.Route(owner, `private-${zoneId}-internet`, {
    routeTableId: table.id,
    destinationCidrBlock: EVERYWHERE,
    natGatewayId,
  });
  guarantee(owner, route, [
    { code: 'VPC_ROUTES', attribute: 'route_table_id', value: table.id, promise: 'the routes of private subnets' },
    { code: 'VPC_ROUTES', attribute: 'nat_gateway_id', value: natGatewayId, promise: 'a NAT gateway' },
    { code: 'VPC_ROUTES', attribute: 'gateway_id', value: undefined, promise: 'a NAT gateway' },
  ]);
}
