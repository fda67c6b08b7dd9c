import { defineRule } from '../../engine/define-rule';
import { notApplicable } from '../../engine/outcome';
import { peeringRoutes } from './shared/peering-route';
import { judgeRoute } from './shared/route-width';

export default defineRule<{ readonly maxPrefix: number; readonly maxIpv6Prefix: number }>({
  id: 'vpc-peering-route-least-access',
  title: 'Routes to a peered VPC cover only the networks that have to be reached',
  why: 'A route to the whole peer lets an intruder in one VPC try every machine of the other, although only a few have business with each other.',
  remediation:
    'Set the destination of each route to the CIDR of a subnet that has to be reached, and keep 0.0.0.0/0 and ::/0 away from peering connections.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_route', 'aws_route_table', 'aws_default_route_table'],
  whenUnknown:
    'The destination of the route, or the CIDR of the peer, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['5.4'], '3.0.0': ['5.5'], '5.0.0': ['5.6'], '6.0.0': ['6.6'] },
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_44', relation: 'broader' }],
    prowler: ['vpc_peering_routing_tables_with_least_privilege'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/route.html.markdown',
  ],
  defaultOptions: { maxPrefix: 16, maxIpv6Prefix: 44 },
  optionsSchema: {
    maxPrefix: {
      description: 'Shortest prefix of an IPv4 route through a peering connection.',
      type: 'integer',
      minimum: 0,
      maximum: 32,
    },
    maxIpv6Prefix: {
      description: 'Shortest prefix of an IPv6 route through a peering connection.',
      type: 'integer',
      minimum: 0,
      maximum: 128,
    },
  },
  check(block, { options }) {
    const routes = peeringRoutes(block);
    if (routes.length === 0 && block.type === 'aws_route') return notApplicable();
    return routes.flatMap((route) => judgeRoute(route, { 4: options.maxPrefix, 6: options.maxIpv6Prefix }));
  },
  examples: {
    good: [
      {
        name: 'a subnet of the peer',
        configuration: {
          resource: {
            aws_route: {
              main: {
                destination_cidr_block: '10.1.4.0/24',
                vpc_peering_connection_id: '${aws_vpc_peering_connection.shared.id}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'everything through the peer',
        configuration: {
          resource: {
            aws_route: {
              main: {
                destination_cidr_block: '0.0.0.0/0',
                vpc_peering_connection_id: '${aws_vpc_peering_connection.shared.id}',
              },
            },
          },
        },
      },
      {
        name: 'all of the peer',
        configuration: {
          resource: {
            aws_vpc: { peer: { cidr_block: '10.1.0.0/16' } },
            aws_vpc_peering_connection: { shared: { vpc_id: '${aws_vpc.main.id}', peer_vpc_id: '${aws_vpc.peer.id}' } },
            aws_route_table: {
              main: {
                route: [
                  { cidr_block: '10.1.0.0/16', vpc_peering_connection_id: '${aws_vpc_peering_connection.shared.id}' },
                ],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a destination that is not known yet',
        configuration: {
          resource: {
            aws_route: {
              main: {
                destination_cidr_block: '${var.peer}',
                vpc_peering_connection_id: '${aws_vpc_peering_connection.shared.id}',
              },
            },
          },
        },
      },
    ],
  },
});
