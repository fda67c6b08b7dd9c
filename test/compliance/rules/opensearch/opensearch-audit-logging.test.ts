import rule from '../../../../lib/compliance/rules/opensearch/opensearch-audit-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const log = (log_type: unknown, more: object = {}) => ({
  log_type,
  cloudwatch_log_group_arn: '${aws_cloudwatch_log_group.l.arn}',
  ...more,
});
const errors = log('ES_APPLICATION_LOGS');
const domain = (log_publishing_options: unknown, more: Attributes = {}) =>
  blocks({ 'aws_opensearch_domain.main': { log_publishing_options, ...more } });

testRule(rule, {
  pass: [
    { name: 'both', configuration: domain([log('AUDIT_LOGS'), errors]) },
    { name: 'enabled, as text', configuration: domain([log('AUDIT_LOGS', { enabled: 'true' }), errors]) },
    {
      name: 'a set of types',
      configuration: domain(undefined, {
        dynamic: {
          log_publishing_options: {
            for_each: ['AUDIT_LOGS', 'ES_APPLICATION_LOGS'],
            content: { log_type: '${log_publishing_options.value}' },
          },
        },
      }),
    },
    { name: 'only those asked for', configuration: domain(log('AUDIT_LOGS')), options: { logTypes: ['AUDIT_LOGS'] } },
    {
      name: 'Elasticsearch',
      configuration: blocks({
        'aws_elasticsearch_domain.main': { log_publishing_options: [log('AUDIT_LOGS'), errors] },
      }),
    },
  ],
  fail: [
    ...[undefined, null, []].map((options) => ({
      name: JSON.stringify([options]),
      configuration: domain(options),
      findings: 2,
    })),
    {
      name: 'no audit log',
      configuration: domain([errors, log('SEARCH_SLOW_LOGS')]),
      message: 'AUDIT_LOGS',
      findings: 1,
    },
    { name: 'no error log', configuration: domain(log('AUDIT_LOGS')), message: 'ES_APPLICATION_LOGS', findings: 1 },
    { name: 'switched off', configuration: domain([log('AUDIT_LOGS', { enabled: false }), errors]), findings: 1 },
  ],
  unknown: [
    { name: 'enabled', configuration: domain([log('AUDIT_LOGS', { enabled: '${var.unset}' }), errors]) },
    { name: 'type', configuration: domain([log('${var.unset}'), errors]) },
    {
      name: 'dynamic',
      configuration: domain(undefined, {
        dynamic: {
          log_publishing_options: {
            for_each: '${var.unset}',
            content: { log_type: '${log_publishing_options.value}' },
          },
        },
      }),
      findings: 2,
    },
  ],
});
