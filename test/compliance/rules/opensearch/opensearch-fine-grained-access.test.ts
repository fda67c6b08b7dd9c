import rule from '../../../../lib/compliance/rules/opensearch/opensearch-fine-grained-access';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const domain = (advanced_security_options: unknown) =>
  blocks({ 'aws_opensearch_domain.main': { advanced_security_options } });

testRule(rule, {
  pass: [
    { name: 'enabled', configuration: domain({ enabled: true }) },
    {
      name: 'enabled, as text in an array',
      configuration: domain([{ enabled: 'true', anonymous_auth_enabled: null }]),
    },
    { name: 'not anonymous', configuration: domain({ enabled: true, anonymous_auth_enabled: false }) },
    {
      name: 'Elasticsearch',
      configuration: blocks({ 'aws_elasticsearch_domain.main': { advanced_security_options: { enabled: true } } }),
    },
  ],
  fail: [
    ...[undefined, null, {}, { enabled: false }, { internal_user_database_enabled: true }].map((options) => ({
      name: JSON.stringify([options]),
      configuration: domain(options),
      findings: 1,
    })),
    {
      name: 'anonymous',
      configuration: domain({ enabled: true, anonymous_auth_enabled: 'true' }),
      path: 'advanced_security_options[0].anonymous_auth_enabled',
      findings: 1,
    },
    {
      name: 'anonymous, enabled unknown',
      configuration: domain({ enabled: '${var.unset}', anonymous_auth_enabled: true }),
    },
  ],
  unknown: [
    { name: 'enabled', configuration: domain({ enabled: '${var.unset}' }) },
    { name: 'anonymous', configuration: domain({ enabled: true, anonymous_auth_enabled: '${var.unset}' }) },
    {
      name: 'dynamic',
      configuration: blocks({
        'aws_opensearch_domain.main': {
          dynamic: {
            advanced_security_options: {
              for_each: '${var.unset}',
              content: { enabled: true, anonymous_auth_enabled: true },
            },
          },
        },
      }),
    },
  ],
});
