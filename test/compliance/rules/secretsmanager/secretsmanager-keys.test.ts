import replica from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-replica-cmk';
import secret from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-secret-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const SECRET = 'aws_secretsmanager_secret';
const keyed = (kms_key_id: unknown, rest: Record<string, Record<string, unknown>> = {}, more: Record<string, unknown> = {}) => resources({ [`${SECRET}.main`]: { kms_key_id }, ...rest }, more);

testRule(secret, {
  pass: [
    { name: 'a key of the configuration', configuration: keyed('${aws_kms_key.k.arn}', { 'aws_kms_key.k': {} }) },
    { name: 'a literal ARN', configuration: keyed('arn:aws:kms:eu-central-1:111122223333:key/1234abcd') },
    { name: 'an alias of its own', configuration: keyed('alias/app') },
    { name: 'a variable', configuration: keyed('${var.k}', {}, { variable: { k: {} } }) },
    { name: 'a data source', configuration: keyed('${data.aws_kms_key.k.arn}', { 'data.aws_kms_key.k': { key_id: 'alias/app' } }) },
    { name: 'an ARN with an unknown account', configuration: keyed('arn:aws:kms:eu-central-1:${data.aws_caller_identity.me.account_id}:key/1234abcd') },
  ],
  fail: [
    { name: 'absent', configuration: keyed(undefined), path: 'kms_key_id' },
    { name: 'null', configuration: keyed(null) },
    { name: 'empty', configuration: keyed('') },
    { name: 'the key of AWS', configuration: keyed('alias/aws/secretsmanager') },
    { name: 'the key of AWS, by ARN', configuration: keyed('arn:aws:kms:eu-central-1:111122223333:alias/aws/secretsmanager') },
    { name: 'the key of AWS, looked up', configuration: keyed('${data.aws_kms_alias.a.target_key_arn}', { 'data.aws_kms_alias.a': { name: 'alias/aws/secretsmanager' } }) },
    { name: 'the key of AWS, looked up by key_id', configuration: keyed('${data.aws_kms_key.a.arn}', { 'data.aws_kms_key.a': { key_id: 'alias/aws/secretsmanager' } }) },
    { name: 'a variable whose default is null', configuration: keyed('${var.k}', {}, { variable: { k: { default: null } } }) },
  ],
  unknown: [{ name: 'a condition', configuration: keyed('${var.own ? aws_kms_key.k.arn : null}', { 'aws_kms_key.k': {} }, { variable: { own: {} } }) }],
  notApplicable: [{ name: 'count = 0', configuration: resource(SECRET, { count: 0 }) }],
});

const replicas = (value: unknown) => resource(SECRET, { kms_key_id: 'k', replica: value });

testRule(replica, {
  pass: [
    { name: 'no replica', configuration: resource(SECRET, {}) },
    { name: 'a key', configuration: replicas([{ region: 'eu-west-1', kms_key_id: '${aws_kms_replica_key.k.arn}' }]) },
    { name: 'an object', configuration: replicas({ region: 'eu-west-1', kms_key_id: 'arn:aws:kms:x' }) },
    { name: 'a dynamic replica with a key', configuration: resource(SECRET, { dynamic: { replica: { for_each: '${var.r}', content: { region: '${replica.key}', kms_key_id: 'arn:aws:kms:x' } } } }) },
  ],
  fail: [
    { name: 'no key', configuration: replicas([{ region: 'eu-west-1' }]), path: 'replica[0].kms_key_id' },
    { name: 'one of two', configuration: replicas([{ region: 'a', kms_key_id: 'k' }, { region: 'b', kms_key_id: null }]), path: 'replica[1].kms_key_id', findings: 1 },
    { name: 'the key of AWS', configuration: replicas([{ region: 'a', kms_key_id: 'alias/aws/secretsmanager' }]) },
    { name: 'a dynamic replica', configuration: resource(SECRET, { dynamic: { replica: { for_each: ['eu-west-1'], content: { region: '${replica.value}' } } } }), path: 'dynamic.replica[0].kms_key_id' },
  ],
  unknown: [{ name: 'replicas of a variable', configuration: resource(SECRET, { dynamic: { replica: { for_each: '${var.r}', content: { region: '${replica.value}' } } } }) }],
});
