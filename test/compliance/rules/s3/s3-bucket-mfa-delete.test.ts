import rule from '../../../../lib/compliance/rules/s3/s3-bucket-mfa-delete';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, LINKED, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_versioning';
const versioning = (mfa_delete: unknown) => ({ versioning_configuration: { status: 'Enabled', mfa_delete } });
const lifecycle = (attributes: object) => ({
  'aws_s3_bucket_lifecycle_configuration.l': { ...LINKED, rule: [{ status: 'Enabled' }], ...attributes },
});
const address = BUCKET;

testRule(rule, {
  pass: [
    { name: 'enabled', configuration: completedBy(TYPE, versioning('Enabled')) },
    { name: 'inline', configuration: bucket({}, { versioning: { enabled: true, mfa_delete: true } }) },
  ],
  fail: [
    { name: 'nothing said', configuration: bucket() },
    { name: 'absent', configuration: completedBy(TYPE, versioning(null)), address },
    { name: 'disabled', configuration: completedBy(TYPE, versioning('Disabled')), address },
    { name: 'inline without MFA', configuration: bucket({}, { versioning: { enabled: true } }) },
    ...strangers(TYPE, versioning('Enabled')),
    {
      name: 'lifecycle rules of another bucket',
      configuration: bucket(lifecycle({ bucket: 'acme-other' })),
    },
  ],
  unknown: [
    ...doubts(TYPE, versioning('Enabled')),
    { name: 'a state', configuration: completedBy(TYPE, versioning('${var.unset}')), address },
    { name: 'lifecycle rules of some bucket', configuration: bucket(lifecycle({ bucket: '${var.unset}' })) },
    { name: 'lifecycle rules under a condition', configuration: bucket(lifecycle({ count: '${var.unset}' })) },
  ],
  notApplicable: [
    { name: 'lifecycle rules', configuration: bucket(lifecycle({})) },
    { name: 'inline lifecycle rules', configuration: bucket({}, { lifecycle_rule: [{ enabled: true }] }) },
  ],
});
