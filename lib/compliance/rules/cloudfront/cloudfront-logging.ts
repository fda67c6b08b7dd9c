import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Unknown } from '../../model/value';
import { companions, completed } from '../../reading/companions';
import { possibleTarget } from '../../reading/possible-target';
import { presence } from '../../reading/presence';

const ACCESS_LOGS = 'ACCESS_LOGS';

export default defineRule({
  id: 'cloudfront-logging',
  title: 'Distributions log requests',
  why: 'The log of the edge is the only record of who asked for what before the cache answered: an attack on the cache never shows in the logs of the origin.',
  remediation:
    'Add logging_config with bucket, or an aws_cloudwatch_log_delivery_source with log_type = "ACCESS_LOGS" and resource_arn of the distribution, and deliver it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudfront_distribution'],
  whenUnknown:
    'The bucket, the resource of a log delivery source, or its count, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['CloudFront.5'],
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
    soc2: ['A1.2', 'PI1.2'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_86', relation: 'narrower' }],
    trivy: [{ id: 'AVD-AWS-0010', relation: 'narrower' }],
    tfsec: ['aws-cloudfront-enable-logging'],
    cdkNag: ['AwsSolutions-CFR3'],
    securityHub: ['CloudFront.5'],
    prowler: ['cloudfront_distributions_logging_enabled'],
    awsConfig: ['cloudfront-accesslogs-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudfront_distribution.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_delivery_source.html.markdown',
  ],
  check(block) {
    const expected = 'logging_config with bucket, or an aws_cloudwatch_log_delivery_source of the distribution';
    const buckets = block
      .nested('logging_config')
      .map((item) => ({ path: item.path, bucket: item.unknown ?? presence(item.get('bucket')) }));
    const logged = buckets.find(({ bucket }) => bucket === 'set');
    if (logged !== undefined) return pass(logged.path);
    const delivered = delivery(block);
    if (delivered === 'every') return pass();
    const open = buckets.find(({ bucket }) => isUnknown(bucket));
    if (open !== undefined && isUnknown(open.bucket)) return undecided(`${open.path}.bucket`, open.bucket, expected);
    if (isUnknown(delivered))
      return unknown({
        path: 'logging_config',
        message: `whether requests are logged depends on ${delivered.expression}, which is not known before Terraform runs`,
        observed: delivered,
        expected,
      });
    const message = delivered === 'some' ? 'only some instances log requests' : 'requests are not logged';
    return fail({ path: 'logging_config', message, observed: block.get('logging_config'), expected });
  },
  examples: {
    good: [
      {
        name: 'logs to a bucket',
        configuration: {
          resource: {
            aws_cloudfront_distribution: {
              site: { logging_config: { bucket: '${aws_s3_bucket.logs.bucket_domain_name}' } },
            },
          },
        },
      },
      {
        name: 'logs delivered by CloudWatch',
        configuration: {
          resource: {
            aws_cloudfront_distribution: { site: { enabled: true } },
            aws_cloudwatch_log_delivery_source: {
              site: { name: 'site', log_type: 'ACCESS_LOGS', resource_arn: '${aws_cloudfront_distribution.site.arn}' },
            },
          },
        },
      },
    ],
    bad: [
      { name: 'no logs', configuration: { resource: { aws_cloudfront_distribution: { site: { enabled: true } } } } },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { log_bucket: { type: 'string' } },
          resource: { aws_cloudfront_distribution: { site: { logging_config: { bucket: '${var.log_bucket}' } } } },
        },
      },
    ],
  },
});

/** Which instances have a delivery source of access logs? Unknown where it is not known that one is meant. */
function delivery(distribution: Block): 'every' | 'some' | 'none' | Unknown {
  const { configuration } = distribution;
  const sources = companions(
    configuration,
    'aws_cloudwatch_log_delivery_source',
    'resource_arn',
    ['aws_cloudfront_distribution'],
    ['arn', 'id'],
  );
  const found = sources
    .of(distribution)
    .map((companion) => ({ companion, type: toText(companion.block.get('log_type')) ?? ACCESS_LOGS }));
  const logs = found.filter(({ type }) => type === ACCESS_LOGS).map(({ companion }) => companion);
  const done = completed(distribution, logs);
  if (done === 'every' || isUnknown(done)) return done;
  const open = found.map(({ type }) => type).find(isUnknown);
  if (open !== undefined) return open;
  return possibleTarget(sources.unlinked, configuration) ?? done;
}
