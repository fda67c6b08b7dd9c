import rule from '../../../../lib/compliance/rules/cloudtrail/cloudtrail-log-file-validation';
import { testRule } from '../../../../lib/testing/rule-tester';
import { trail } from './trails';

const validated = (enable_log_file_validation: unknown) => trail({ enable_log_file_validation });
const path = 'enable_log_file_validation';

testRule(rule, {
  pass: [
    { name: 'true', configuration: validated(true) },
    { name: 'as text', configuration: validated('true') },
  ],
  fail: [
    { name: 'absent', configuration: trail(), path },
    { name: 'null', configuration: validated(null), path },
    { name: 'false', configuration: validated('false'), path },
    { name: 'a wrong type', configuration: validated(['true']), path },
  ],
  unknown: [{ name: 'a variable', configuration: validated('${var.unset}'), path }],
  notApplicable: [{ name: 'count = 0', configuration: trail({ count: 0 }) }],
});
