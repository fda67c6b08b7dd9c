import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block, Configuration } from '../../model/block';
import { isUnknown, toList, type Unknown } from '../../model/value';
import { isDefaultSecurityGroup } from './shared/default-security-group';
import type { BlockInstance } from '../../reading/block-instances';
import { judgeEachInstance } from '../../reading/each-instance';
import { unlessExempt } from '../../reading/exemption';
import { instanceCount } from './shared/instance-count';
import { linkedBlocks } from './shared/linked-blocks';
import { replicaArgument, sameRegionReplicaPresence } from './shared/read-replica';

const PATH = 'vpc_security_group_ids';
const EXPECTED = 'security groups made for the database';

/** True for an expression such as `aws_security_group.database[*].id`, whose groups are certain to be made. */
function isListOfGroups(value: Unknown, configuration: Configuration): boolean {
  const { found, isChoice, open } = linkedBlocks(configuration, value, ['aws_security_group']);
  return open === undefined && !isChoice && found.every(({ block }) => instanceCount(block) !== undefined);
}

function judge({ configuration }: Block, get: BlockInstance['get']): readonly Outcome[] {
  const groups = toList(get(PATH));
  if (isUnknown(groups))
    return [isListOfGroups(groups, configuration) ? pass(PATH) : undecided(PATH, groups, EXPECTED)];
  if (groups.length === 0) {
    return [
      fail({
        path: PATH,
        message: 'no security group is named: the database joins the default group of the VPC',
        observed: get(PATH),
        expected: EXPECTED,
      }),
    ];
  }
  const findings = groups.flatMap((group, index): readonly Outcome[] => {
    const path = `${PATH}[${String(index)}]`;
    const message = 'the database is in the default group of the VPC, with everything else in it';
    const isDefault = isDefaultSecurityGroup(group, configuration);
    if (isDefault === false) return [];
    if (isDefault === undefined) return [undecided(path, isUnknown(group) ? group : undefined, EXPECTED)];
    return [fail({ path, message, observed: group, expected: EXPECTED })];
  });
  return findings.length > 0 ? findings : [pass(PATH)];
}

export default defineRule({
  id: 'rds-explicit-security-groups',
  title: 'Databases name security groups of their own',
  why: 'Without them a database joins the default security group of the VPC, whose members all reach each other: every machine that somebody put there can talk to the database.',
  remediation: 'Make a security group for the database and list it in vpc_security_group_ids.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'The whole list is an expression that only Terraform can compute, an expression chooses between the default group and another, or replicate_source_db may or may not be null.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
  ],
  check(block) {
    return [judgeEachInstance(block, (get) => judge(block, get))]
      .flat()
      .map((outcome) => unlessExempt(outcome, sameRegionReplicaPresence(block), replicaArgument(block)));
  },
  examples: {
    good: [
      {
        name: 'a group of its own',
        configuration: {
          resource: {
            aws_security_group: { db: { vpc_id: 'vpc-0a1b2c3d' } },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                vpc_security_group_ids: ['${aws_security_group.db.id}'],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said: the default group',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
      {
        name: 'the default group by name',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                vpc_security_group_ids: ['${aws_vpc.main.default_security_group_id}'],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a list that only Terraform knows',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', vpc_security_group_ids: '${var.x}' },
            },
          },
          variable: { x: { type: 'list(string)' } },
        },
      },
    ],
  },
});
