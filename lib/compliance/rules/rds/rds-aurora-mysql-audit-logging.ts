import { notApplicable, undecided, unknown } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown } from '../../model/value';
import { engineOf } from './shared/engine';
import { failUnset, isOn, requireParameter, type ParameterRequirement } from './shared/parameter-requirement';

const LOGGING: ParameterRequirement = {
  name: 'server_audit_logging',
  accepts: isOn,
  expected: 'server_audit_logging = 1',
  consequence: 'nobody sees who read or changed what',
  whenUnset: (block) => failUnset(block, LOGGING.name, LOGGING.consequence, LOGGING.expected),
};

const EVENTS: ParameterRequirement = {
  name: 'server_audit_events',
  accepts: (value) => value !== '',
  expected: 'server_audit_events = CONNECT,QUERY_DCL,QUERY_DDL',
  consequence: 'the audit log stays empty',
  whenUnset: (block) => failUnset(block, EVENTS.name, EVENTS.consequence, EVENTS.expected),
};

export default defineRule({
  id: 'rds-aurora-mysql-audit-logging',
  title: 'Aurora MySQL clusters write an audit log',
  why: 'Without the audit log nobody can tell afterwards which login read or changed which data: the error and slow query logs hold only what failed or took long.',
  remediation:
    'Set server_audit_logging = 1 and server_audit_events (for instance "CONNECT,QUERY_DCL,QUERY_DDL") in an aws_rds_cluster_parameter_group, and name it in db_cluster_parameter_group_name.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_rds_cluster'],
  whenUnknown:
    'The cluster parameter group lies outside the configuration, a parameter is an expression that only Terraform can compute, or the engine is not known.',
  controls: {
    fsbp: ['RDS.45'],
    nist80053r5: [
      'AC-2(4)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-10',
      'AU-12',
      'AU-2',
      'AU-3',
      'AU-6(3)',
      'AU-6(4)',
      'CA-7',
      'SC-7(9)',
      'SI-3(8)',
      'SI-4(20)',
      'SI-7(8)',
    ],
  },
  equivalents: { checkov: [{ id: 'CKV_AWS_325', relation: 'broader' }], securityHub: ['RDS.45'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster_parameter_group.html.markdown',
  ],
  check(block) {
    const engine = engineOf(block);
    if (isUnknown(engine)) return undecided('engine', engine, LOGGING.expected);
    if (engine === undefined)
      return unknown({
        path: 'engine',
        message: 'the engine is not named in this configuration',
        expected: LOGGING.expected,
      });
    if (engine !== 'aurora-mysql') return notApplicable();
    const logging = requireParameter(block, LOGGING);
    return logging.verdict === 'pass' ? requireParameter(block, EVENTS) : logging;
  },
  examples: {
    good: [
      {
        name: 'on, with events',
        configuration: {
          resource: {
            aws_rds_cluster_parameter_group: {
              main: {
                name: 'orders',
                family: 'aurora-mysql8.0',
                parameter: [
                  { name: 'server_audit_logging', value: '1' },
                  { name: 'server_audit_events', value: 'CONNECT,QUERY_DCL,QUERY_DDL' },
                ],
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
    bad: [
      {
        name: 'the default group',
        configuration: { resource: { aws_rds_cluster: { main: { engine: 'aurora-mysql' } } } },
      },
      {
        name: 'on, but without events',
        configuration: {
          resource: {
            aws_rds_cluster_parameter_group: {
              main: {
                name: 'orders',
                family: 'aurora-mysql8.0',
                parameter: [{ name: 'server_audit_logging', value: '1' }],
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
            aws_rds_cluster: { main: { engine: 'aurora-mysql', db_cluster_parameter_group_name: 'company-aurora' } },
          },
        },
      },
    ],
  },
});
