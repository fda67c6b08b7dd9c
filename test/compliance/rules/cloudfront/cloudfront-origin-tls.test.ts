import rule from '../../../../lib/compliance/rules/cloudfront/cloudfront-origin-tls';
import { testRule } from '../../../../lib/testing/rule-tester';
import { distribution } from './shared/distribution';

const behaviors = (...policies: readonly string[]) => ({
  default_cache_behavior: { viewer_protocol_policy: policies[0] },
  ordered_cache_behavior: policies.slice(1).map((viewer_protocol_policy) => ({ viewer_protocol_policy })),
});
const origin = (origin_protocol_policy: unknown, origin_ssl_protocols: unknown, more: object = {}) =>
  distribution({
    origin: [{ origin_id: 'api', custom_origin_config: { origin_protocol_policy, origin_ssl_protocols } }],
    ...more,
  });
const path = 'origin[0].custom_origin_config[0].origin_protocol_policy';

testRule(rule, {
  pass: [
    { name: 'https-only', configuration: origin('https-only', ['TLSv1.2']) },
    {
      name: 'as array',
      configuration: distribution({
        origin: { custom_origin_config: [{ origin_protocol_policy: 'https-only', origin_ssl_protocols: ['TLSv1.2'] }] },
      }),
    },
    {
      name: 'match-viewer with viewers on HTTPS',
      configuration: origin('match-viewer', ['TLSv1.2'], behaviors('redirect-to-https', 'https-only')),
    },
    {
      name: 'TLS 1.1 with the option',
      configuration: origin('https-only', ['TLSv1.1', 'TLSv1.2']),
      options: { allowTls11: true },
    },
    { name: 'S3 origin', configuration: distribution({ origin: { domain_name: 'b.s3.amazonaws.com' } }) },
  ],
  fail: [
    { name: 'match-viewer without a cache behavior', configuration: origin('match-viewer', ['TLSv1.2']), path },
    { name: 'http-only', configuration: origin('http-only', ['TLSv1']), path, findings: 1 },
    { name: 'absent', configuration: origin(null, ['TLSv1.2']), path },
    {
      name: 'match-viewer with one viewer on HTTP',
      configuration: origin('match-viewer', ['TLSv1.2'], behaviors('https-only', 'allow-all')),
      path,
    },
    {
      name: 'old protocols',
      configuration: origin('https-only', ['TLSv1.2', 'TLSv1.1', 'SSLv3']),
      message: 'TLSv1.1, SSLv3',
    },
    { name: 'an old protocol beside an unknown one', configuration: origin('https-only', ['TLSv1', '${var.unset}']) },
    { name: 'no protocols', configuration: origin('https-only', []) },
    { name: 'both', configuration: origin('match-viewer', ['TLSv1'], behaviors('allow-all')), findings: 2 },
    {
      name: 'the second origin',
      configuration: distribution({
        origin: [
          { domain_name: 'b.s3.amazonaws.com' },
          { custom_origin_config: { origin_protocol_policy: 'http-only' } },
        ],
      }),
      path: 'origin[1].custom_origin_config[0].origin_protocol_policy',
    },
  ],
  unknown: [
    { name: 'policy', configuration: origin('${var.unset}', ['TLSv1.2']), path },
    { name: 'protocols', configuration: origin('https-only', '${var.unset}') },
    { name: 'one protocol', configuration: origin('https-only', ['TLSv1.2', '${var.unset}']) },
    { name: 'viewers', configuration: origin('match-viewer', ['TLSv1.2'], behaviors('${var.unset}')), path },
    { name: 'origin', configuration: distribution({ dynamic: { origin: { for_each: '${var.unset}', content: {} } } }) },
  ],
});
