import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import { presence } from '../../reading/presence';
import { onlyFor } from './shared/load-balancer';

export default defineRule({
  id: 'elb-access-logs',
  title: 'Load balancers log access',
  why: 'The access log is the only record of who asked for what, from where and with which result: without it neither an attack nor its extent can be reconstructed.',
  remediation:
    'Add access_logs { bucket = …, enabled = true } with a bucket whose policy lets the load balancer write. On aws_elb the block alone enables it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb', 'aws_alb', 'aws_elb'],
  whenUnknown:
    'access_logs, its enabled, or load_balancer_type where nothing is logged, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['ELB.5'],
    nist80053r5: ['AC-4(26)', 'AU-10', 'AU-12', 'AU-2', 'AU-3', 'AU-6(3)', 'AU-6(4)', 'CA-7', 'SC-7(9)', 'SI-7(8)'],
    soc2: ['CC7.2', 'CC7.3', 'A1.2', 'PI1.2'],
    iso27001_2022: ['A.8.15'],
  },
  equivalents: {
    checkov: ['CKV_AWS_91', 'CKV_AWS_92'],
    cdkNag: ['AwsSolutions-ELB2', 'NIST.800.53.R5-ELBLoggingEnabled'],
    securityHub: ['ELB.5'],
    prowler: ['elbv2_logging_enabled', 'elb_logging_enabled'],
    awsConfig: ['elb-logging-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lb.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elb.html.markdown',
  ],
  check(block) {
    const outcome = judge(block);
    return block.type === 'aws_elb' ? outcome : onlyFor(block, ['application', 'network'], outcome);
  },
  examples: {
    good: [
      {
        name: 'logs to a bucket',
        configuration: {
          resource: { aws_lb: { web: { access_logs: { bucket: '${aws_s3_bucket.logs.id}', enabled: true } } } },
        },
      },
    ],
    bad: [
      { name: 'no logs', configuration: { resource: { aws_lb: { web: { load_balancer_type: 'network' } } } } },
      {
        name: 'a bucket alone, which logs nothing',
        configuration: { resource: { aws_lb: { web: { access_logs: { bucket: '${aws_s3_bucket.logs.id}' } } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { log: { type: 'bool' } },
          resource: {
            aws_lb: { web: { access_logs: { bucket: '${aws_s3_bucket.logs.id}', enabled: '${var.log}' } } },
          },
        },
      },
    ],
  },
});

const EXPECTED = 'access_logs with bucket and enabled = true';

function judge(block: Block): Outcome {
  const items = block.nested('access_logs');
  const [first] = items;
  const message = 'the load balancer keeps no access log';
  if (first === undefined) return fail({ path: 'access_logs', message, expected: EXPECTED });
  const outcomes = items.map((item) => judgeItem(item, block.type === 'aws_elb'));
  return outcomes.find(({ verdict }) => verdict !== 'pass') ?? pass('access_logs');
}

/** Of a classic load balancer the block alone enables the log. */
function judgeItem(item: NestedBlock, isEnabledByDefault: boolean): Outcome {
  if (item.unknown !== undefined) return undecided(item.path, item.unknown, EXPECTED);
  const enabled = toBoolean(item.get('enabled')) ?? isEnabledByDefault;
  const path = `${item.path}.enabled`;
  if (enabled === false)
    return fail({ path, message: 'the access log is not enabled', observed: item.get('enabled'), expected: EXPECTED });
  if (presence(item.get('bucket')) === 'absent')
    return fail({
      path: `${item.path}.bucket`,
      message: 'the access log has no bucket',
      observed: item.get('bucket'),
      expected: EXPECTED,
    });
  return isUnknown(enabled) ? undecided(path, enabled, EXPECTED) : pass(path);
}
