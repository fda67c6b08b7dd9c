import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown } from '../../model/value';
import { presence } from '../../reading/presence';
import { isS3Origin } from './shared/s3-origin';

export default defineRule<{ readonly allowOriginAccessIdentity: boolean }>({
  id: 'cloudfront-origin-access-control',
  title: 'S3 origins use origin access control',
  why: 'A bucket that CloudFront reads without signing has to be open to everyone: the cache, its web ACL and its restrictions can then be bypassed by asking the bucket itself.',
  remediation:
    'Create an aws_cloudfront_origin_access_control with signing_behavior = "always", name it in origin_access_control_id of the origin, and admit the distribution in the bucket policy.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudfront_distribution'],
  whenUnknown: 'The origin, its kind or origin_access_control_id is an expression that only Terraform can compute.',
  controls: { fsbp: ['CloudFront.13'] },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_46', relation: 'broader' }],
    cdkNag: [{ id: 'AwsSolutions-CFR7', relation: 'broader' }],
    securityHub: ['CloudFront.13'],
    prowler: ['cloudfront_distributions_s3_origin_access_control'],
    awsConfig: ['cloudfront-s3-origin-access-control-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudfront_distribution.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudfront_origin_access_control.html.markdown',
  ],
  defaultOptions: { allowOriginAccessIdentity: false },
  optionsSchema: {
    allowOriginAccessIdentity: {
      type: 'boolean',
      description: 'accept origin_access_identity, which AWS keeps for old distributions',
    },
  },
  check(block, { options }) {
    return block.nested('origin').map((origin) => {
      const isBucket = isS3Origin(origin);
      if (isBucket === false) return notApplicable();
      const outcome = judge(origin, block, options.allowOriginAccessIdentity);
      return isUnknown(isBucket) && outcome.verdict === 'fail' ? undecided(origin.path, isBucket, EXPECTED) : outcome;
    });
  },
  examples: {
    good: [
      {
        name: 'signed requests',
        configuration: {
          resource: {
            aws_cloudfront_origin_access_control: {
              site: {
                name: 'site',
                origin_access_control_origin_type: 's3',
                signing_behavior: 'always',
                signing_protocol: 'sigv4',
              },
            },
            aws_cloudfront_distribution: {
              site: {
                origin: [
                  {
                    origin_id: 'site',
                    domain_name: '${aws_s3_bucket.site.bucket_regional_domain_name}',
                    origin_access_control_id: '${aws_cloudfront_origin_access_control.site.id}',
                  },
                ],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'an open bucket',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: {
                origin: [{ origin_id: 'site', domain_name: '${aws_s3_bucket.site.bucket_regional_domain_name}' }],
              },
            },
          },
        },
      },
      {
        name: 'an origin access control that never signs',
        configuration: {
          resource: {
            aws_cloudfront_origin_access_control: {
              site: {
                name: 'site',
                origin_access_control_origin_type: 's3',
                signing_behavior: 'never',
                signing_protocol: 'sigv4',
              },
            },
            aws_cloudfront_distribution: {
              site: {
                origin: [
                  {
                    origin_id: 'site',
                    domain_name: '${aws_s3_bucket.site.bucket_regional_domain_name}',
                    origin_access_control_id: '${aws_cloudfront_origin_access_control.site.id}',
                  },
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
          variable: { access_control: { type: 'string' } },
          resource: {
            aws_cloudfront_distribution: {
              site: {
                origin: [
                  {
                    origin_id: 'site',
                    domain_name: 'site.s3.eu-central-1.amazonaws.com',
                    origin_access_control_id: '${var.access_control}',
                  },
                ],
              },
            },
          },
        },
      },
    ],
  },
});

const EXPECTED = 'origin_access_control_id = an origin access control that signs';

function judge(origin: NestedBlock, { configuration }: Block, allowIdentity: boolean): Outcome {
  if (origin.unknown !== undefined) return undecided(origin.path, origin.unknown, EXPECTED);
  const path = `${origin.path}.origin_access_control_id`;
  const value = origin.get('origin_access_control_id');
  const present = presence(value);
  if (isUnknown(present)) return undecided(path, present, EXPECTED);
  if (present === 'absent') {
    const identity = allowIdentity ? presence(origin.get('s3_origin_config.origin_access_identity')) : 'absent';
    if (identity === 'set') return pass(path);
    if (isUnknown(identity))
      return undecided(`${origin.path}.s3_origin_config[0].origin_access_identity`, identity, EXPECTED);
    return fail({
      path,
      message: 'CloudFront reads the bucket without origin access control',
      observed: value,
      expected: EXPECTED,
    });
  }
  for (const control of configuration.link(value, ['aws_cloudfront_origin_access_control'], ['id']).blocks) {
    const behavior = control.get('signing_behavior');
    if (behavior === 'never')
      return fail({ path, message: `${control.address} never signs requests`, observed: value, expected: EXPECTED });
    if (isUnknown(behavior))
      return unknown({
        path,
        message: `whether ${control.address} signs requests depends on ${behavior.expression}, which is not known before Terraform runs`,
        observed: behavior,
        expected: EXPECTED,
      });
  }
  return pass(path);
}
