import rule from '../../../../lib/compliance/rules/rds/rds-activity-stream-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from './shared/configurations';

const stream = (kms_key_id: unknown) =>
  blocks({ 'aws_rds_cluster_activity_stream.main': { kms_key_id }, 'aws_kms_key.k': {} });

testRule(rule, {
  pass: [
    { name: 'a key', configuration: stream('${aws_kms_key.k.key_id}') },
    { name: 'a literal key', configuration: stream('arn:aws:kms:eu-west-1:111122223333:key/6f5b') },
    { name: 'a variable', configuration: stream('${var.unset}') },
  ],
  fail: [
    { name: 'the key of AWS', configuration: stream('alias/aws/rds'), path: 'kms_key_id' },
    { name: 'null', configuration: stream(null), path: 'kms_key_id' },
  ],
  unknown: [
    {
      name: 'a variable in strict mode',
      configuration: stream('${var.unset}'),
      options: { strict: true },
      path: 'kms_key_id',
    },
    { name: 'a key or nothing', configuration: stream('${var.unset ? aws_kms_key.k.arn : null}'), path: 'kms_key_id' },
  ],
  notApplicable: [{ name: 'no stream', configuration: blocks({ 'aws_kms_key.k': {} }) }],
});
