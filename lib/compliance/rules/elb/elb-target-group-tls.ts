import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Unknown } from '../../model/value';

const SECURE: ReadonlySet<string> = new Set(['HTTPS', 'TLS', 'QUIC']);

export default defineRule({
  id: 'elb-target-group-tls',
  title: 'Targets are reached over TLS',
  why: 'Behind the load balancer requests cross the network again. Without TLS on that way whoever gets into the VPC, or between its zones, reads what the clients had encrypted.',
  remediation:
    'Set protocol = "HTTPS" (or "TLS" on a network load balancer) and health_check { protocol = "HTTPS" }, and give the targets a certificate.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb_target_group', 'aws_alb_target_group'],
  whenUnknown:
    'target_type, protocol or the protocol of the health check is an expression that only Terraform can compute.',
  controls: { fsbp: ['ELB.21', 'ELB.22'] },
  equivalents: { checkov: [{ id: 'CKV_AWS_378', relation: 'broader' }], securityHub: ['ELB.21', 'ELB.22'] },
  sources: [
    'https://docs.aws.amazon.com/config/latest/developerguide/elbv2-targetgroup-protocol-encrypted.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lb_target_group.html.markdown',
  ],
  recommended: false,
  check(block) {
    const type = toText(block.get('target_type'));
    if (type === 'lambda' || type === 'alb') return notApplicable();
    const protocol = upper(block, 'protocol');
    if (protocol === 'GENEVE') return notApplicable();
    const outcomes = [judgeProtocol(block, protocol), ...judgeHealthChecks(block, protocol)];
    if (!isUnknown(type)) return outcomes;
    return outcomes.some(({ verdict }) => verdict !== 'pass') ? undecided('target_type', type) : outcomes;
  },
  examples: {
    good: [
      {
        name: 'requests and health checks over HTTPS',
        configuration: {
          resource: {
            aws_lb_target_group: { web: { port: 8443, protocol: 'HTTPS', health_check: { protocol: 'HTTPS' } } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'HTTP',
        configuration: { resource: { aws_lb_target_group: { web: { port: 8080, protocol: 'HTTP' } } } },
      },
      {
        name: 'health checks over HTTP, which is their default',
        configuration: { resource: { aws_lb_target_group: { web: { port: 8443, protocol: 'HTTPS' } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { protocol: { type: 'string' } },
          resource: {
            aws_lb_target_group: {
              web: { port: 8443, protocol: '${var.protocol}', health_check: { protocol: 'HTTPS' } },
            },
          },
        },
      },
    ],
  },
});

function judgeProtocol(group: Block, protocol: string | Unknown | undefined): Outcome {
  const expected = 'protocol = HTTPS or TLS';
  if (isUnknown(protocol)) return undecided('protocol', protocol, expected);
  if (protocol !== undefined && SECURE.has(protocol)) return pass('protocol');
  const message = `the targets are reached over ${protocol ?? 'a protocol that is not named'}, without TLS`;
  return fail({ path: 'protocol', message, observed: group.get('protocol'), expected });
}

/** A health check that names no protocol uses HTTP, but TCP where there is no block and the group is of a network load balancer. */
function judgeHealthChecks(group: Block, ofGroup: string | Unknown | undefined): readonly Outcome[] {
  const expected = 'health_check.protocol = HTTPS';
  const checks = group.nested('health_check');
  if (checks.length === 0) {
    if (isUnknown(ofGroup)) return [undecided('protocol', ofGroup, expected)];
    return [ofGroup === 'HTTPS' ? failedCheck('health_check', undefined, expected) : pass('health_check')];
  }
  return checks.map((check) => {
    if (check.unknown !== undefined) return undecided(check.path, check.unknown, expected);
    const path = `${check.path}.protocol`;
    const protocol = toText(check.get('protocol'));
    if (isUnknown(protocol)) return undecided(path, protocol, expected);
    return (protocol ?? 'HTTP').toUpperCase() === 'HTTP' ? failedCheck(path, protocol, expected) : pass(path);
  });
}

function failedCheck(path: string, observed: string | undefined, expected: string): Outcome {
  return fail({ path, message: 'the health check asks the targets over plain HTTP', observed, expected });
}

function upper(group: Block, path: string): string | Unknown | undefined {
  const text = toText(group.get(path));
  return isUnknown(text) ? text : text?.toUpperCase();
}
