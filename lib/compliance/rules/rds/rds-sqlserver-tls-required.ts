import { defineRule } from '../../engine/define-rule';
import { requireTls, type TlsParameter } from './shared/required-tls';

const PARAMETER: TlsParameter = {
  name: 'rds.force_ssl',
  expected: 'rds.force_ssl = 1',
  appliesTo: (engine) => engine.startsWith('sqlserver'),
  defaultVaries: false,
  defaultOf: () => 'off',
};

export default defineRule({
  id: 'rds-sqlserver-tls-required',
  title: 'SQL Server databases refuse connections without TLS',
  why: 'Without TLS the login and every row cross the network in clear, and whoever can listen on the way can read and change them. Clients often fall back to clear text silently as long as the server lets them.',
  remediation: 'Set rds.force_ssl = 1 with apply_method = "pending-reboot" in an aws_db_parameter_group and attach it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance'],
  whenUnknown:
    'The parameter is an expression that only Terraform can compute. It is also unknown when the parameter group lies outside the configuration or the engine is not named.',
  controls: { fsbp: ['RDS.41'], iso27001_2022: ['A.8.24'] },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_69', relation: 'narrower' }],
    securityHub: ['RDS.41'],
    prowler: ['rds_instance_transport_encrypted'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html',
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
                family: 'sqlserver-se-16.0',
                name: 'orders',
                parameter: [{ name: 'rds.force_ssl', value: '1', apply_method: 'pending-reboot' }],
              },
            },
            aws_db_instance: {
              main: {
                engine: 'sqlserver-se',
                instance_class: 'db.m6i.large',
                license_model: 'license-included',
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
            aws_db_instance: {
              main: {
                engine: 'sqlserver-se',
                instance_class: 'db.m6i.large',
                license_model: 'license-included',
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
                engine: 'sqlserver-se',
                instance_class: 'db.m6i.large',
                license_model: 'license-included',
                parameter_group_name: 'company-sqlserver',
              },
            },
          },
        },
      },
    ],
  },
});
