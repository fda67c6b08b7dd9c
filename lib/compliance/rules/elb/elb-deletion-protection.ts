import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';

export default defineRule({
  id: 'elb-deletion-protection',
  title: 'Load balancers are protected from deletion',
  why: 'A load balancer that is deleted by mistake, by a replaced resource or a wrong destroy, takes the service and its DNS name with it.',
  remediation: 'Set enable_deletion_protection = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb', 'aws_alb'],
  whenUnknown: 'enable_deletion_protection is an expression that only Terraform can compute.',
  controls: { fsbp: ['ELB.6'], nist80053r5: ['CA-9(1)', 'CM-2', 'CM-2(2)', 'CM-3', 'SC-5(2)'] },
  equivalents: {
    checkov: ['CKV_AWS_150'],
    cdkNag: ['NIST.800.53.R5-ELBDeletionProtectionEnabled'],
    securityHub: ['ELB.6'],
    prowler: ['elbv2_deletion_protection'],
    awsConfig: ['elb-deletion-protection-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lb.html.markdown',
  ],
  check: (block) =>
    requireTrue(block, 'enable_deletion_protection', 'nothing keeps the load balancer from being deleted by mistake'),
  examples: {
    good: [
      { name: 'protected', configuration: { resource: { aws_lb: { web: { enable_deletion_protection: true } } } } },
    ],
    bad: [{ name: 'not said, which means no', configuration: { resource: { aws_lb: { web: { name: 'web' } } } } }],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { protect: { type: 'bool' } },
          resource: { aws_lb: { web: { enable_deletion_protection: '${var.protect}' } } },
        },
      },
    ],
  },
});
