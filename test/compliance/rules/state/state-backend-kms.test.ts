import rule from '../../../../lib/compliance/rules/state/state-backend-kms';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';

const s3 = (attributes: Record<string, unknown>) => ({
  terraform: { backend: { s3: { bucket: 'b', key: 'k', ...attributes } } },
});
const other = { terraform: { backend: { gcs: { bucket: 'b' } } } };
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd';
const partial = { partialBackendConfig: true };

testRule(rule, {
  pass: [
    { name: 'an empty customer key', configuration: s3({ encrypt: true, kms_key_id: KEY, sse_customer_key: '' }) },
    { name: 'a key', configuration: s3({ encrypt: true, kms_key_id: KEY }) },
  ],
  fail: [
    {
      name: 'the key that AWS manages',
      configuration: s3({ encrypt: true, kms_key_id: 'alias/aws/s3' }),
      path: 'kms_key_id',
    },
    { name: 'no key', configuration: s3({ encrypt: true }), path: 'kms_key_id' },
    { name: 'an empty key', configuration: s3({ encrypt: true, kms_key_id: '' }) },
    { name: 'a key without encrypt', configuration: s3({ kms_key_id: KEY }), path: 'encrypt' },
    {
      name: 'a key in clear',
      configuration: s3({ encrypt: true, kms_key_id: KEY, sse_customer_key: 'c2VjcmV0' }),
      path: 'sse_customer_key',
    },
  ],
  unknown: [
    { name: 'no key, given later', configuration: s3({ encrypt: true }), options: partial },
    { name: 'no encrypt, given later', configuration: s3({ kms_key_id: KEY }), options: partial },
    { name: 'an expression', configuration: s3({ encrypt: true, kms_key_id: '${var.k}' }) },
  ],
  notApplicable: [{ name: 'another backend', configuration: other }],
});

describe('state-backend-kms', () => {
  it('never shows the customer key', () => {
    expect(
      JSON.stringify(runRule(rule, { configuration: s3({ sse_customer_key: 'c2VjcmV0' }) }).findings),
    ).not.toContain('c2VjcmV0');
  });
});
