import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toList, toText, type Value } from '../../model/value';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';
import { worst } from '../../reading/nested-argument';
import { clusterExample } from './shared/example-cluster';

const EXPECTED = 'encryption_config with resources = ["secrets"] and a provider.key_arn';

export default defineRule<KeyOptions>({
  id: 'eks-secrets-encrypted',
  title: 'EKS clusters encrypt Kubernetes secrets with a key of their own',
  why: 'Kubernetes secrets lie in etcd. With a key of your own they can be read only by whom the key lets in, and its use is recorded; with that of AWS neither can be controlled.',
  remediation: 'Add encryption_config with resources = ["secrets"] and provider.key_arn of a KMS key.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_eks_cluster'],
  whenUnknown: 'encryption_config, its resources or its key is an expression that only Terraform can compute.',
  controls: { fsbp: ['EKS.3'], iso27001_2022: ['A.8.5', 'A.8.11', 'A.8.24'] },
  equivalents: {
    checkov: ['CKV_AWS_58'],
    trivy: ['AVD-AWS-0039'],
    tfsec: ['aws-eks-encrypt-secrets'],
    securityHub: ['EKS.3'],
    prowler: ['eks_cluster_kms_cmk_encryption_in_secrets_enabled'],
    awsConfig: ['eks-cluster-secrets-encrypted'],
  },
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/eks_cluster.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check(block, { options }) {
    const outcomes = block.nested('encryption_config').map((item) => judge(block, item, options));
    if (outcomes.length > 0) return worst(outcomes);
    const message = 'the cluster encrypts Kubernetes secrets with no key of its own';
    return fail({ path: 'encryption_config', message, expected: EXPECTED });
  },
  examples: {
    good: [
      {
        name: 'secrets under a key of the configuration',
        configuration: encrypted(['secrets'], '${aws_kms_key.eks.arn}'),
      },
    ],
    bad: [{ name: 'no encryption_config', configuration: clusterExample({}) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { encrypted: { type: 'list(string)' } },
          ...encrypted('${var.encrypted}', '${aws_kms_key.eks.arn}'),
        },
      },
    ],
  },
});

function judge(block: Block, item: NestedBlock, options: KeyOptions): Outcome {
  if (item.unknown !== undefined) return undecided(item.path, item.unknown, EXPECTED);
  const path = `${item.path}.resources`;
  const resources = toList(item.get('resources'));
  if (isUnknown(resources)) return undecided(path, resources, EXPECTED);
  const names = resources.map((resource) => toText(resource));
  if (!names.includes('secrets')) {
    const hidden = names.find(isUnknown);
    if (hidden !== undefined) return undecided(path, hidden, EXPECTED);
    return fail({ path, message: 'encryption_config does not name secrets', observed: resources, expected: EXPECTED });
  }
  const keys = item.nested('provider').map((provider): Outcome => {
    if (provider.unknown !== undefined) return undecided(provider.path, provider.unknown, EXPECTED);
    return requireKey(block, `${provider.path}.key_arn`, options, provider.get('key_arn'));
  });
  return keys.length > 0 ? worst(keys) : requireKey(block, `${item.path}.provider.key_arn`, options, undefined);
}

function requireKey(block: Block, path: string, options: KeyOptions, key: Value): Outcome {
  return requireCustomerKey(block, path, 'the encryption of Kubernetes secrets', options, key);
}

function encrypted(resources: unknown, key_arn: string): ReturnType<typeof clusterExample> {
  return clusterExample({ encryption_config: { resources, provider: { key_arn } } });
}
