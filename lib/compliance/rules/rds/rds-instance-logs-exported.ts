import { fail, notApplicable, undecided, unknown } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown } from '../../model/value';
import { engineOf } from './shared/engine';
import { exportsNothing, requireLogs } from './shared/log-exports';

interface LogOptions {
  /** `full`: every log of the engine. `minimal`: those that say who did what. */
  readonly logSet: 'full' | 'minimal';
}

const PATH = 'enabled_cloudwatch_logs_exports';

/** The first entry whose prefix the engine starts with. */
const LOGS: readonly (readonly [prefix: string, full: readonly string[], minimal?: readonly string[]])[] = [
  ['mysql', ['audit', 'error', 'general', 'slowquery']],
  ['mariadb', ['audit', 'error', 'general', 'slowquery'], ['audit', 'error']],
  ['postgres', ['postgresql', 'upgrade'], ['postgresql']],
  ['oracle-', ['alert', 'audit', 'trace', 'listener']],
  // SQL Server Express has no agent.
  ['sqlserver-ex', ['error']],
  ['sqlserver-', ['error', 'agent']],
  ['db2-', ['diag.log', 'notify.log']],
];

function logsOf(engine: string, logSet: LogOptions['logSet']): readonly string[] | undefined {
  const entry = LOGS.find(([prefix]) => engine.startsWith(prefix));
  return entry === undefined || logSet === 'full' ? entry?.[1] : (entry[2] ?? entry[1]);
}

export default defineRule<LogOptions>({
  id: 'rds-instance-logs-exported',
  title: 'The logs of an RDS instance go to CloudWatch Logs',
  why: 'Logs on the instance are kept for days at most, vanish with it, and raise no alarm. Exported, they outlive an incident and whoever tried to cover it.',
  remediation:
    "List the engine's logs in enabled_cloudwatch_logs_exports: audit, error, general, slowquery (MySQL, MariaDB); postgresql, upgrade (PostgreSQL); alert, audit, trace, listener (Oracle); error, agent (SQL Server); diag.log, notify.log (Db2).",
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance'],
  whenUnknown:
    'The list, or an element of it that could make up for a missing log, is an expression that only Terraform can compute, or the engine is not known.',
  controls: {
    fsbp: ['RDS.9', 'RDS.36', 'RDS.40', 'RDS.42'],
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
      'SC-7(10)',
      'SC-7(9)',
      'SI-3(8)',
      'SI-4(20)',
      'SI-7(8)',
    ],
    pciDss: ['v4.0.1/10.2.1', 'v4.0.1/10.4.2'],
    soc2: ['CC7.2', 'CC7.3', 'A1.2', 'PI1.3'],
    iso27001_2022: ['A.8.15'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_129', relation: 'broader' }],
    cdkNag: ['NIST.800.53.R5-RDSLoggingEnabled'],
    securityHub: ['RDS.9', 'RDS.36', 'RDS.40', 'RDS.42'],
    prowler: ['rds_instance_integration_cloudwatch_logs'],
    awsConfig: ['rds-logging-enabled', 'rds-postgresql-logs-to-cloudwatch', 'rds-sql-server-logs-to-cloudwatch'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
  ],
  defaultOptions: { logSet: 'full' },
  optionsSchema: {
    logSet: { enum: ['full', 'minimal'], description: 'every log of the engine, or those that say who did what' },
  },
  check(block, { options }) {
    const engine = engineOf(block);
    if (typeof engine === 'string') {
      const logs = logsOf(engine, options.logSet);
      return logs === undefined ? notApplicable() : requireLogs(block, logs);
    }
    const expected = `${PATH} holds the logs of the engine`;
    if (exportsNothing(block))
      return fail({ path: PATH, message: 'no log is exported', observed: block.get(PATH), expected });
    if (isUnknown(engine)) return undecided('engine', engine, expected);
    return unknown({ path: 'engine', message: 'the engine is not named, so which logs it has is not known', expected });
  },
  examples: {
    good: [
      {
        name: 'both logs of PostgreSQL',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means none',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
      {
        name: 'one log is missing',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'sqlserver-se',
                instance_class: 'db.m6i.large',
                enabled_cloudwatch_logs_exports: ['error'],
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
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                enabled_cloudwatch_logs_exports: '${var.x}',
              },
            },
          },
          variable: { x: { type: 'list(string)' } },
        },
      },
    ],
  },
});
