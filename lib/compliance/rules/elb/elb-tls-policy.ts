import { defineRule } from '../../engine/define-rule';
import { notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { requireText } from '../../reading/accepted-text';
import { DEFAULT_TLS_POLICY, TLS_1_2_POLICY_FAMILIES } from './data/tls-policies';
import { judgeClassicPolicy } from './shared/classic-tls-policy';
import { protocolOf } from './shared/load-balancer';

export default defineRule({
  id: 'elb-tls-policy',
  title: 'TLS listeners negotiate TLS 1.2 or later',
  why: 'TLS 1.0 and 1.1 have known attacks and no supported client that needs them: a listener that still offers them lets somebody on the way force a connection down to them.',
  remediation:
    'Set ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06" or a newer policy of that family; for a classic load balancer refer to ELBSecurityPolicy-TLS-1-2-2017-01. A listener that names no policy gets ELBSecurityPolicy-2016-08, which takes TLS 1.0.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb_listener', 'aws_alb_listener', 'aws_load_balancer_policy', 'aws_lb_ssl_negotiation_policy'],
  whenUnknown:
    'The protocol, the policy or an attribute of the policy is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['ELB.17', 'ELB.8'],
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
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_103', relation: 'narrower' }, { id: 'CKV2_AWS_74', relation: 'narrower' }, 'CKV_AWS_213'],
    trivy: ['AVD-AWS-0047'],
    tfsec: ['aws-elb-use-secure-tls-policy'],
    securityHub: [
      { id: 'ELB.17', relation: 'narrower' },
      { id: 'ELB.8', relation: 'narrower' },
    ],
    prowler: ['elbv2_insecure_ssl_ciphers', 'elb_insecure_ssl_ciphers'],
    awsConfig: [
      { id: 'elbv2-predefined-security-policy-ssl-check', relation: 'narrower' },
      { id: 'elb-predefined-security-policy-ssl-check', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lb_listener.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/load_balancer_policy.html.markdown',
  ],
  check(block) {
    switch (block.type) {
      case 'aws_load_balancer_policy': {
        const type = toText(block.get('policy_type_name'));
        if (isUnknown(type)) return undecided('policy_type_name', type);
        return type === 'SSLNegotiationPolicyType' ? judgeClassicPolicy(block, 'policy_attribute') : notApplicable();
      }
      case 'aws_lb_ssl_negotiation_policy':
        return judgeClassicPolicy(block, 'attribute');
      default:
        return judgeListener(block);
    }
  },
  examples: {
    good: [
      {
        name: 'TLS 1.3 and 1.2',
        configuration: {
          resource: {
            aws_lb_listener: {
              https: {
                load_balancer_arn: '${aws_lb.web.arn}',
                port: 443,
                protocol: 'HTTPS',
                ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
                default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.web.arn}' },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the default, which takes TLS 1.0',
        configuration: {
          resource: {
            aws_lb_listener: {
              https: {
                load_balancer_arn: '${aws_lb.web.arn}',
                port: 443,
                protocol: 'HTTPS',
                default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.web.arn}' },
              },
            },
          },
        },
      },
      {
        name: 'a policy of a classic load balancer that allows TLS 1.0',
        configuration: {
          resource: {
            aws_load_balancer_policy: {
              web: {
                load_balancer_name: '${aws_elb.web.name}',
                policy_name: 'web-tls',
                policy_type_name: 'SSLNegotiationPolicyType',
                policy_attribute: [
                  { name: 'Protocol-TLSv1.2', value: 'true' },
                  { name: 'Protocol-TLSv1', value: 'true' },
                ],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a policy that a variable gives',
        configuration: {
          variable: { ssl_policy: { type: 'string' } },
          resource: {
            aws_lb_listener: {
              https: {
                load_balancer_arn: '${aws_lb.web.arn}',
                port: 443,
                protocol: 'HTTPS',
                ssl_policy: '${var.ssl_policy}',
                default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.web.arn}' },
              },
            },
          },
        },
      },
    ],
  },
});

function judgeListener(listener: Block): Outcome {
  const protocol = protocolOf(listener);
  if (protocol === undefined) return notApplicable();
  if (typeof protocol === 'string' && protocol !== 'HTTPS' && protocol !== 'TLS') return notApplicable();
  const judged = requireText(listener.get('ssl_policy'), 'ssl_policy', {
    accepts: isTls12Policy,
    message: (policy) =>
      `the listener uses ${policy ?? `the default, ${DEFAULT_TLS_POLICY}`}: it takes TLS older than 1.2`,
    expected: 'ssl_policy = ELBSecurityPolicy-TLS13-1-2-2021-06 or newer',
  });
  return isUnknown(protocol) && judged.verdict === 'fail' ? undecided('protocol', protocol, judged.expected) : judged;
}

function isTls12Policy(policy: string): boolean {
  return TLS_1_2_POLICY_FAMILIES.some((family) => policy.startsWith(family));
}
