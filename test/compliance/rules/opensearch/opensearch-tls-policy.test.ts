import rule from '../../../../lib/compliance/rules/opensearch/opensearch-tls-policy';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const domain = (domain_endpoint_options: unknown) =>
  blocks({ 'aws_opensearch_domain.main': { domain_endpoint_options } });
const tls = { tls_security_policy: 'Policy-Min-TLS-1-2-2019-07' };

testRule(rule, {
  pass: [
    {
      name: 'both',
      configuration: domain({ enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-2-PFS-2023-10' }),
    },
    { name: 'HTTPS by default', configuration: domain([tls]) },
    { name: 'HTTPS null', configuration: domain({ enforce_https: null, ...tls }) },
    {
      name: 'Elasticsearch',
      configuration: blocks({ 'aws_elasticsearch_domain.main': { domain_endpoint_options: tls } }),
    },
  ],
  fail: [
    ...[undefined, null, []].map((options) => ({
      name: JSON.stringify([options]),
      configuration: domain(options),
      path: 'domain_endpoint_options',
    })),
    {
      name: 'plain HTTP',
      configuration: domain({ enforce_https: 'false', ...tls }),
      path: 'domain_endpoint_options[0].enforce_https',
      findings: 1,
    },
    {
      name: 'TLS 1.0',
      configuration: domain({ enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-0-2019-07' }),
      path: 'domain_endpoint_options[0].tls_security_policy',
    },
    { name: 'no policy', configuration: domain({ enforce_https: true }), message: 'no TLS policy' },
    { name: 'both', configuration: domain({ enforce_https: false }), findings: 2 },
    {
      name: 'plain HTTP, policy unknown',
      configuration: domain({ enforce_https: false, tls_security_policy: '${var.unset}' }),
    },
  ],
  unknown: [
    { name: 'HTTPS', configuration: domain({ enforce_https: '${var.unset}', ...tls }) },
    { name: 'policy', configuration: domain({ tls_security_policy: '${var.unset}' }) },
    {
      name: 'dynamic',
      configuration: blocks({
        'aws_opensearch_domain.main': {
          dynamic: { domain_endpoint_options: { for_each: '${var.unset}', content: tls } },
        },
      }),
    },
  ],
});
