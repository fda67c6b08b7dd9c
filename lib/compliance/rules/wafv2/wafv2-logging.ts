import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Value } from '../../model/value';
import { requireCompanion } from '../../reading/companion-requirement';
import { companions } from '../../reading/companions';
import { both, every, some, type Truth } from '../../reading/truth';

const LOGGING = 'aws_wafv2_web_acl_logging_configuration';

export default defineRule({
  id: 'wafv2-logging',
  title: 'Web ACLs log the requests they judge',
  why: 'Without the log nobody sees what the web ACL stopped, what it let through, and which rule hits customers; samples are gone after three hours.',
  remediation: `Add an ${LOGGING} with resource_arn of the web ACL, and a log group, bucket or delivery stream whose name begins with aws-waf-logs-.`,
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_wafv2_web_acl'],
  whenUnknown:
    'The web ACL of a logging configuration, whether that exists, or what its filter drops is an expression that only Terraform can compute.',
  controls: {
    nist80053r5: [
      'AC-4(26)',
      'AU-10',
      'AU-12',
      'AU-2',
      'AU-3',
      'AU-6(3)',
      'AU-6(4)',
      'CA-7',
      'SC-7(10)',
      'SC-7(9)',
      'SI-7(8)',
    ],
    soc2: ['A1.2', 'PI1.2'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    checkov: ['CKV2_AWS_31'],
    cdkNag: ['NIST.800.53.R5-WAFv2LoggingEnabled'],
    securityHub: ['WAF.11'],
    prowler: ['wafv2_webacl_logging_enabled'],
    awsConfig: ['wafv2-logging-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/logging.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/wafv2_web_acl_logging_configuration.html.markdown',
  ],
  check(block, { configuration }) {
    const all = companions(configuration, LOGGING, 'resource_arn', ['aws_wafv2_web_acl'], ['id', 'arn']);
    const found = all.of(block);
    const kept = found.flatMap((companion) => {
      const isEmpty = dropsAll(companion.block);
      if (isEmpty === true) return [];
      return [isUnknown(isEmpty) ? { ...companion, doubt: companion.doubt ?? isEmpty } : companion];
    });
    const missing =
      kept.length < found.length
        ? 'the filter of the logging configuration drops every request'
        : 'the web ACL has no logging configuration';
    const expected = `an ${LOGGING} with resource_arn = ${block.address}.arn`;
    return requireCompanion(block, all, { missing, expected }, kept);
  },
  examples: {
    good: [
      {
        name: 'logged to a delivery stream',
        configuration: {
          resource: {
            aws_wafv2_web_acl: { shop: { name: 'shop', scope: 'REGIONAL' } },
            aws_wafv2_web_acl_logging_configuration: {
              shop: {
                resource_arn: '${aws_wafv2_web_acl.shop.arn}',
                log_destination_configs: ['${aws_kinesis_firehose_delivery_stream.waf.arn}'],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no log',
        configuration: { resource: { aws_wafv2_web_acl: { shop: { name: 'shop', scope: 'REGIONAL' } } } },
      },
    ],
    unknown: [
      {
        name: 'a log of some web ACL',
        configuration: {
          variable: { acl: { type: 'string' } },
          resource: {
            aws_wafv2_web_acl: { shop: { name: 'shop', scope: 'REGIONAL' } },
            aws_wafv2_web_acl_logging_configuration: {
              shop: { resource_arn: '${var.acl}', log_destination_configs: ['${aws_s3_bucket.waf.arn}'] },
            },
          },
        },
      },
    ],
  },
});

/** True for a log whose filter keeps no request. */
function dropsAll(logging: Block): Truth {
  return some(logging.nested('logging_filter'), (filter) =>
    both(
      isDrop(filter.get('default_behavior')),
      every(filter.nested('filter'), (rule) => {
        const drops = isDrop(rule.get('behavior'));
        return drops === true ? true : (rule.unknown ?? drops);
      }),
      filter.unknown ?? true,
    ),
  );
}

function isDrop(value: Value): Truth {
  const behavior = toText(value);
  return isUnknown(behavior) ? behavior : behavior === 'DROP';
}
