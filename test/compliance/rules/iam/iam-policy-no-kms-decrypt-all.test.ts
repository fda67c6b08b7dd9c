import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-kms-decrypt-all';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { hiddenIdentity, identity, policyJson, withVariables } from './policies';

const DECRYPT = { Action: 'kms:Decrypt', Resource: '*' };
const VIA = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } };

testRule(rule, {
  pass: [
    {
      name: 'one key',
      configuration: identity({ ...DECRYPT, Resource: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd' }),
    },
    { name: 'keys of one alias', configuration: identity({ ...DECRYPT, Resource: 'arn:aws:kms:*:*:alias/app-*' }) },
    { name: 'another action', configuration: identity({ Action: ['kms:Encrypt', 'kms:Describe*'], Resource: '*' }) },
    {
      name: 'a key of the configuration',
      configuration: resources({
        'aws_kms_key.k': {},
        'aws_iam_policy.main': { policy: policyJson({ ...DECRYPT, Resource: '${aws_kms_key.k.arn}' }) },
      }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'through one service, with the option',
      configuration: identity({ ...DECRYPT, Condition: VIA }),
      options: { honourViaService: true },
    },
  ],
  fail: [
    {
      name: 'every key',
      configuration: identity(DECRYPT),
      path: 'policy.Statement[0].Resource',
      message: 'kms:Decrypt is granted on every KMS key',
    },
    { name: 'by De*', configuration: identity({ ...DECRYPT, Action: 'kms:De*' }) },
    {
      name: 'ReEncryptFrom',
      configuration: identity({ ...DECRYPT, Action: 'kms:ReEncrypt*' }),
      message: 'kms:ReEncryptFrom',
    },
    {
      name: 'every key of one region and account',
      configuration: identity({ ...DECRYPT, Resource: 'arn:aws:kms:eu-west-1:111122223333:key/*' }),
    },
    { name: 'every key by its alias', configuration: identity({ ...DECRYPT, Resource: 'arn:aws:kms:*:*:alias/*' }) },
    { name: 'all of KMS', configuration: identity({ Action: 'kms:*', Resource: 'arn:aws:kms:*' }) },
    { name: 'NotResource', configuration: identity({ Action: 'kms:Decrypt', NotResource: 'arn:aws:kms:*:*:key/x' }) },
    { name: 'through one service, without the option', configuration: identity({ ...DECRYPT, Condition: VIA }) },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the key is a variable',
      configuration: withVariables(identity({ ...DECRYPT, Resource: '${var.key}' }), 'key'),
    },
  ],
});
