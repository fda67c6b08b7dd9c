import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, toList, type Value } from '../../model/value';
import { sourceOf } from './shared/database-source';
import { linkedBlocks } from './shared/linked-blocks';
import { presence } from '../../reading/presence';
import { exposureOf, isPublicSubnet } from './shared/public-subnet';
import { replicaArgument, sameRegionReplicaPresence } from './shared/read-replica';

interface SubnetOptions {
  /** Report a database without subnet group and without public address as unknown: its default VPC may have been changed. */
  readonly treatDefaultVpcAsUnknown: boolean;
}

const PATH = 'db_subnet_group_name';
const EXPECTED = 'a subnet group of private subnets';
const SUBNETS = ['aws_subnet', 'aws_default_subnet'];
const LONGEST_CHAIN = 10;

function judge(block: Block, options: SubnetOptions, depth: number): Outcome {
  const value = block.get(PATH);
  const group = presence(value);
  if (group === 'absent') return withoutGroup(block, options, depth);
  const { blocks } = block.configuration.link(value, ['aws_db_subnet_group'], ['name']);
  if (typeof group !== 'string') return undecided(PATH, group, EXPECTED);
  if (blocks.length === 0) {
    return unknown({
      path: PATH,
      message: 'the subnet group lies outside this configuration',
      observed: value,
      expected: EXPECTED,
    });
  }
  return judgeSubnets(blocks, value);
}

function judgeSubnets(groups: readonly Block[], value: Value): Outcome {
  let open: { readonly element: Value } | undefined;
  for (const group of groups) {
    const listed = group.get('subnet_ids');
    const elements = toList(listed);
    if (!isUnknown(elements) && elements.length === 0) open ??= { element: listed };
    for (const element of isUnknown(elements) ? [elements] : elements) {
      const links = linkedBlocks(group.configuration, element, SUBNETS);
      const exposure = exposureOf(links, isPublicSubnet);
      if (exposure === true) {
        const exposed = links.found.find(({ block, index }) => isPublicSubnet(block, index) === true);
        return fail({
          path: PATH,
          message: `${exposed?.block.address ?? 'a subnet'} has a route to an internet gateway`,
          observed: value,
          expected: EXPECTED,
        });
      }
      if (exposure === undefined) open ??= { element };
    }
  }
  if (open === undefined) return pass(PATH);
  return unknown({
    path: PATH,
    message: 'the route table of a subnet is not known from this configuration',
    observed: open.element,
    expected: EXPECTED,
  });
}

/** Without a group a replica uses the subnets of its source, any other database those of the default VPC. */
function withoutGroup(block: Block, options: SubnetOptions, depth: number): Outcome {
  const replica = block.type === 'aws_db_instance' ? sameRegionReplicaPresence(block) : 'absent';
  if (replica === 'set') {
    const [source] = sourceOf(block)?.blocks ?? [];
    if (source !== undefined && depth < LONGEST_CHAIN) return judge(source, options, depth + 1);
    const path = replicaArgument(block);
    return unknown({
      path,
      message: 'the subnets are those of a source outside this configuration',
      observed: block.get(path),
      expected: EXPECTED,
    });
  }
  if (replica !== 'absent') return undecided(replicaArgument(block), replica, EXPECTED);
  const isPublic = toBoolean(block.get('publicly_accessible'));
  const isPrivate = block.type === 'aws_rds_cluster' || isPublic === false;
  const message = 'no subnet group is named: the database goes into the default VPC, whose subnets are public';
  if (options.treatDefaultVpcAsUnknown && isPrivate) return unknown({ path: PATH, message, expected: EXPECTED });
  return fail({ path: PATH, message, expected: EXPECTED });
}

export default defineRule<SubnetOptions>({
  id: 'rds-not-in-public-subnet',
  title: 'Databases sit in subnets without a route to the internet',
  why: 'In a subnet with a route to an internet gateway one changed flag or security group rule opens the database to the world. In a private subnet that takes a change of the network as well.',
  remediation:
    'Point db_subnet_group_name to an aws_db_subnet_group whose subnets have route tables without a route to an internet gateway.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'A part of the chain from the subnet group over its subnets to their route tables is outside the configuration or an expression that only Terraform can compute.',
  controls: { fsbp: ['RDS.46'], nist80053r5: ['AC-4(21)', 'CM-7(b)'] },
  equivalents: { cdkNag: ['NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW'], securityHub: ['RDS.46'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_subnet_group.html.markdown',
  ],
  defaultOptions: { treatDefaultVpcAsUnknown: false },
  optionsSchema: {
    treatDefaultVpcAsUnknown: {
      type: 'boolean',
      description: 'report a database without subnet group and without public address as unknown instead of failing it',
    },
  },
  check: (block, { options }) => judge(block, options, 0),
  examples: {
    good: [
      {
        name: 'the main route table of a new VPC has no way out',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_subnet: { a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24' } },
            aws_db_subnet_group: { main: { name: 'orders', subnet_ids: ['${aws_subnet.a.id}'] } },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                db_subnet_group_name: '${aws_db_subnet_group.main.name}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a route to an internet gateway',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_internet_gateway: { main: { vpc_id: '${aws_vpc.main.id}' } },
            aws_subnet: { a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24' } },
            aws_route_table: {
              public: {
                vpc_id: '${aws_vpc.main.id}',
                route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.main.id}' }],
              },
            },
            aws_route_table_association: {
              a: { subnet_id: '${aws_subnet.a.id}', route_table_id: '${aws_route_table.public.id}' },
            },
            aws_db_subnet_group: { main: { name: 'orders', subnet_ids: ['${aws_subnet.a.id}'] } },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                db_subnet_group_name: '${aws_db_subnet_group.main.name}',
              },
            },
          },
        },
      },
      {
        name: 'no subnet group: the public subnets of the default VPC',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'subnets outside the configuration',
        configuration: {
          resource: {
            aws_db_subnet_group: { main: { name: 'orders', subnet_ids: ['subnet-0a1b2c3d'] } },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                db_subnet_group_name: '${aws_db_subnet_group.main.name}',
              },
            },
          },
        },
      },
    ],
  },
});
