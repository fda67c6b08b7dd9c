import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';
import { worst } from '../../reading/nested-argument';
import { repositoryExample } from './shared/example-repository';

const EXPECTED = 'encryption_configuration with encryption_type = "KMS" and a kms_key';

export default defineRule<KeyOptions>({
  id: 'ecr-cmk',
  title: 'Repositories are encrypted with a key of the customer',
  why: 'With the key of AWS everyone whom the policy of the repository lets in reads the images; a key of your own is a second lock, its use is recorded, and it can be taken away.',
  remediation:
    'Set encryption_type = "KMS" and kms_key in encryption_configuration. It cannot be changed later: the repository is made anew.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_ecr_repository'],
  whenUnknown: 'encryption_configuration, its type or its key is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [{ id: 'CKV_AWS_136', relation: 'broader' }],
    trivy: ['AVD-AWS-0033'],
    tfsec: ['aws-ecr-repository-customer-key'],
    securityHub: ['ECR.5'],
    awsConfig: ['ecr-repository-cmk-encryption-enabled'],
  },
  recommended: false,
  sources: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecr_repository.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check(block, { options }) {
    const items = block.nested('encryption_configuration');
    if (items.length > 0) return worst(items.map((item) => judge(block, item, options)));
    const message = 'the repository is encrypted with a key that AWS owns';
    return fail({ path: 'encryption_configuration', message, expected: EXPECTED });
  },
  examples: {
    good: [
      {
        name: 'a key of your own',
        configuration: encrypted({ encryption_type: 'KMS', kms_key: '${aws_kms_key.images.arn}' }),
      },
    ],
    bad: [
      { name: 'no word of it', configuration: repositoryExample({}) },
      { name: 'the key of AWS', configuration: encrypted({ encryption_type: 'KMS' }) },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { type: { type: 'string' } },
          ...encrypted({ encryption_type: '${var.type}', kms_key: '${aws_kms_key.images.arn}' }),
        },
      },
    ],
  },
});

function judge(block: Block, item: NestedBlock, options: KeyOptions): Outcome {
  if (item.unknown !== undefined) return undecided(item.path, item.unknown, EXPECTED);
  const path = `${item.path}.encryption_type`;
  const type = toText(item.get('encryption_type'));
  if (type !== undefined && !isUnknown(type) && /^KMS(?:_DSSE)?$/i.test(type))
    return requireCustomerKey(block, `${item.path}.kms_key`, 'the repository', options, item.get('kms_key'));
  if (isUnknown(type)) return undecided(path, type, EXPECTED);
  const message = 'the repository is encrypted with a key that AWS owns';
  return fail({ path, message, observed: item.get('encryption_type'), expected: EXPECTED });
}

function encrypted(encryption_configuration: object): ReturnType<typeof repositoryExample> {
  return repositoryExample({ encryption_configuration });
}
