import rule from '../../../../lib/compliance/rules/rds/rds-instance-storage-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const instance = (attributes: Record<string, unknown>) => resource('aws_db_instance', attributes);

testRule(rule, {
  pass: [
    { name: 'true', configuration: instance({ storage_encrypted: true }) },
    { name: 'true as text', configuration: instance({ storage_encrypted: 'true' }) },
    {
      name: 'a variable whose default is true',
      configuration: resources(
        { 'aws_db_instance.main': { storage_encrypted: '${var.enc}' } },
        { variable: { enc: { type: 'bool', default: true } } },
      ),
    },
  ],
  fail: [
    { name: 'absent', configuration: instance({}), path: 'storage_encrypted' },
    { name: 'null', configuration: instance({ storage_encrypted: null }), path: 'storage_encrypted' },
    { name: 'false', configuration: instance({ storage_encrypted: false }) },
    {
      name: 'a variable whose default is false',
      configuration: resources(
        { 'aws_db_instance.main': { storage_encrypted: '${var.enc}' } },
        { variable: { enc: { type: 'bool', default: false } } },
      ),
    },
  ],
  unknown: [
    {
      name: 'a variable without default',
      configuration: resources({ 'aws_db_instance.main': { storage_encrypted: '${var.enc}' } }, { variable: { enc: { type: 'bool' } } }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: instance({ count: 0 }) }],
});
