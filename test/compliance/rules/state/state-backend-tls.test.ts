import rule from '../../../../lib/compliance/rules/state/state-backend-tls';
import { testRule } from '../../../../lib/testing/rule-tester';

const backend = (kind: string, attributes: Record<string, unknown>) => ({
  terraform: { backend: { [kind]: attributes } },
});
const local = { allowLocalhost: true };

testRule(rule, {
  pass: [
    { name: 's3', configuration: backend('s3', { bucket: 'b' }) },
    {
      name: 'https',
      configuration: backend('http', {
        address: 'https://a',
        lock_address: 'https://b',
        skip_cert_verification: false,
      }),
    },
    { name: 'a host name', configuration: backend('remote', { hostname: 'app.terraform.io' }) },
    { name: 'consul by https', configuration: backend('consul', { address: 'consul.example.com', scheme: 'https' }) },
    {
      name: 'the own machine, by option',
      configuration: backend('s3', { endpoints: { s3: 'http://localhost:4566' } }),
      options: local,
    },
    {
      name: 'pg with verified TLS',
      configuration: backend('pg', { conn_str: 'postgres://db/states?sslmode=verify-full' }),
    },
  ],
  fail: [
    {
      name: 'a quoted sslmode',
      configuration: backend('pg', { conn_str: "host=db sslmode = 'disable'" }),
      path: 'conn_str',
    },
    { name: 'address', configuration: backend('http', { address: 'http://a' }), path: 'address' },
    {
      name: 'lock and unlock',
      configuration: backend('http', { address: 'https://a', lock_address: 'http://a', unlock_address: 'http://a' }),
      findings: 2,
    },
    { name: 'endpoint', configuration: backend('s3', { endpoint: 'http://minio' }) },
    {
      name: 'endpoints',
      configuration: backend('s3', { endpoints: { s3: 'https://a', dynamodb: 'http://b' } }),
      path: 'endpoints.dynamodb',
    },
    {
      name: 'a list of endpoints',
      configuration: backend('etcdv3', { endpoints: ['https://a', 'http://b'] }),
      path: 'endpoints[1]',
    },
    { name: 'the own machine', configuration: backend('s3', { endpoints: { s3: 'http://localhost:4566' } }) },
    {
      name: 'skip_cert_verification',
      configuration: backend('http', { address: 'https://a', skip_cert_verification: 'true' }),
      path: 'skip_cert_verification',
    },
    { name: 'insecure', configuration: backend('s3', { insecure: true }), path: 'insecure' },
    {
      name: 'consul speaks http by default',
      configuration: backend('consul', { address: 'consul.example.com:8500' }),
      path: 'address',
    },
    {
      name: 'consul by http',
      configuration: backend('consul', { address: 'consul.example.com', scheme: 'http' }),
      path: 'scheme',
    },
    {
      name: 'pg without TLS',
      configuration: backend('pg', { conn_str: 'postgres://db/states?sslmode=disable' }),
      path: 'conn_str',
    },
  ],
});
