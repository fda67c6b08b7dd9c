import rule from '../../../../lib/compliance/rules/dynamodb/dynamodb-pitr';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const table = (recovery: unknown, others = {}) =>
  blocks({ 'aws_dynamodb_table.main': { point_in_time_recovery: recovery, ...others } });
const path = 'point_in_time_recovery[0].enabled';

testRule(rule, {
  pass: [
    { name: 'as an object', configuration: table({ enabled: true }) },
    { name: 'as an array', configuration: table([{ enabled: 'true' }]) },
    { name: 'by a default', configuration: table({ enabled: '${var.yes}', recovery_period_in_days: 7 }) },
    {
      name: 'a dynamic block over a literal',
      configuration: table(null, {
        dynamic: {
          point_in_time_recovery: { for_each: [true], content: { enabled: '${point_in_time_recovery.value}' } },
        },
      }),
    },
  ],
  fail: [
    { name: 'absent', configuration: table(undefined), path: 'point_in_time_recovery' },
    { name: 'null', configuration: table(null) },
    { name: 'an empty list', configuration: table([]) },
    { name: 'false', configuration: table({ enabled: false }), path },
    { name: 'off by a default', configuration: table([{ enabled: '${var.no}' }]), path },
    { name: 'an empty block', configuration: table({}), path },
    { name: 'something else than a boolean', configuration: table({ enabled: { a: 1 } }), path },
    { name: 'one of two blocks', configuration: table([{ enabled: true }, { enabled: false }]) },
    {
      name: 'a dynamic block over nothing',
      configuration: table(null, { dynamic: { point_in_time_recovery: { for_each: [], content: { enabled: true } } } }),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: table({ enabled: '${var.unset}' }), path },
    { name: 'the whole block', configuration: table('${var.unset}') },
    {
      name: 'a dynamic block that may be left out',
      configuration: table(null, {
        dynamic: { point_in_time_recovery: { for_each: '${var.unset}', content: { enabled: true } } },
      }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: table(null, { count: 0 }) }],
});
