import { fail, notApplicable, undecided, unknown } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown, toText } from '../../model/value';
import { engineOf } from './shared/engine';
import { exportsNothing, requireLogs } from './shared/log-exports';

const PATH = 'enabled_cloudwatch_logs_exports';

const LOGS: ReadonlyMap<string, string> = new Map([
  ['aurora', 'audit'],
  ['aurora-mysql', 'audit'],
  ['mysql', 'audit'],
  ['aurora-postgresql', 'postgresql'],
  ['postgres', 'postgresql'],
]);

export default defineRule({
  id: 'rds-cluster-logs-exported',
  title: 'The logs of a database cluster go to CloudWatch Logs',
  why: 'Logs on the members are kept for days at most, vanish with them, and raise no alarm. Exported, they show who did what after an incident.',
  remediation: 'Add audit (MySQL) or postgresql (PostgreSQL) to enabled_cloudwatch_logs_exports.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_rds_cluster'],
  whenUnknown:
    'The list, or an element of it that could be the missing log, is an expression that only Terraform can compute, or engine or engine_mode is not known.',
  controls: {
    fsbp: ['RDS.34', 'RDS.37', 'RDS.9'],
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
      'SC-7(10)',
    ],
    pciDss: ['v4.0.1/10.2.1', 'v4.0.1/10.4.2'],
    soc2: ['PI1.3'],
    iso27001_2022: ['A.8.15'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_324', relation: 'broader' },
      { id: 'CKV_AWS_325', relation: 'broader' },
    ],
    cdkNag: ['AwsSolutions-RDS16'],
    securityHub: ['RDS.34', 'RDS.37', 'RDS.9'],
    prowler: ['rds_cluster_integration_cloudwatch_logs'],
    awsConfig: [
      'rds-aurora-mysql-audit-logging-enabled',
      'rds-aurora-postgresql-logs-to-cloudwatch',
      'rds-logging-enabled',
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  check(block) {
    const engine = engineOf(block);
    const mode = toText(block.get('engine_mode'));
    const expected = `${PATH} holds the logs of the engine`;
    if (typeof engine === 'string') {
      const log = LOGS.get(engine);
      if (log === undefined || (mode === 'serverless' && log === 'audit')) return notApplicable();
      const outcome = requireLogs(block, [log]);
      return outcome.verdict === 'fail' && isUnknown(mode) && log === 'audit'
        ? undecided('engine_mode', mode, expected)
        : outcome;
    }
    if (exportsNothing(block) && mode === undefined)
      return fail({ path: PATH, message: 'no log is exported', observed: block.get(PATH), expected });
    if (isUnknown(engine)) return undecided('engine', engine, expected);
    return unknown({ path: 'engine', message: 'the engine is not named, so which logs it has is not known', expected });
  },
  examples: {
    good: [
      {
        name: 'the log of PostgreSQL',
        configuration: {
          resource: {
            aws_rds_cluster: { main: { engine: 'aurora-postgresql', enabled_cloudwatch_logs_exports: ['postgresql'] } },
          },
        },
      },
      {
        name: 'the audit log of MySQL',
        configuration: {
          resource: {
            aws_rds_cluster: { main: { engine: 'aurora-mysql', enabled_cloudwatch_logs_exports: ['audit', 'error'] } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means none',
        configuration: { resource: { aws_rds_cluster: { main: { engine: 'aurora-postgresql' } } } },
      },
      {
        name: 'every log but the audit log',
        configuration: {
          resource: {
            aws_rds_cluster: {
              main: { engine: 'aurora-mysql', enabled_cloudwatch_logs_exports: ['error', 'slowquery'] },
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
            aws_rds_cluster: { main: { engine: 'aurora-postgresql', enabled_cloudwatch_logs_exports: '${var.x}' } },
          },
          variable: { x: { type: 'list(string)' } },
        },
      },
    ],
  },
});
