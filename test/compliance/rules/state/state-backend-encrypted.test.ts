import rule from '../../../../lib/compliance/rules/state/state-backend-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';

const s3 = (attributes: Record<string, unknown>) => ({
  terraform: { backend: { s3: { bucket: 'b', key: 'k', ...attributes } } },
});
const other = { terraform: { backend: { gcs: { bucket: 'b' } } } };
const partial = { partialBackendConfig: true };

testRule(rule, {
  pass: [
    { name: 'true', configuration: s3({ encrypt: true }) },
    { name: 'true as text', configuration: s3({ encrypt: 'true' }) },
  ],
  fail: [
    { name: 'absent', configuration: s3({}), path: 'encrypt' },
    { name: 'null', configuration: s3({ encrypt: null }) },
    { name: 'false', configuration: s3({ encrypt: false }) },
    { name: 'false is no part that is given later', configuration: s3({ encrypt: false }), options: partial },
  ],
  unknown: [
    { name: 'absent, given later', configuration: s3({}), options: partial },
    { name: 'an expression', configuration: s3({ encrypt: '${var.e}' }) },
  ],
  notApplicable: [{ name: 'another backend', configuration: other }],
});
