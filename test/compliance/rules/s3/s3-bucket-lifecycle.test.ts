import rule from '../../../../lib/compliance/rules/s3/s3-bucket-lifecycle';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, half, links, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_lifecycle_configuration';
const rules = (...statuses: readonly unknown[]) => ({
  rule: statuses.map((status, id) => ({ id: String(id), status })),
});
const address = BUCKET;

testRule(rule, {
  pass: [
    ...links(TYPE, rules('Enabled')).map((link) => ({ ...link, address })),
    { name: 'the second of two rules', configuration: completedBy(TYPE, rules('Disabled', 'Enabled')) },
    { name: 'beside a rule that is not known', configuration: completedBy(TYPE, rules('${var.unset}', 'Enabled')) },
    { name: 'a single rule as an object', configuration: completedBy(TYPE, { rule: { status: 'Enabled' } }) },
    { name: 'inline', configuration: bucket({}, { lifecycle_rule: { enabled: true, expiration: { days: 30 } } }) },
  ],
  fail: [
    { name: 'nothing said', configuration: bucket() },
    { name: 'rules that are off', configuration: completedBy(TYPE, rules('Disabled', 'Disabled')), address },
    { name: 'no rule', configuration: completedBy(TYPE, { rule: [] }), address },
    { name: 'null', configuration: completedBy(TYPE, { rule: null }), address },
    { name: 'inline, off', configuration: bucket({}, { lifecycle_rule: [{ enabled: false }] }) },
    { name: 'one instance of two', configuration: half(TYPE, rules('Enabled')), address },
    ...strangers(TYPE, rules('Enabled')),
  ],
  unknown: [
    ...doubts(TYPE, rules('Enabled')),
    { name: 'a status', configuration: completedBy(TYPE, rules('${var.unset}')), address },
    {
      name: 'dynamic rules',
      configuration: completedBy(TYPE, {
        dynamic: { rule: { for_each: '${var.all}', content: { status: 'Enabled' } } },
      }),
      address,
    },
  ],
});
