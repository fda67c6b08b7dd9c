import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import { both, every, some } from '../../reading/truth';
import { forwards, requireRedirect } from './shared/https-redirect';
import { balancersOf, LISTENERS, protocolOf } from './shared/load-balancer';

export default defineRule<{ readonly allowInternalHttp: boolean }>({
  id: 'alb-http-to-https',
  title: 'Listeners over plain HTTP only redirect to HTTPS',
  why: 'What a client sends to a listener over plain HTTP, session cookies and passwords among it, is readable and changeable on every network in between.',
  remediation:
    "Give the listener one default_action with type = 'redirect' and redirect { protocol = 'HTTPS', port = '443', status_code = 'HTTP_301' }, and forward from a listener over HTTPS. Remove rules of the HTTP listener that forward.",
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb_listener', 'aws_alb_listener', 'aws_lb_listener_rule', 'aws_alb_listener_rule'],
  whenUnknown:
    'The protocol, the type of an action or the protocol of a redirect is an expression that only Terraform can compute, or the listener names no protocol and its load balancer is not known.',
  controls: {
    fsbp: ['ELB.1'],
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
    pciDss: ['v3.2.1/2.3', 'v3.2.1/4.1'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_2', relation: 'broader' },
      { id: 'CKV2_AWS_20', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0054', relation: 'broader' }],
    tfsec: ['aws-elb-http-not-used'],
    cdkNag: ['NIST.800.53.R5-ALBHttpToHttpsRedirection'],
    securityHub: ['ELB.1'],
    prowler: ['elbv2_ssl_listeners'],
    awsConfig: ['alb-http-to-https-redirection-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lb_listener.html.markdown',
  ],
  defaultOptions: { allowInternalHttp: false },
  optionsSchema: {
    allowInternalHttp: { type: 'boolean', description: 'leave listeners of internal load balancers out' },
  },
  check(block, { options }) {
    return LISTENERS.includes(block.type)
      ? judgeListener(block, options.allowInternalHttp)
      : judgeRule(block, options.allowInternalHttp);
  },
  examples: {
    good: [
      {
        name: 'a permanent redirect',
        configuration: {
          resource: {
            aws_lb_listener: {
              http: {
                load_balancer_arn: '${aws_lb.web.arn}',
                port: 80,
                protocol: 'HTTP',
                default_action: {
                  type: 'redirect',
                  redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' },
                },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'forwarded in clear text',
        configuration: {
          resource: {
            aws_lb_listener: {
              http: {
                load_balancer_arn: '${aws_lb.web.arn}',
                port: 80,
                protocol: 'HTTP',
                default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.web.arn}' },
              },
            },
          },
        },
      },
      {
        name: 'a redirect that keeps the protocol',
        configuration: {
          resource: {
            aws_lb_listener: {
              http: {
                load_balancer_arn: '${aws_lb.web.arn}',
                port: 80,
                protocol: 'HTTP',
                default_action: { type: 'redirect', redirect: { host: 'www.example.com', status_code: 'HTTP_301' } },
              },
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
                port: 8080,
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

function judgeListener(listener: Block, allowInternal: boolean): Outcome | readonly Outcome[] {
  const protocol = protocolOf(listener);
  if (typeof protocol === 'string' && protocol !== 'HTTP') return notApplicable();
  if (allowInternal && isInternal(listener)) return notApplicable();
  const redirects = requireRedirect(listener);
  if (protocol === 'HTTP' || redirects.every(({ verdict }) => verdict === 'pass')) return redirects;
  if (isUnknown(protocol)) return undecided('protocol', protocol, 'HTTPS, or a redirect to it');
  const message = 'the listener names no protocol, and the load balancer that decides about it is not known';
  return unknown({ path: 'protocol', message, expected: 'HTTPS, or a redirect to it' });
}

/** A rule of a listener over plain HTTP that passes requests on defeats the redirect of the listener. */
function judgeRule(block: Block, allowInternal: boolean): Outcome | readonly Outcome[] {
  const listeners = block.configuration.link(block.get('listener_arn'), LISTENERS, ['arn', 'id']).blocks;
  const isClear = some(listeners, (listener) => {
    const protocol = protocolOf(listener) ?? false;
    return both(
      !(allowInternal && isInternal(listener)),
      typeof protocol === 'string' ? protocol === 'HTTP' : protocol,
    );
  });
  return block.nested('action').map((action) => {
    const violated = both(isClear, forwards(action));
    const expected = "a rule of a listener over HTTPS, or type = 'redirect'";
    if (violated === false) return notApplicable();
    if (isUnknown(violated)) return undecided(action.path, violated, expected);
    const message = 'the rule forwards what its listener takes over plain HTTP';
    return fail({ path: action.path, message, observed: action.get('type'), expected });
  });
}

function isInternal(listener: Block): boolean {
  const balancers = balancersOf(listener);
  return balancers.length > 0 && every(balancers, (balancer) => toBoolean(balancer.get('internal')) ?? false) === true;
}
