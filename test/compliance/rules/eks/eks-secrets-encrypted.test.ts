import rule from '../../../../lib/compliance/rules/eks/eks-secrets-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { cluster } from './shared/cluster';

const key = 'arn:aws:kms:eu-central-1:111122223333:key/2f1e6b1c-0000-4000-8000-000000000000';
const encrypted = (encryption_config: unknown) => cluster({ encryption_config });
const under = (key_arn: unknown) => encrypted({ resources: ['secrets'], provider: { key_arn } });

testRule(rule, {
  pass: [
    { name: 'a literal key', configuration: under(key) },
    { name: 'blocks as arrays', configuration: encrypted([{ resources: ['secrets'], provider: [{ key_arn: key }] }]) },
    {
      name: 'a key of the configuration',
      configuration: resources({
        'aws_kms_key.k': {},
        'aws_eks_cluster.main': {
          encryption_config: { resources: ['secrets'], provider: { key_arn: '${aws_kms_key.k.arn}' } },
        },
      }),
    },
    { name: 'a key that a variable names', configuration: under('${var.key}') },
    {
      name: 'a dynamic block',
      configuration: cluster({
        dynamic: {
          encryption_config: { for_each: [1], content: { resources: ['secrets'], provider: { key_arn: key } } },
        },
      }),
    },
  ],
  fail: [
    { name: 'absent', configuration: cluster({}), path: 'encryption_config' },
    { name: 'null', configuration: encrypted(null) },
    { name: 'an empty list of blocks', configuration: encrypted([]) },
    { name: 'no resources', configuration: encrypted({ resources: [], provider: { key_arn: key } }) },
    { name: 'other resources', configuration: encrypted({ resources: ['configmaps'], provider: { key_arn: key } }) },
    {
      name: 'no provider',
      configuration: encrypted({ resources: ['secrets'] }),
      path: 'encryption_config[0].provider.key_arn',
    },
    { name: 'an empty key', configuration: under('') },
    {
      name: 'one of two keys is that of AWS',
      configuration: encrypted({ resources: ['secrets'], provider: [{ key_arn: key }, { key_arn: 'alias/aws/eks' }] }),
      path: 'encryption_config[0].provider[1].key_arn',
    },
    { name: 'null for a key', configuration: under(null) },
    { name: 'a key of AWS', configuration: under('arn:aws:kms:eu-central-1:111122223333:alias/aws/eks') },
  ],
  unknown: [
    { name: 'the block', configuration: encrypted('${var.encryption}') },
    { name: 'the resources', configuration: encrypted({ resources: '${var.r}', provider: { key_arn: key } }) },
    { name: 'an element', configuration: encrypted({ resources: ['${var.r}'], provider: { key_arn: key } }) },
    { name: 'a key that may be none', configuration: under('${var.encrypt ? aws_kms_key.k.arn : null}') },
    {
      name: 'a key of a variable, strictly',
      configuration: under('${var.key}'),
      options: { strict: true },
    },
    {
      name: 'a dynamic block over an unknown',
      configuration: cluster({
        dynamic: { encryption_config: { for_each: '${var.e}', content: { resources: ['secrets'] } } },
      }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: cluster({ count: 0 }) }],
});
