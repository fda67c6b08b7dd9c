import rule from '../../../../lib/compliance/rules/rds/rds-proxy-tls-required';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases } from './shared/configurations';

const cases = booleanCases((attributes) => blocks({ 'aws_db_proxy.main': attributes }), 'require_tls', true, 'fail');

testRule(rule, { pass: cases.pass, fail: cases.fail, unknown: cases.unknown, notApplicable: cases.notApplicable });
