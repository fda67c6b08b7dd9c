import { notApplicable, undecided, unknown } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown } from '../../model/value';
import { engineOf } from './shared/engine';
import { failUnset, requireParameter, type ParameterRequirement } from './shared/parameter-requirement';

const STATEMENT: ParameterRequirement = {
  name: 'log_statement',
  accepts: (value) => /^(?:ddl|mod|all)$/i.test(value),
  expected: 'log_statement = ddl, mod or all',
  consequence: 'changes of tables and rights leave no trace',
  whenUnset: (block) => failUnset(block, STATEMENT.name, STATEMENT.consequence, STATEMENT.expected),
};

const DURATION: ParameterRequirement = {
  name: 'log_min_duration_statement',
  // Milliseconds, or a number with one of PostgreSQL's units.
  accepts: (value) => /^\d+\s*(?:us|ms|s|min|h|d)?$/.test(value),
  expected: 'log_min_duration_statement >= 0',
  consequence: 'slow queries leave no trace',
  whenUnset: (block) => failUnset(block, DURATION.name, DURATION.consequence, DURATION.expected),
};

export default defineRule({
  id: 'rds-postgres-query-logging',
  title: 'PostgreSQL databases log statements and slow queries',
  why: 'With the defaults PostgreSQL logs errors only: changes of tables and rights, and queries that read a whole table, leave no trace.',
  remediation:
    'Set log_statement to ddl, mod or all, and log_min_duration_statement to 0 or more (milliseconds), in the parameter group.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'The parameter group lies outside the configuration, a parameter is an expression that only Terraform can compute, or the engine is not known.',
  controls: {},
  equivalents: { checkov: ['CKV2_AWS_27', 'CKV2_AWS_30'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_parameter_group.html.markdown',
  ],
  check(block) {
    const engine = engineOf(block);
    if (isUnknown(engine)) return undecided('engine', engine, STATEMENT.expected);
    if (engine === undefined)
      return unknown({
        path: 'engine',
        message: 'the engine is not named in this configuration',
        expected: STATEMENT.expected,
      });
    if (engine !== 'postgres' && engine !== 'aurora-postgresql') return notApplicable();
    return [requireParameter(block, STATEMENT), requireParameter(block, DURATION)];
  },
  examples: {
    good: [
      {
        name: 'both set',
        configuration: {
          resource: {
            aws_db_parameter_group: {
              main: {
                name: 'orders',
                family: 'postgres16',
                parameter: [
                  { name: 'log_statement', value: 'ddl' },
                  { name: 'log_min_duration_statement', value: '1000' },
                ],
              },
            },
            aws_db_instance: {
              main: {
                engine: 'postgres',
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
        name: 'the default group',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
      {
        name: 'slow queries are not logged',
        configuration: {
          resource: {
            aws_db_parameter_group: {
              main: {
                name: 'orders',
                family: 'postgres16',
                parameter: [
                  { name: 'log_statement', value: 'ddl' },
                  { name: 'log_min_duration_statement', value: '-1' },
                ],
              },
            },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                parameter_group_name: '${aws_db_parameter_group.main.name}',
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
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                parameter_group_name: 'company-postgres',
              },
            },
          },
        },
      },
    ],
  },
});
