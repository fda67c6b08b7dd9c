import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';
import { onlyFor } from './shared/load-balancer';

export default defineRule({
  id: 'alb-drop-invalid-headers',
  title: 'Application load balancers drop invalid headers',
  why: 'A header whose name is malformed may be read one way by the load balancer and another way by the application behind it: the difference is what request smuggling lives on.',
  remediation: 'Set drop_invalid_header_fields = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb', 'aws_alb'],
  whenUnknown:
    'drop_invalid_header_fields, or load_balancer_type where the argument is not true, is an expression that only Terraform can compute.',
  controls: { fsbp: ['ELB.4'], nist80053r5: ['SC-7(4)', 'SC-8(2)'], pciDss: ['v4.0.1/6.2.4'] },
  equivalents: {
    checkov: ['CKV_AWS_131'],
    trivy: ['AVD-AWS-0052'],
    tfsec: ['aws-elb-drop-invalid-headers'],
    securityHub: ['ELB.4'],
    prowler: ['elbv2_alb_drop_invalid_header_fields_enabled'],
    awsConfig: ['alb-http-drop-invalid-header-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lb.html.markdown',
  ],
  check: (block) =>
    onlyFor(
      block,
      ['application'],
      requireTrue(block, 'drop_invalid_header_fields', 'the load balancer passes headers with malformed names on'),
    ),
  examples: {
    good: [{ name: 'dropped', configuration: { resource: { aws_lb: { web: { drop_invalid_header_fields: true } } } } }],
    bad: [
      {
        name: 'passed on, which is the default',
        configuration: { resource: { aws_lb: { web: { load_balancer_type: 'application' } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { strict: { type: 'bool' } },
          resource: { aws_lb: { web: { drop_invalid_header_fields: '${var.strict}' } } },
        },
      },
    ],
  },
});
