import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';
import { judgeEachInstance } from '../../reading/each-instance';
import { keyPresence } from '../../reading/key-presence';

export default defineRule({
  id: 'sqs-encrypted',
  title: 'Queues are encrypted at rest',
  why: 'Messages wait in a queue for up to fourteen days. Encryption that was on by default and has been switched off leaves them readable to whoever reaches the storage.',
  remediation: 'Remove sqs_managed_sse_enabled = false, or set kms_master_key_id to a key of your own.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_sqs_queue'],
  whenUnknown:
    'sqs_managed_sse_enabled is an expression that only Terraform can compute, or it is false and kms_master_key_id is one that may be null.',
  controls: {
    fsbp: ['SQS.1'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_27', relation: 'narrower' },
      { id: 'CKV2_AWS_73', relation: 'narrower' },
    ],
    trivy: [
      { id: 'AVD-AWS-0096', relation: 'narrower' },
      { id: 'AVD-AWS-0135', relation: 'narrower' },
    ],
    tfsec: [
      { id: 'aws-sqs-enable-queue-encryption', relation: 'narrower' },
      { id: 'aws-sqs-queue-encryption-use-cmk', relation: 'narrower' },
    ],
    cdkNag: [{ id: 'AwsSolutions-SQS2', relation: 'narrower' }],
    securityHub: ['SQS.1'],
    prowler: [{ id: 'sqs_queues_server_side_encryption_enabled', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sqs_queue.html.markdown',
  ],
  check(block) {
    const path = 'sqs_managed_sse_enabled';
    const expected = `no ${path} = false, or a kms_master_key_id`;
    return judgeEachInstance(block, (get) => {
      const key = keyPresence(get('kms_master_key_id'), block.configuration);
      if (key === 'set') return pass('kms_master_key_id');
      const observed = get(path);
      const managed = toBoolean(observed);
      if (isUnknown(managed)) return undecided(path, managed, expected);
      if (managed === true || observed === undefined) return pass(path);
      if (isUnknown(key)) return undecided('kms_master_key_id', key, expected);
      return fail({ path, message: 'the encryption that SQS gives every queue is switched off', observed, expected });
    });
  },
  examples: {
    good: [
      { name: 'encrypted by default', configuration: queue({}) },
      { name: 'under a key of your own', configuration: queue({ kms_master_key_id: '${aws_kms_key.orders.arn}' }) },
    ],
    bad: [{ name: 'switched off', configuration: queue({ sqs_managed_sse_enabled: false }) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: { variable: { sse: { type: 'bool' } }, ...queue({ sqs_managed_sse_enabled: '${var.sse}' }) },
      },
    ],
  },
});

function queue(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { resource: { aws_sqs_queue: { orders: { name: 'orders', ...attributes } } } };
}
