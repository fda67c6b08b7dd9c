import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown } from '../../model/value';
import { judgeEachInstance } from '../../reading/each-instance';
import { keyPresence } from '../../reading/key-presence';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';

interface Options extends KeyOptions {
  readonly requireCmk: boolean;
}

export default defineRule<Options>({
  id: 'sns-encrypted',
  title: 'Topics are encrypted at rest',
  why: 'SNS stores a message until every subscriber has it. Without a key it lies there readable to whoever reaches the storage.',
  remediation:
    'Set kms_master_key_id: to a key of your own where AWS services publish to the topic, else alias/aws/sns will do.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_sns_topic'],
  whenUnknown:
    'kms_master_key_id is an expression that may turn out to be null, such as one that copies what another resource leaves out.',
  controls: {
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    soc2: ['PI1.4'],
    iso27001_2022: ['A.8.3', 'A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_26'],
    trivy: ['AVD-AWS-0095', { id: 'AVD-AWS-0136', relation: 'narrower' }],
    tfsec: ['aws-sns-enable-topic-encryption', { id: 'aws-sns-topic-encryption-use-cmk', relation: 'narrower' }],
    cdkNag: ['NIST.800.53.R5-SNSEncryptedKMS'],
    securityHub: ['SNS.1'],
    prowler: ['sns_topics_kms_encryption_at_rest_enabled'],
    awsConfig: ['sns-encrypted-kms'],
  },
  sources: [
    'https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sns_topic.html.markdown',
  ],
  defaultOptions: { ...KEY_OPTIONS, requireCmk: false },
  optionsSchema: {
    ...KEY_OPTIONS_SCHEMA,
    requireCmk: { description: 'Ask for a key of your own: alias/aws/sns is not enough.', type: 'boolean' },
  },
  check(block, { options }) {
    const path = 'kms_master_key_id';
    const expected = `${path} names a key`;
    return judgeEachInstance(block, (get) => {
      const observed = get(path);
      if (options.requireCmk) return requireCustomerKey(block, path, 'the topic', options, observed);
      const key = keyPresence(observed, block.configuration);
      if (key === 'set') return pass(path);
      if (isUnknown(key)) return undecided(path, key, expected);
      return fail({ path, message: 'the topic keeps its messages unencrypted', observed, expected });
    });
  },
  examples: {
    good: [
      { name: 'a key of your own', configuration: topic({ kms_master_key_id: '${aws_kms_key.orders.arn}' }) },
      { name: 'the key of AWS', configuration: topic({ kms_master_key_id: 'alias/aws/sns' }) },
    ],
    bad: [{ name: 'no key', configuration: topic({}) }],
    unknown: [
      {
        name: 'a variable that may be null',
        configuration: { variable: { key: { type: 'string' } }, ...topic({ kms_master_key_id: '${var.key}' }) },
      },
    ],
  },
});

function topic(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { resource: { aws_sns_topic: { orders: { name: 'orders', ...attributes } } } };
}
