import rule from '../../../../lib/compliance/rules/cloudtrail/cloudtrail-kms';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { trail } from './trails';

const encrypted = (kms_key_id: unknown) => trail({ kms_key_id }, { 'aws_kms_key.k': {} });
const path = 'kms_key_id';
const store = (kms_key_id: unknown) => resource('aws_cloudtrail_event_data_store', { kms_key_id });

testRule(rule, {
  pass: [
    { name: 'a key', configuration: encrypted('${aws_kms_key.k.arn}') },
    { name: 'an ARN', configuration: encrypted('arn:aws:kms:eu-west-1:111122223333:key/1') },
    { name: 'a variable', configuration: encrypted('${var.unset}') },
    { name: 'a store with a key', configuration: store('${aws_kms_key.k.arn}') },
  ],
  fail: [
    { name: 'absent', configuration: trail(), path },
    { name: 'null', configuration: encrypted(null), path },
    { name: 'an empty text', configuration: encrypted(''), path },
    { name: 'a key of AWS', configuration: encrypted('alias/aws/cloudtrail'), path },
    { name: 'a store without a key', configuration: store(undefined), path },
  ],
  unknown: [
    { name: 'a condition', configuration: encrypted('${var.unset ? aws_kms_key.k.arn : null}'), path },
    { name: 'a variable, strictly', configuration: encrypted('${var.unset}'), options: { strict: true } },
  ],
});
