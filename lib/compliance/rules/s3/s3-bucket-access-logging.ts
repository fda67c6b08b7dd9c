import { defineRule } from '../../engine/define-rule';
import { notApplicable } from '../../engine/outcome';
import { isLogTarget, LOGS_ACCESS } from '../../reading/buckets/access-logging';
import { BUCKET } from '../../reading/buckets/bucket-companions';
import { judgeBucket } from '../../reading/buckets/bucket-requirement';
import { bucketExample } from './shared/example-bucket';

export default defineRule({
  id: 's3-bucket-access-logging',
  title: 'Buckets log who reads and writes them',
  why: 'After a leak nobody can tell which objects were read, by whom and from where, unless the bucket logged it.',
  remediation: 'Add an aws_s3_bucket_logging of the bucket with target_bucket, another bucket that is for logs only.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_logging'],
  whenUnknown:
    'The bucket of a logging configuration, or whether there is one, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['S3.9'],
    nist80053r5: [
      'AC-2(4)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-10',
      'AU-12',
      'AU-2',
      'AU-3',
      'AU-6(3)',
      'AU-6(4)',
      'CA-7',
      'SC-7(9)',
      'SI-3(8)',
      'SI-4(20)',
      'SI-7(8)',
    ],
    pciDss: ['v4.0.1/10.2.1'],
    soc2: ['CC7.2', 'CC7.3', 'A1.2'],
    iso27001_2022: ['A.8.15'],
  },
  equivalents: {
    checkov: ['CKV_AWS_18'],
    trivy: ['AVD-AWS-0089'],
    tfsec: ['aws-s3-enable-logging'],
    cdkNag: ['AwsSolutions-S1', 'NIST.800.53.R5-S3BucketLoggingEnabled'],
    securityHub: ['S3.9'],
    prowler: ['s3_bucket_server_access_logging_enabled'],
    awsConfig: ['s3-bucket-logging-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_logging.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'a bucket for logs',
        configuration: bucketExample({
          aws_s3_bucket_logging: { target_bucket: '${aws_s3_bucket.logs.id}', target_prefix: 'records/' },
        }),
      },
    ],
    bad: [{ name: 'no log', configuration: bucketExample() }],
    unknown: [
      {
        name: 'logging of some buckets',
        configuration: {
          variable: { buckets: { type: 'set(string)' } },
          resource: {
            aws_s3_bucket: { records: { bucket: 'acme-records' } },
            aws_s3_bucket_logging: {
              all: {
                for_each: '${var.buckets}',
                bucket: '${each.value}',
                target_bucket: 'acme-logs',
                target_prefix: '${each.value}/',
              },
            },
          },
        },
      },
    ],
  },
  check(block) {
    const outcome = judgeBucket(block, LOGS_ACCESS);
    return outcome.verdict !== 'pass' && block.selector === BUCKET && isLogTarget(block) ? notApplicable() : outcome;
  },
});
