import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown } from '../../model/value';
import { presence } from '../../reading/presence';

export default defineRule({
  id: 'cloudfront-waf',
  title: 'Distributions have a web ACL',
  why: 'A distribution answers the whole internet. Without a web ACL nothing limits the rate of requests, and known exploits reach the origin.',
  remediation: 'Set web_acl_id to the ARN of an aws_wafv2_web_acl with scope = "CLOUDFRONT".',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudfront_distribution'],
  whenUnknown: 'web_acl_id is an expression that may turn out to be null.',
  controls: { fsbp: ['CloudFront.6'], nist80053r5: ['AC-4(21)'], pciDss: ['v4.0.1/6.4.2'] },
  equivalents: {
    checkov: ['CKV_AWS_68'],
    trivy: ['AVD-AWS-0011'],
    tfsec: ['aws-cloudfront-enable-waf'],
    cdkNag: ['AwsSolutions-CFR2'],
    securityHub: ['CloudFront.6'],
    prowler: ['cloudfront_distributions_using_waf'],
    awsConfig: ['cloudfront-associated-with-waf'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudfront_distribution.html.markdown',
  ],
  check(block) {
    const path = 'web_acl_id';
    const expected = 'web_acl_id = the ARN of a web ACL';
    const present = presence(block.get(path));
    if (isUnknown(present)) return undecided(path, present, expected);
    if (present === 'set') return pass(path);
    const message = 'no web ACL inspects the requests to the distribution';
    return fail({ path, message, observed: block.get(path), expected });
  },
  examples: {
    good: [
      {
        name: 'a web ACL',
        configuration: {
          resource: { aws_cloudfront_distribution: { site: { web_acl_id: '${aws_wafv2_web_acl.edge.arn}' } } },
        },
      },
    ],
    bad: [{ name: 'none', configuration: { resource: { aws_cloudfront_distribution: { site: { enabled: true } } } } }],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { web_acl: { type: 'string' } },
          resource: { aws_cloudfront_distribution: { site: { web_acl_id: '${var.web_acl}' } } },
        },
      },
    ],
  },
});
