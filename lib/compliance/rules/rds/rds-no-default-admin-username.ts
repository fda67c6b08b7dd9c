import { fail, notApplicable, pass, undecided } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown, toText } from '../../model/value';

interface NameOptions {
  /** Names that are refused, in any case. */
  readonly forbiddenNames: readonly string[];
}

const DEFAULT_NAMES: readonly string[] = [
  'admin',
  'administrator',
  'awsuser',
  'master',
  'mysql',
  'oracle',
  'postgres',
  'rdsadmin',
  'root',
  'sa',
  'system',
];

export default defineRule<NameOptions>({
  id: 'rds-no-default-admin-username',
  title: 'The master user has no well-known name',
  why: 'Half of a login is known to an attacker when the name is admin or postgres, and password guessing needs nothing else.',
  remediation:
    'Set username (master_username) to a name of your own. It cannot be changed later without a new database.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown: 'The whole name is an expression that only Terraform can compute.',
  controls: { fsbp: ['RDS.24', 'RDS.25'], nist80053r5: ['CA-9(1)', 'CM-2'], pciDss: ['v4.0.1/2.2.2'] },
  equivalents: {
    securityHub: ['RDS.24', 'RDS.25'],
    prowler: ['rds_instance_default_admin', 'rds_cluster_default_admin'],
    awsConfig: ['rds-cluster-default-admin-check', 'rds-instance-default-admin-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  defaultOptions: { forbiddenNames: DEFAULT_NAMES },
  optionsSchema: {
    forbiddenNames: {
      type: 'array',
      items: { type: 'string' },
      description: 'names that are refused, in any case; replaces the list of well-known names',
    },
  },
  check(block, { options }) {
    const path = block.type === 'aws_rds_cluster' ? 'master_username' : 'username';
    const name = toText(block.get(path));
    // Replicas and restored databases have the user of their source.
    if (name === undefined || name === '') return notApplicable();
    const expected = `${path} is none of the well-known names`;
    if (isUnknown(name))
      return name.parts.some((part) => typeof part === 'string') ? pass(path) : undecided(path, name, expected);
    if (!options.forbiddenNames.some((forbidden) => forbidden.toLowerCase() === name.toLowerCase())) return pass(path);
    return fail({ path, message: 'the master user has a name that attackers try first', observed: name, expected });
  },
  examples: {
    good: [
      {
        name: 'a name of its own',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', username: 'orders_owner' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the usual name',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', username: 'postgres' } },
          },
        },
      },
      {
        name: 'in capital letters',
        configuration: {
          resource: { aws_rds_cluster: { main: { engine: 'aurora-mysql', master_username: 'Admin' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', username: '${var.x}' } },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
