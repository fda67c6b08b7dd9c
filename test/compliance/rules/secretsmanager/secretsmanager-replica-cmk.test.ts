import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-replica-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const secret = (attributes: Record<string, unknown>) => resource('aws_secretsmanager_secret', attributes);
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd';

testRule(rule, {
  pass: [
    { name: 'no replicas', configuration: secret({ replica: null }) },
    { name: 'as an object', configuration: secret({ replica: { region: 'eu-west-1', kms_key_id: KEY } }) },
    {
      name: 'a reference',
      configuration: secret({ replica: [{ region: 'eu-west-1', kms_key_id: '${aws_kms_replica_key.k.arn}' }] }),
    },
    {
      name: 'however many, each with a key',
      configuration: secret({
        dynamic: { replica: { for_each: '${var.regions}', content: { region: '${replica.value}', kms_key_id: KEY } } },
      }),
    },
  ],
  fail: [
    { name: 'no key', configuration: secret({ replica: { region: 'eu-west-1' } }), path: 'replica[0].kms_key_id' },
    { name: 'a null key', configuration: secret({ replica: [{ region: 'eu-west-1', kms_key_id: null }] }) },
    {
      name: 'the second replica',
      configuration: secret({ replica: [{ region: 'eu-west-1', kms_key_id: KEY }, { region: 'eu-west-2' }] }),
      path: 'replica[1].kms_key_id',
      findings: 1,
    },
    {
      name: 'the key of AWS',
      configuration: secret({ replica: [{ region: 'eu-west-1', kms_key_id: 'alias/aws/secretsmanager' }] }),
    },
    {
      name: 'dynamic replicas',
      configuration: secret({
        dynamic: { replica: { for_each: ['eu-west-1', 'eu-west-2'], content: { region: '${replica.value}' } } },
      }),
      findings: 2,
    },
  ],
  unknown: [
    { name: 'replicas of a variable', configuration: secret({ replica: '${var.replicas}' }), path: 'replica' },
    {
      name: 'however many, without a key',
      configuration: secret({
        dynamic: { replica: { for_each: '${var.regions}', content: { region: '${replica.value}' } } },
      }),
    },
    {
      name: 'a key of a variable, strictly',
      configuration: secret({ replica: [{ region: 'eu-west-1', kms_key_id: '${var.key}' }] }),
      options: { strict: true },
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: secret({ count: 0, replica: [{ region: 'eu-west-1' }] }) }],
});
