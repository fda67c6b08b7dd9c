import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown } from '../../model/value';
import { cacheBehaviors, isHttpsOnly } from './shared/cache-behaviors';

const EXPECTED = "viewer_protocol_policy = 'redirect-to-https' or 'https-only'";

export default defineRule({
  id: 'cloudfront-https-only',
  title: 'Viewers of a distribution use HTTPS',
  why: 'A cache behavior that answers over plain HTTP lets anybody between viewer and edge read cookies and replace what is delivered.',
  remediation:
    'Set viewer_protocol_policy = "redirect-to-https" (or "https-only") in default_cache_behavior and in every ordered_cache_behavior.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudfront_distribution'],
  whenUnknown: 'viewer_protocol_policy, or a cache behavior, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['CloudFront.3'],
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
    checkov: ['CKV_AWS_34'],
    trivy: ['AVD-AWS-0012'],
    tfsec: ['aws-cloudfront-enforce-https'],
    securityHub: ['CloudFront.3'],
    prowler: ['cloudfront_distributions_https_enabled'],
    awsConfig: ['cloudfront-viewer-policy-https'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudfront_distribution.html.markdown',
  ],
  check(block) {
    const behaviors = cacheBehaviors(block);
    if (behaviors.length > 0) return behaviors.map((behavior) => judge(behavior));
    const message = 'the distribution has no cache behavior that asks for HTTPS';
    return fail({ path: 'default_cache_behavior', message, expected: EXPECTED });
  },
  examples: {
    good: [
      {
        name: 'redirected',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                default_cache_behavior: { target_origin_id: 'site', viewer_protocol_policy: 'redirect-to-https' },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'one path in clear text',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                default_cache_behavior: { target_origin_id: 'site', viewer_protocol_policy: 'redirect-to-https' },
                ordered_cache_behavior: [
                  { path_pattern: '/legacy/*', target_origin_id: 'site', viewer_protocol_policy: 'allow-all' },
                ],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { policy: { type: 'string' } },
          resource: {
            aws_cloudfront_distribution: {
              site: { default_cache_behavior: { target_origin_id: 'site', viewer_protocol_policy: '${var.policy}' } },
            },
          },
        },
      },
    ],
  },
});

function judge(behavior: NestedBlock): Outcome {
  if (behavior.unknown !== undefined) return undecided(behavior.path, behavior.unknown, EXPECTED);
  const path = `${behavior.path}.viewer_protocol_policy`;
  const isSafe = isHttpsOnly(behavior);
  if (isUnknown(isSafe)) return undecided(path, isSafe, EXPECTED);
  const message = 'viewers may use plain HTTP';
  return isSafe
    ? pass(path)
    : fail({ path, message, observed: behavior.get('viewer_protocol_policy'), expected: EXPECTED });
}
