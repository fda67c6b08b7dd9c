import { defineRule } from '../../engine/define-rule';
import { notApplicable, undecided } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';
import { requireWebAcl } from '../../reading/web-acl';
import { onlyFor } from './shared/load-balancer';

export default defineRule({
  id: 'alb-waf',
  title: 'Public application load balancers have a web ACL',
  why: 'Without a web ACL nothing stands between the internet and the application: no rate limit, no block of known exploits or of addresses that attack.',
  remediation:
    'Add an aws_wafv2_web_acl_association with resource_arn of the load balancer and web_acl_arn of a regional web ACL.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lb', 'aws_alb'],
  whenUnknown:
    'Whether the load balancer is internal, the load balancer of an association, or its count, is an expression that only Terraform can compute.',
  controls: { nist80053r5: ['AC-4(21)'] },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_28', relation: 'narrower' }],
    cdkNag: ['NIST.800.53.R5-ALBWAFEnabled'],
    securityHub: [{ id: 'ELB.16', relation: 'narrower' }],
    prowler: ['elbv2_waf_acl_attached'],
    awsConfig: [{ id: 'alb-waf-enabled', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/wafv2_web_acl_association.html.markdown',
  ],
  check(block) {
    const internal = toBoolean(block.get('internal'));
    if (internal === true) return notApplicable();
    const outcome = onlyFor(block, ['application'], requireWebAcl(block, 'the load balancer'));
    return isUnknown(internal) && outcome.verdict === 'fail'
      ? undecided('internal', internal, outcome.expected)
      : outcome;
  },
  examples: {
    good: [
      {
        name: 'a web ACL',
        configuration: {
          resource: {
            aws_lb: { web: { load_balancer_type: 'application' } },
            aws_wafv2_web_acl_association: {
              web: { resource_arn: '${aws_lb.web.arn}', web_acl_arn: '${aws_wafv2_web_acl.web.arn}' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'open to the internet without one',
        configuration: { resource: { aws_lb: { web: { load_balancer_type: 'application' } } } },
      },
    ],
    unknown: [
      {
        name: 'an association of some load balancer',
        configuration: {
          variable: { load_balancer_arn: { type: 'string' } },
          resource: {
            aws_lb: { web: { load_balancer_type: 'application' } },
            aws_wafv2_web_acl_association: {
              web: { resource_arn: '${var.load_balancer_arn}', web_acl_arn: '${aws_wafv2_web_acl.web.arn}' },
            },
          },
        },
      },
    ],
  },
});
