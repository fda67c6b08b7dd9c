import { defineRule } from '../../engine/define-rule';
import { isAtLeast } from './shared/engine-family';
import { requireTls, type TlsParameter } from './shared/required-tls';

const PARAMETER: TlsParameter = {
  name: 'require_secure_transport',
  expected: 'require_secure_transport = 1',
  appliesTo: (engine) => engine === 'mariadb',
  defaultVaries: true,
  defaultOf(_engine, version) {
    if (version === undefined) return undefined;
    if (isAtLeast(version, 10, 5) === false) return 'notSupported';
    const isOn = isAtLeast(version, 11, 8);
    return isOn === undefined ? undefined : isOn ? 'on' : 'off';
  },
};

export default defineRule({
  id: 'rds-mariadb-tls-required',
  title: 'MariaDB databases refuse connections without TLS',
  why: 'Without TLS the login and every row cross the network in clear, and whoever can listen on the way can read and change them. Clients often fall back to clear text silently as long as the server lets them.',
  remediation: 'Set require_secure_transport = 1 in an aws_db_parameter_group and attach it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance'],
  whenUnknown:
    'The parameter is an expression that only Terraform can compute, or it is not set and the version is not named: before 11.8 the default is off, from then on it is on. It is also unknown when the parameter group lies outside the configuration or the engine is not named.',
  controls: { fsbp: ['RDS.44'] },
  equivalents: { checkov: [{ id: 'CKV2_AWS_69', relation: 'narrower' }], securityHub: ['RDS.44'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MariaDB.Concepts.FeatureSupport.html',
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
                family: 'mariadb10.11',
                name: 'orders',
                parameter: [{ name: 'require_secure_transport', value: '1' }],
              },
            },
            aws_db_instance: {
              main: {
                engine: 'mariadb',
                instance_class: 'db.t4g.medium',
                parameter_group_name: '${aws_db_parameter_group.main.name}',
              },
            },
          },
        },
      },
      {
        name: 'the default from version 11.8 on',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'mariadb', instance_class: 'db.t4g.medium', engine_version: '11.8' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the default before version 11.8',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'mariadb', instance_class: 'db.t4g.medium', engine_version: '10.11' } },
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
                engine: 'mariadb',
                instance_class: 'db.t4g.medium',
                parameter_group_name: 'company-mariadb',
              },
            },
          },
        },
      },
    ],
  },
});
