import rule from '../../../../lib/compliance/rules/dynamodb/dynamodb-deletion-protection';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases } from '../rds/shared/configurations';

const table = (attributes: Record<string, unknown>) => blocks({ 'aws_dynamodb_table.main': attributes });

const cases = booleanCases(table, 'deletion_protection_enabled', true, 'fail');

testRule(rule, {
  ...cases,
  pass: [
    ...cases.pass,
    { name: 'every table', configuration: table({ deletion_protection_enabled: true, for_each: ['a', 'b'] }) },
  ],
  fail: [
    ...cases.fail,
    { name: 'something else than a boolean', configuration: table({ deletion_protection_enabled: ['true'] }) },
  ],
});
