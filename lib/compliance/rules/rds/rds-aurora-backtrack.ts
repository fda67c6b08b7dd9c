import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, toNumber, toText } from '../../model/value';
import { engineOf } from './shared/engine';
import { unlessExempt } from '../../reading/exemption';
import { presence, type Presence } from '../../reading/presence';

const PATH = 'backtrack_window';
const SCALING = 'serverlessv2_scaling_configuration';
const EXPECTED = `${PATH} > 0`;

function judge(block: Block): Outcome {
  const engine = engineOf(block);
  if (typeof engine === 'string' && engine !== 'aurora-mysql') return notApplicable();
  const seconds = toNumber(block.get(PATH));
  if (isUnknown(seconds)) return undecided(PATH, seconds, EXPECTED);
  if (seconds !== undefined && seconds > 0) return pass(PATH);
  if (isUnknown(engine)) return undecided('engine', engine, EXPECTED);
  if (engine === undefined)
    return unknown({ path: 'engine', message: 'the engine is not named in this configuration', expected: EXPECTED });
  const mode = toText(block.get('engine_mode'));
  if (isUnknown(mode)) return undecided('engine_mode', mode, EXPECTED);
  return fail({
    path: PATH,
    message: 'the cluster cannot be rewound after a mistake',
    observed: block.get(PATH),
    expected: EXPECTED,
  });
}

/** Aurora Serverless, of either version, has no backtrack. */
function serverlessPresence(block: Block): Presence {
  const scaling = block.nested(SCALING);
  if (toText(block.get('engine_mode')) === 'serverless' || scaling.some((item) => item.unknown === undefined))
    return 'set';
  return scaling[0]?.unknown ?? 'absent';
}

export default defineRule({
  id: 'rds-aurora-backtrack',
  title: 'Aurora MySQL clusters can be rewound',
  why: 'After a wrong statement a restore means a new cluster and an hour of waiting. Backtrack takes the cluster itself back to the second before, within minutes.',
  remediation:
    'Set backtrack_window to the seconds that the cluster can be rewound (at most 259200, three days). It has to be on when the cluster is made.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_rds_cluster'],
  whenUnknown:
    'backtrack_window, engine, engine_mode, serverlessv2_scaling_configuration or global_cluster_identifier is an expression that only Terraform can compute.',
  controls: { fsbp: ['RDS.14'], nist80053r5: ['CP-10', 'CP-6', 'CP-6(1)', 'CP-6(2)', 'CP-9', 'SI-13(5)'] },
  equivalents: {
    checkov: ['CKV_AWS_326'],
    cdkNag: ['AwsSolutions-RDS14'],
    securityHub: ['RDS.14'],
    prowler: ['rds_cluster_backtrack_enabled'],
    awsConfig: ['aurora-mysql-backtracking-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  check(block) {
    const outcome = judge(block);
    if (outcome.verdict === 'notApplicable') return outcome;
    const provisioned = unlessExempt(outcome, serverlessPresence(block), SCALING);
    if (provisioned.verdict === 'notApplicable') return provisioned;
    return unlessExempt(provisioned, presence(block.get('global_cluster_identifier')), 'global_cluster_identifier');
  },
  examples: {
    good: [
      {
        name: 'a day',
        configuration: { resource: { aws_rds_cluster: { main: { engine: 'aurora-mysql', backtrack_window: 86400 } } } },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_rds_cluster: { main: { engine: 'aurora-mysql' } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: { aws_rds_cluster: { main: { engine: 'aurora-mysql', backtrack_window: '${var.x}' } } },
          variable: { x: { type: 'number' } },
        },
      },
    ],
  },
});
