import rule from '../../../../lib/compliance/rules/state/state-backend-locked';
import { testRule } from '../../../../lib/testing/rule-tester';

const s3 = (attributes: Record<string, unknown>) => ({
  terraform: { backend: { s3: { bucket: 'b', key: 'k', ...attributes } } },
});
const other = { terraform: { backend: { gcs: { bucket: 'b' } } } };
const partial = { partialBackendConfig: true };

testRule(rule, {
  pass: [
    { name: 'a lock file', configuration: s3({ use_lockfile: true }) },
    { name: 'a lock file, as text', configuration: s3({ use_lockfile: 'true' }) },
    { name: 'a table', configuration: s3({ dynamodb_table: 'locks' }) },
  ],
  fail: [
    { name: 'nothing', configuration: s3({}), path: 'use_lockfile' },
    { name: 'false', configuration: s3({ use_lockfile: false }) },
    { name: 'an empty table', configuration: s3({ dynamodb_table: '' }) },
  ],
  unknown: [{ name: 'nothing, given later', configuration: s3({}), options: partial }],
  notApplicable: [{ name: 'another backend', configuration: other }],
});
