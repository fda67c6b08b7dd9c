import rule from '../../../../lib/compliance/rules/provider/provider-tls-verified';
import { testRule } from '../../../../lib/testing/rule-tester';

const provider = (attributes: Record<string, unknown>) => ({ provider: { aws: [attributes] }, variable: { v: {} } });
const endpoint = (s3: unknown) => provider({ endpoints: [{ s3 }] });

testRule(rule, {
  pass: [
    { name: 'nothing', configuration: provider({}) },
    { name: 'insecure = false', configuration: provider({ insecure: false, endpoints: null }) },
    { name: 'https', configuration: endpoint('https://s3.internal') },
    { name: 'https with an unknown host', configuration: endpoint('https://${var.v}') },
    { name: 'a proxy by https', configuration: provider({ http_proxy: 'https://proxy:3128' }) },
    {
      name: 'the own machine, by option',
      configuration: endpoint('http://localhost:4566'),
      options: { allowLocalhost: true },
    },
    {
      name: '127.0.0.1, by option',
      configuration: endpoint('http://127.0.0.1:4566/x'),
      options: { allowLocalhost: true },
    },
    {
      name: 'a proxy by http, by option',
      configuration: provider({ http_proxy: 'http://proxy:3128' }),
      options: { allowHttpProxy: true },
    },
  ],
  fail: [
    { name: 'insecure', configuration: provider({ insecure: true }), path: 'insecure' },
    { name: 'insecure as text', configuration: provider({ insecure: 'true' }) },
    { name: 'an endpoint', configuration: endpoint('http://s3.internal'), path: 'endpoints[0].s3' },
    {
      name: 'endpoints as an object, upper case',
      configuration: provider({ endpoints: { sts: 'HTTP://sts.internal' } }),
    },
    {
      name: 'two blocks of endpoints',
      configuration: provider({ endpoints: [{ s3: 'https://a' }, { sts: 'http://b' }] }),
      path: 'endpoints[1].sts',
    },
    { name: 'an unknown host', configuration: endpoint('http://${var.v}') },
    { name: 'the own machine', configuration: endpoint('http://localhost:4566') },
    {
      name: 'a host that only begins like the own machine',
      configuration: endpoint('http://localhost.example.com'),
      options: { allowLocalhost: true },
    },
    {
      name: 'a user name that looks like the own machine',
      configuration: endpoint('http://127.0.0.1@example.com'),
      options: { allowLocalhost: true },
    },
    { name: 'a proxy', configuration: provider({ http_proxy: 'http://proxy:3128' }), path: 'http_proxy' },
  ],
  unknown: [
    { name: 'insecure', configuration: provider({ insecure: '${var.v}' }) },
    { name: 'an endpoint', configuration: endpoint('${var.v}'), path: 'endpoints[0].s3' },
  ],
});
