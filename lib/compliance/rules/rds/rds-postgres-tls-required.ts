import { defineRule } from '../../engine/define-rule';
import { isAtLeast } from './shared/engine-family';
import { requireTls, type TlsParameter } from './shared/required-tls';

const PARAMETER: TlsParameter = {
  name: 'rds.force_ssl',
  expected: 'rds.force_ssl = 1',
  appliesTo: (engine) => engine === 'postgres' || engine === 'aurora-postgresql',
  defaultVaries: true,
  defaultOf(engine, version) {
    if (version === undefined) return undefined;
    if (engine === 'postgres') return isAtLeast(version, 15) === true ? 'on' : 'off';
    return isAtLeast(version, 17) === true ? undefined : 'off';
  },
};

export default defineRule({
  id: 'rds-postgres-tls-required',
  title: 'PostgreSQL databases refuse connections without TLS',
  why: 'Without TLS the login and every row cross the network in clear, and whoever can listen on the way can read and change them. Clients often fall back to clear text silently as long as the server lets them.',
  remediation:
    'Set rds.force_ssl = 1 in an aws_db_parameter_group (for a cluster in an aws_rds_cluster_parameter_group) and attach it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'The parameter is not set and the default of the version is not known, or it is an expression that only Terraform can compute. It is also unknown when the parameter group lies outside the configuration or the engine is not named.',
  controls: { fsbp: ['RDS.38'], iso27001_2022: ['A.8.24'] },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_69', relation: 'narrower' }],
    securityHub: ['RDS.38'],
    prowler: ['rds_instance_transport_encrypted'],
    awsConfig: ['rds-postgres-instance-encrypted-in-transit'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
  ],
  check: (block) => requireTls(block, PARAMETER),
  examples: {
    good: [
      {
        name: 'set in the parameter group',
        configuration: {
          resource: {
            aws_db_parameter_group: {
              main: { family: 'postgres14', name: 'orders', parameter: [{ name: 'rds.force_ssl', value: '1' }] },
            },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                engine_version: '14.12',
                parameter_group_name: '${aws_db_parameter_group.main.name}',
              },
            },
          },
        },
      },
      {
        name: 'the default from version 15 on',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', engine_version: '16.4' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the default before version 15',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', engine_version: '14.12' } },
          },
        },
      },
      {
        name: 'switched off',
        configuration: {
          resource: {
            aws_rds_cluster_parameter_group: {
              main: {
                family: 'aurora-postgresql16',
                name: 'orders',
                parameter: [{ name: 'rds.force_ssl', value: '0' }],
              },
            },
            aws_rds_cluster: {
              main: {
                engine: 'aurora-postgresql',
                db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.main.name}',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'no version named: AWS chooses one, and with it the default',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
  },
});
