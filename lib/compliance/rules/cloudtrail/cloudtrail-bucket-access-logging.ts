import { defineRule } from '../../engine/define-rule';
import { LOGS_ACCESS } from '../../reading/buckets/access-logging';
import { judgeBucket } from '../../reading/buckets/bucket-requirement';
import { trailExample } from './shared/example-trail';
import { judgeTrailBucket } from './shared/trail-bucket';

export default defineRule({
  id: 'cloudtrail-bucket-access-logging',
  title: 'The bucket of a trail logs who reads it',
  why: 'Whoever reads or deletes the log of the account prepares something or hides it; only the log of the bucket shows that.',
  remediation:
    'Add an aws_s3_bucket_logging of the bucket that s3_bucket_name names, with another bucket as target_bucket.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_cloudtrail'],
  whenUnknown:
    'The bucket of the trail is of another stack, or its logging is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['3.6'], '3.0.0': ['3.4'], '5.0.0': ['3.4'], '6.0.0': ['4.4'] },
    pciDss: ['v4.0.1/10.2.1'],
    soc2: ['A1.2'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_18', relation: 'narrower' }],
    trivy: ['AVD-AWS-0163'],
    tfsec: ['aws-cloudtrail-require-bucket-access-logging'],
    securityHub: ['CloudTrail.7'],
    prowler: ['cloudtrail_logs_s3_bucket_access_logging_enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_logging.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'a bucket with a log',
        configuration: trailExample(
          {},
          {
            aws_s3_bucket: { trail: { bucket: 'acme-trail' } },
            aws_s3_bucket_logging: {
              trail: {
                bucket: '${aws_s3_bucket.trail.id}',
                target_bucket: 'acme-access-logs',
                target_prefix: 'trail/',
              },
            },
          },
        ),
      },
    ],
    bad: [
      {
        name: 'a bucket without a log',
        configuration: trailExample({}, { aws_s3_bucket: { trail: { bucket: 'acme-trail' } } }),
      },
    ],
    unknown: [
      {
        name: 'a bucket of another stack',
        configuration: {
          variable: { bucket: { type: 'string' } },
          ...trailExample({ s3_bucket_name: '${var.bucket}' }),
        },
      },
    ],
  },
  check(block) {
    return judgeTrailBucket(block, (bucket) => [judgeBucket(bucket, LOGS_ACCESS)]);
  },
});
