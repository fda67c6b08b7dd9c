import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import { requireText } from '../../reading/accepted-text';
import { TLS_1_2_POLICIES, type Tls12Policy } from './data/tls-policies';

export default defineRule<{ readonly minimum: Tls12Policy }>({
  id: 'cloudfront-tls-policy',
  title: 'Viewers negotiate TLS 1.2 or later',
  why: 'TLS 1.0 and 1.1 have known attacks, and the older policies of TLS 1.2 still offer ciphers with them: somebody on the way can force a viewer down to what is weakest.',
  remediation:
    'Use a certificate of your own (acm_certificate_arn, ssl_support_method = "sni-only") with minimum_protocol_version = "TLSv1.2_2021" or newer. With cloudfront_default_certificate the policy is TLSv1, whatever is written beside it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudfront_distribution'],
  whenUnknown:
    'minimum_protocol_version or cloudfront_default_certificate is an expression that only Terraform can compute.',
  controls: { fsbp: ['CloudFront.15'] },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_174', relation: 'broader' },
      { id: 'CKV2_AWS_54', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0013', relation: 'broader' }],
    tfsec: ['aws-cloudfront-use-secure-tls-policy'],
    cdkNag: [{ id: 'AwsSolutions-CFR4', relation: 'broader' }],
    securityHub: ['CloudFront.15'],
    prowler: ['cloudfront_distributions_using_deprecated_ssl_protocols'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
    'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudfront_distribution.html.markdown',
  ],
  defaultOptions: { minimum: 'TLSv1.2_2021' },
  optionsSchema: {
    minimum: { type: 'string', enum: [...TLS_1_2_POLICIES], description: 'oldest policy that is accepted' },
  },
  check(block, { options }) {
    const accepted = TLS_1_2_POLICIES.slice(TLS_1_2_POLICIES.indexOf(options.minimum));
    const expected = `minimum_protocol_version = ${accepted.join(' or ')}`;
    const certificates = block.nested('viewer_certificate');
    if (certificates.length > 0) return certificates.map((certificate) => judge(certificate, accepted, expected));
    return fail({ path: 'viewer_certificate', message: DEFAULT_CERTIFICATE, expected });
  },
  examples: {
    good: [
      {
        name: 'TLS 1.2 with current ciphers',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                viewer_certificate: {
                  acm_certificate_arn: '${aws_acm_certificate.site.arn}',
                  ssl_support_method: 'sni-only',
                  minimum_protocol_version: 'TLSv1.2_2021',
                },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the certificate of CloudFront, which takes TLS 1.0',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                viewer_certificate: { cloudfront_default_certificate: true, minimum_protocol_version: 'TLSv1.2_2021' },
              },
            },
          },
        },
      },
      {
        name: 'no policy, which is TLS 1.0',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                viewer_certificate: {
                  acm_certificate_arn: '${aws_acm_certificate.site.arn}',
                  ssl_support_method: 'sni-only',
                },
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
          variable: { tls: { type: 'string' } },
          resource: {
            aws_cloudfront_distribution: {
              site: {
                viewer_certificate: {
                  acm_certificate_arn: '${aws_acm_certificate.site.arn}',
                  ssl_support_method: 'sni-only',
                  minimum_protocol_version: '${var.tls}',
                },
              },
            },
          },
        },
      },
    ],
  },
});

const DEFAULT_CERTIFICATE = 'with the default certificate of CloudFront viewers may use TLS 1.0';

function judge(certificate: NestedBlock, accepted: readonly string[], expected: string): Outcome {
  if (certificate.unknown !== undefined) return undecided(certificate.path, certificate.unknown, expected);
  const path = `${certificate.path}.cloudfront_default_certificate`;
  const isDefault = toBoolean(certificate.get('cloudfront_default_certificate'));
  if (isDefault === true) return fail({ path, message: DEFAULT_CERTIFICATE, observed: true, expected });
  const outcome = requireText(
    certificate.get('minimum_protocol_version'),
    `${certificate.path}.minimum_protocol_version`,
    {
      accepts: (policy) => accepted.includes(policy),
      message: (policy) => `viewers may use what ${policy ?? 'TLSv1, the default,'} allows`,
      expected,
    },
  );
  return outcome.verdict === 'pass' && isUnknown(isDefault) ? undecided(path, isDefault, expected) : outcome;
}
