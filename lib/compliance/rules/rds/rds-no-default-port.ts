import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, toNumber } from '../../model/value';
import { originOf } from './shared/database-source';
import { engineOf } from './shared/engine';

const PATH = 'port';
const EXPECTED = 'a port that is not the default of the engine';
const LONGEST_CHAIN = 10;

/** The first entry that the engine's name contains. */
const DEFAULT_PORTS: readonly (readonly [engine: string, port: number])[] = [
  ['mysql', 3306],
  ['mariadb', 3306],
  ['postgres', 5432],
  ['oracle', 1521],
  ['sqlserver', 1433],
  ['db2', 50_000],
];

function judge(block: Block, depth: number): Outcome {
  const port = toNumber(block.get(PATH));
  if (isUnknown(port)) return undecided(PATH, port, EXPECTED);
  const source = port === undefined ? originOf(block) : undefined;
  if (source !== undefined) {
    // A replica or a restored database keeps the port of its source.
    const [origin] = source.blocks;
    const inherited =
      origin === undefined || source.blocks.length > 1 || depth >= LONGEST_CHAIN ? undefined : judge(origin, depth + 1);
    if (inherited?.verdict === 'pass') return pass();
    if (inherited?.verdict !== 'fail' || source.mayBeAbsent) {
      return unknown({
        path: source.path,
        message: `the port is that of ${source.path}, which this configuration does not decide`,
        observed: source.value,
        expected: EXPECTED,
      });
    }
  }
  return judgePort(block, port);
}

function judgePort(block: Block, port: number | undefined): Outcome {
  const engine = engineOf(block);
  const usual = typeof engine === 'string' ? defaultPort(engine) : undefined;
  if (typeof engine === 'string' && usual === undefined) return notApplicable();
  const message = 'the database listens on the default port of its engine';
  if (port === undefined || port === usual)
    return fail({ path: PATH, message, observed: block.get(PATH), expected: EXPECTED });
  if (usual !== undefined || DEFAULT_PORTS.every(([, known]) => known !== port)) return pass(PATH);
  return unknown({
    path: 'engine',
    message: 'the engine is not known, and the port is the default of one',
    observed: engine,
    expected: EXPECTED,
  });
}

function defaultPort(engine: string): number | undefined {
  return engine === 'aurora' ? 3306 : DEFAULT_PORTS.find(([name]) => engine.includes(name))?.[1];
}

export default defineRule({
  id: 'rds-no-default-port',
  title: 'Databases listen on a port of their own',
  why: 'Scanners and worms knock at the usual port of each engine first. Another port keeps them away from a database that a mistake has exposed.',
  remediation: 'Set port to a number that is not the default of the engine.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'port is an expression that only Terraform can compute, the engine is not known and the port is the default of some engine, or the port is that of a source outside the configuration.',
  controls: {
    fsbp: ['RDS.23'],
    nist80053r5: ['AC-4', 'AC-4(21)', 'SC-7', 'SC-7(11)', 'SC-7(16)', 'SC-7(21)', 'SC-7(4)', 'SC-7(5)'],
  },
  equivalents: {
    cdkNag: ['AwsSolutions-RDS11'],
    securityHub: ['RDS.23'],
    prowler: ['rds_instance_non_default_port', 'rds_cluster_non_default_port'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
  ],
  check: (block) => judge(block, 0),
  examples: {
    good: [
      {
        name: 'a port of its own',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', port: 6432 } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means the default',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
      {
        name: 'the default of MySQL',
        configuration: { resource: { aws_rds_cluster: { main: { engine: 'aurora-mysql', port: 3306 } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', port: '${var.x}' } },
          },
          variable: { x: { type: 'number' } },
        },
      },
    ],
  },
});
