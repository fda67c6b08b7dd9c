import rule from '../../../../lib/compliance/rules/cloudfront/cloudfront-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { distribution } from './shared/distribution';

const delivered = (source: Record<string, unknown>, attributes: Record<string, unknown> = {}) =>
  distribution(attributes, { 'aws_cloudwatch_log_delivery_source.site': { log_type: 'ACCESS_LOGS', ...source } });
const site = '${aws_cloudfront_distribution.site.arn}';

testRule(rule, {
  pass: [
    { name: 'bucket', configuration: distribution({ logging_config: { bucket: 'logs.s3.amazonaws.com' } }) },
    {
      name: 'bucket by reference, as array',
      configuration: distribution({ logging_config: [{ bucket: '${aws_s3_bucket.l.bucket_domain_name}' }] }),
    },
    { name: 'delivery source', configuration: delivered({ resource_arn: site }) },
    {
      name: 'delivery source beside a block without bucket',
      configuration: delivered({ resource_arn: site }, { logging_config: { include_cookies: true } }),
    },
  ],
  fail: [
    ...[
      {},
      { logging_config: null },
      { logging_config: [] },
      { logging_config: { bucket: '' } },
      { logging_config: { bucket: null } },
    ].map((attributes) => ({
      name: JSON.stringify(attributes),
      configuration: distribution(attributes),
      path: 'logging_config',
    })),
    {
      name: 'a source of another distribution',
      address: 'aws_cloudfront_distribution.site',
      configuration: distribution(
        {},
        {
          'aws_cloudfront_distribution.other': {},
          'aws_cloudwatch_log_delivery_source.other': {
            resource_arn: '${aws_cloudfront_distribution.other.arn}',
            log_type: 'ACCESS_LOGS',
          },
        },
      ),
    },
    { name: 'a source of other logs', configuration: delivered({ resource_arn: site, log_type: 'CONNECTION_LOGS' }) },
    {
      name: 'a source of one instance of two',
      configuration: delivered({ resource_arn: '${aws_cloudfront_distribution.site[0].arn}' }, { count: 2 }),
      message: 'only some',
    },
  ],
  unknown: [
    { name: 'bucket', configuration: distribution({ logging_config: { bucket: '${var.unset}' } }) },
    {
      name: 'source of logs that a variable names',
      configuration: delivered({ resource_arn: site, log_type: '${var.unset}' }),
    },
    { name: 'source of a variable', configuration: delivered({ resource_arn: '${var.unset}' }) },
    {
      name: 'source that may be left out',
      configuration: delivered({ resource_arn: site, count: '${var.unset ? 1 : 0}' }),
    },
  ],
});
