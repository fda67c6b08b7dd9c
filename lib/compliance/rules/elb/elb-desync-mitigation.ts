import { defineRule } from '../../engine/define-rule';
import { pass } from '../../engine/outcome';
import { requireText } from '../../reading/accepted-text';
import { onlyFor } from './shared/load-balancer';

const SAFE: ReadonlySet<string> = new Set(['defensive', 'strictest']);

export default defineRule({
  id: 'elb-desync-mitigation',
  title: 'Desync mitigation is defensive or strictest',
  why: 'In monitor mode the load balancer passes ambiguous requests on and only counts them: an attacker can smuggle a request past it and poison the answers of other users.',
  remediation: 'Remove desync_mitigation_mode, whose default is defensive, or set it to "defensive" or "strictest".',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb', 'aws_alb', 'aws_elb'],
  whenUnknown:
    'desync_mitigation_mode, or load_balancer_type where the mode is monitor, is an expression that only Terraform can compute.',
  controls: { fsbp: ['ELB.12', 'ELB.14'], nist80053r5: ['AC-4(21)', 'CA-9(1)', 'CM-2'] },
  equivalents: {
    checkov: ['CKV_AWS_328'],
    securityHub: ['ELB.12', 'ELB.14'],
    prowler: ['elbv2_desync_mitigation_mode', 'elb_desync_mitigation_mode'],
    awsConfig: ['alb-desync-mode-check', 'clb-desync-mode-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#desync-mitigation-mode',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-desync-mitigation-mode.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lb.html.markdown',
  ],
  check(block) {
    const path = 'desync_mitigation_mode';
    const mode = block.get(path);
    const outcome =
      mode === undefined
        ? pass(path)
        : requireText(mode, path, {
            accepts: (text) => SAFE.has(text),
            message: (text) => `ambiguous requests reach the targets: the mode is ${text ?? 'empty'}`,
            expected: "desync_mitigation_mode = 'defensive' or 'strictest'",
          });
    return block.type === 'aws_elb' ? outcome : onlyFor(block, ['application'], outcome);
  },
  examples: {
    good: [
      { name: 'the default', configuration: { resource: { aws_lb: { web: { name: 'web' } } } } },
      {
        name: 'strictest',
        configuration: { resource: { aws_elb: { web: { desync_mitigation_mode: 'strictest' } } } },
      },
    ],
    bad: [
      {
        name: 'requests are only counted',
        configuration: { resource: { aws_lb: { web: { desync_mitigation_mode: 'monitor' } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { mode: { type: 'string' } },
          resource: { aws_lb: { web: { desync_mitigation_mode: '${var.mode}' } } },
        },
      },
    ],
  },
});
