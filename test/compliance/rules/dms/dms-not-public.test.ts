import rule from '../../../../lib/compliance/rules/dms/dms-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const instance = (publicly_accessible: unknown) => resource('aws_dms_replication_instance', { publicly_accessible });
const options = { requireExplicit: true };

testRule(rule, {
  pass: [
    {
      name: 'instances of for_each',
      configuration: resource('aws_dms_replication_instance', {
        for_each: ['a', 'b'],
        replication_instance_id: '${each.key}',
        publicly_accessible: false,
      }),
    },
    { name: 'false', configuration: instance(false) },
    { name: 'text', configuration: instance('false') },
    { name: 'absent: the provider writes false', configuration: instance(undefined) },
    { name: 'null', configuration: instance(null) },
    { name: 'explicit, by option', configuration: instance(false), options },
  ],
  fail: [
    {
      name: 'one instance of for_each',
      configuration: resource('aws_dms_replication_instance', {
        for_each: { a: true, b: false },
        publicly_accessible: '${each.value}',
      }),
      findings: 1,
      message: '"a"',
    },
    { name: 'no boolean', configuration: instance(['true']) },
    { name: 'true', configuration: instance(true), path: 'publicly_accessible' },
    { name: 'text', configuration: instance('true') },
    { name: 'absent, by option', configuration: instance(undefined), options },
  ],
  unknown: [
    { name: 'a variable', configuration: instance('${var.p}') },
    { name: 'a variable, by option', configuration: instance('${var.p}'), options },
  ],
});
