import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import type { Construct } from 'constructs';
import { guarantee, type Guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import type { PlannedSubnet } from './subnet-plan';

type Tags = Record<string, string> | undefined;

/** What the parts of a VPC have in common. */
export interface NetworkScope {
  readonly owner: Construct;
  readonly vpcId: string;
  /** Tags of a part, with its name. */
  readonly tagged: (part: string) => Tags;
}

const isFalse = (value: unknown): boolean => value === false || value === 'false';

/** The promises that nothing in a subnet gets a public address unless it asks for one. */
function addressGuarantees(subnet: PlannedSubnet): readonly Guarantee[] {
  const rules = ['subnet-no-auto-public-ip'];
  return [
    { code: 'VPC_NO_PUBLIC_ADDRESSES', attribute: 'map_public_ip_on_launch', value: false, rules },
    {
      code: 'VPC_NO_PUBLIC_ADDRESSES',
      attribute: 'assign_ipv6_address_on_creation',
      value: undefined,
      accepts: isFalse,
      rules,
    },
    {
      code: 'VPC_SUBNET',
      attribute: 'cidr_block',
      value: subnet.cidrBlock,
      promise: 'the addresses of its tier and zone',
    },
  ];
}

/** Makes a subnet that hands out no public addresses, and returns its id. */
export function createSubnet(
  { owner, vpcId, tagged }: NetworkScope,
  planned: PlannedSubnet,
  routes: RouteTable,
): string {
  const id = `${planned.tier.name}-${planned.zoneId}`;
  const subnet = new aws.subnet.Subnet(owner, id, {
    vpcId,
    availabilityZone: planned.availabilityZone,
    cidrBlock: planned.cidrBlock,
    mapPublicIpOnLaunch: false,
    tags: tagged(id),
  });
  guarantee(owner, subnet, [{ code: 'VPC_SUBNET', attribute: 'vpc_id', value: vpcId }, ...addressGuarantees(planned)]);
  const association = new aws.routeTableAssociation.RouteTableAssociation(owner, `${id}-association`, {
    subnetId: subnet.id,
    routeTableId: routes.id,
  });
  guarantee(owner, association, [
    { code: 'VPC_ROUTES', attribute: 'subnet_id', value: subnet.id },
    { code: 'VPC_ROUTES', attribute: 'route_table_id', value: routes.id, promise: 'the routes of its tier' },
  ]);
  return subnet.id;
}

/** Makes a route table without routes: they are resources of their own. */
export function createRouteTable({ owner, vpcId, tagged }: NetworkScope, id: string): RouteTable {
  const table: RouteTable = new aws.routeTable.RouteTable(owner, id, { vpcId, tags: tagged(id) });
  guarantee(owner, table, [
    { code: 'VPC_ROUTES', attribute: 'route', value: undefined, promise: 'that no route but its own leads out' },
    { code: 'VPC_ROUTES', attribute: 'propagating_vgws', value: undefined },
  ]);
  return table;
}
