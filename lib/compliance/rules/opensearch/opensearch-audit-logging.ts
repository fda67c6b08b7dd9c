import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toBoolean, toText } from '../../model/value';
import { both, some } from '../../reading/truth';

export default defineRule<{ readonly logTypes: readonly string[] }>({
  id: 'opensearch-audit-logging',
  title: 'Search domains publish audit and error logs',
  why: 'Without audit logs nobody can tell who searched or changed which index; without error logs failures and attacks on the domain leave no trace.',
  remediation:
    'Add a log_publishing_options block with log_type = "AUDIT_LOGS" and one with "ES_APPLICATION_LOGS", each with cloudwatch_log_group_arn. Audit logs need advanced_security_options.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
  whenUnknown:
    'A log_publishing_options block, its log_type or its enabled is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['Opensearch.5', 'Opensearch.4', 'ES.5', 'ES.4'],
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
    soc2: ['A1.2'],
    iso27001_2022: ['A.8.15'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_317', relation: 'broader' },
      { id: 'CKV_AWS_84', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0042', relation: 'broader' }],
    tfsec: ['aws-elasticsearch-enable-domain-logging'],
    securityHub: ['Opensearch.5', 'Opensearch.4', 'ES.5', 'ES.4'],
    prowler: [{ id: 'opensearch_service_domains_audit_logging_enabled', relation: 'broader' }],
    awsConfig: [
      'opensearch-audit-logging-enabled',
      'opensearch-logs-to-cloudwatch',
      'elasticsearch-logs-to-cloudwatch',
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/opensearch_domain.html.markdown',
  ],
  defaultOptions: { logTypes: ['AUDIT_LOGS', 'ES_APPLICATION_LOGS'] },
  optionsSchema: {
    logTypes: {
      type: 'array',
      items: { enum: ['AUDIT_LOGS', 'ES_APPLICATION_LOGS', 'INDEX_SLOW_LOGS', 'SEARCH_SLOW_LOGS'] },
      description: 'logs that have to be published',
    },
  },
  check: (block, { options }) => options.logTypes.map((type) => judge(block, type)),
  examples: {
    good: [
      {
        name: 'both',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                log_publishing_options: [
                  { log_type: 'AUDIT_LOGS', cloudwatch_log_group_arn: '${aws_cloudwatch_log_group.audit.arn}' },
                  {
                    log_type: 'ES_APPLICATION_LOGS',
                    cloudwatch_log_group_arn: '${aws_cloudwatch_log_group.errors.arn}',
                  },
                ],
              },
            },
          },
        },
      },
    ],
    bad: [
      { name: 'no logs', configuration: { resource: { aws_opensearch_domain: { logs: { domain_name: 'logs' } } } } },
      {
        name: 'slow queries only',
        configuration: {
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                log_publishing_options: [
                  { log_type: 'SEARCH_SLOW_LOGS', cloudwatch_log_group_arn: '${aws_cloudwatch_log_group.slow.arn}' },
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
          variable: { decide: { type: 'bool' } },
          resource: {
            aws_opensearch_domain: {
              logs: {
                domain_name: 'logs',
                log_publishing_options: [
                  {
                    log_type: 'AUDIT_LOGS',
                    enabled: '${var.decide}',
                    cloudwatch_log_group_arn: '${aws_cloudwatch_log_group.audit.arn}',
                  },
                  {
                    log_type: 'ES_APPLICATION_LOGS',
                    cloudwatch_log_group_arn: '${aws_cloudwatch_log_group.errors.arn}',
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

function judge(domain: Block, type: string): Outcome {
  const path = 'log_publishing_options';
  const expected = `${path} with log_type = '${type}'`;
  const published = some(domain.nested(path), (options) => publishes(options, type));
  if (published === true) return pass(path);
  if (isUnknown(published)) return { ...undecided(path, published, expected), subject: type };
  return fail({ path, message: `the domain does not publish ${type}`, expected, subject: type });
}

/** Logs of a block are published unless it says otherwise. */
function publishes(options: NestedBlock, type: string): ReturnType<typeof both> {
  if (options.unknown !== undefined) return options.unknown;
  const written = toText(options.get('log_type'));
  return both(isUnknown(written) ? written : written === type, toBoolean(options.get('enabled')) ?? true);
}
