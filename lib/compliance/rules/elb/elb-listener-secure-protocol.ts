import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { requireRedirect } from './shared/https-redirect';
import { protocolOf } from './shared/load-balancer';

const SECURE: ReadonlySet<string> = new Set(['HTTPS', 'TLS', 'QUIC', 'GENEVE']);
const SECURE_CLASSIC: ReadonlySet<string> = new Set(['HTTPS', 'SSL']);
const PASS_THROUGH: ReadonlySet<string> = new Set(['TCP', 'UDP', 'TCP_UDP', 'TCP_QUIC']);

export default defineRule<{ readonly allowPassthrough: boolean }>({
  id: 'elb-listener-secure-protocol',
  title: 'Load balancers listen over TLS',
  why: 'A listener without TLS takes requests, credentials and answers in clear text: everyone on the way reads and changes them.',
  remediation:
    'Set protocol = "HTTPS" (application) or "TLS" (network) with certificate_arn and ssl_policy; on aws_elb set lb_protocol = "https" or "ssl" with ssl_certificate_id. A listener over HTTP may redirect to HTTPS.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb_listener', 'aws_alb_listener', 'aws_elb'],
  whenUnknown:
    'The protocol or the action is an expression that only Terraform can compute, or the listener names no protocol and its load balancer is not known.',
  controls: {
    fsbp: ['ELB.3', 'ELB.18'],
    nist80053r5: [
      'AC-17(2)',
      'AC-4',
      'IA-5(1)',
      'SC-12(3)',
      'SC-13',
      'SC-23',
      'SC-23(3)',
      'SC-7(4)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SI-7(6)',
    ],
    pciDss: ['v4.0.1/4.2.1'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_2', relation: 'broader' },
      { id: 'CKV_AWS_376', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0054', relation: 'broader' }],
    tfsec: ['aws-elb-http-not-used'],
    cdkNag: ['AwsSolutions-ELB5', 'NIST.800.53.R5-ELBTlsHttpsListenersOnly'],
    securityHub: ['ELB.3', 'ELB.18'],
    prowler: ['elb_ssl_listeners', 'elbv2_nlb_tls_termination_enabled'],
    awsConfig: ['elb-tls-https-listeners-only'],
  },
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lb_listener.html.markdown',
  ],
  defaultOptions: { allowPassthrough: false },
  optionsSchema: {
    allowPassthrough: {
      type: 'boolean',
      description: 'leave TCP and UDP listeners out, whose traffic the targets may encrypt themselves',
    },
  },
  check(block, { options }) {
    if (block.type === 'aws_elb') return block.nested('listener').map((listener) => judgeClassic(listener));
    return judgeListener(block, options.allowPassthrough);
  },
  examples: {
    good: [
      {
        name: 'HTTPS on an application load balancer',
        configuration: {
          resource: {
            aws_lb_listener: {
              https: {
                load_balancer_arn: '${aws_lb.web.arn}',
                port: 443,
                protocol: 'HTTPS',
                ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
                certificate_arn: '${aws_acm_certificate.web.arn}',
                default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.web.arn}' },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'TCP on a network load balancer',
        configuration: {
          resource: {
            aws_lb_listener: {
              tcp: {
                load_balancer_arn: '${aws_lb.queue.arn}',
                port: 5671,
                protocol: 'TCP',
                default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.queue.arn}' },
              },
            },
          },
        },
      },
      {
        name: 'HTTP on a classic load balancer',
        configuration: {
          resource: {
            aws_elb: {
              web: { listener: [{ lb_port: 80, lb_protocol: 'http', instance_port: 8080, instance_protocol: 'http' }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a protocol that a variable gives',
        configuration: {
          variable: { protocol: { type: 'string' } },
          resource: {
            aws_lb_listener: {
              web: {
                load_balancer_arn: '${aws_lb.web.arn}',
                port: 8443,
                protocol: '${var.protocol}',
                default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.web.arn}' },
              },
            },
          },
        },
      },
    ],
  },
});

function judgeListener(listener: Block, allowPassthrough: boolean): Outcome | readonly Outcome[] {
  const expected = 'protocol HTTPS or TLS';
  const protocol = protocolOf(listener);
  if (protocol === undefined) {
    const message = 'the listener names no protocol, and the load balancer that decides about it is not known';
    return unknown({ path: 'protocol', message, expected });
  }
  if (isUnknown(protocol)) return undecided('protocol', protocol, expected);
  if (protocol === 'GENEVE') return notApplicable();
  if (SECURE.has(protocol)) return pass('protocol');
  if (protocol === 'HTTP') return requireRedirect(listener);
  if (allowPassthrough && PASS_THROUGH.has(protocol)) return notApplicable();
  const message = `the listener takes ${protocol}, which nothing on the load balancer encrypts`;
  return fail({ path: 'protocol', message, observed: listener.get('protocol'), expected });
}

function judgeClassic(listener: NestedBlock): Outcome {
  const path = `${listener.path}.lb_protocol`;
  const expected = "lb_protocol = 'https' or 'ssl'";
  const protocol = toText(listener.get('lb_protocol'));
  if (isUnknown(protocol)) return undecided(path, protocol, expected);
  if (protocol !== undefined && SECURE_CLASSIC.has(protocol.toUpperCase())) return pass(path);
  if (listener.unknown !== undefined) return undecided(listener.path, listener.unknown, expected);
  const message = `the listener takes ${protocol ?? 'traffic'} in clear text`;
  return fail({ path, message, observed: listener.get('lb_protocol'), expected });
}
