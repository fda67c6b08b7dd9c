import { defineRule } from '../../engine/define-rule';
import { isAtLeast } from './shared/engine-family';
import { requireTls, type TlsParameter } from './shared/required-tls';

const PARAMETER: TlsParameter = {
  name: 'require_secure_transport',
  expected: 'require_secure_transport = ON',
  // Aurora MySQL 1, engine "aurora", has no such parameter.
  appliesTo: (engine) => engine === 'mysql' || engine === 'aurora-mysql',
  defaultVaries: true,
  defaultOf: (_engine, version) => (version !== undefined && isAtLeast(version, 8, 4) !== false ? undefined : 'off'),
};

export default defineRule({
  id: 'rds-mysql-tls-required',
  title: 'MySQL databases refuse connections without TLS',
  why: 'Without TLS the login and every row cross the network in clear, and whoever can listen on the way can read and change them. Clients often fall back to clear text silently as long as the server lets them.',
  remediation:
    'Set require_secure_transport = ON (1 for an instance) in the parameter group, for Aurora in the cluster parameter group, and attach it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'The parameter is an expression that only Terraform can compute, or it is not set and the version is 8.4 or later or an expression. It is also unknown when the parameter group lies outside the configuration or the engine is not named.',
  controls: { fsbp: ['RDS.39'], iso27001_2022: ['A.8.24'] },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_69', relation: 'narrower' }],
    securityHub: ['RDS.39'],
    prowler: ['rds_instance_transport_encrypted'],
    awsConfig: ['rds-mysql-instance-encrypted-in-transit'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html',
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
              main: {
                family: 'mysql8.0',
                name: 'orders',
                parameter: [{ name: 'require_secure_transport', value: '1' }],
              },
            },
            aws_db_instance: {
              main: {
                engine: 'mysql',
                instance_class: 'db.t4g.medium',
                parameter_group_name: '${aws_db_parameter_group.main.name}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the default group does not ask for TLS',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'mysql', instance_class: 'db.t4g.medium', engine_version: '8.0.40' } },
          },
        },
      },
      {
        name: 'a cluster whose group does not set it',
        configuration: {
          resource: {
            aws_rds_cluster_parameter_group: {
              main: {
                family: 'aurora-mysql8.0',
                name: 'orders',
                parameter: [{ name: 'time_zone', value: 'UTC' }],
              },
            },
            aws_rds_cluster: {
              main: {
                engine: 'aurora-mysql',
                db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.main.name}',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a group outside the configuration',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'mysql',
                instance_class: 'db.t4g.medium',
                parameter_group_name: 'company-mysql80',
              },
            },
          },
        },
      },
    ],
  },
});
