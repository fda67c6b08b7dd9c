import rule from '../../../../lib/compliance/rules/rds/rds-performance-insights-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance } from './shared/configurations';

const on = { performance_insights_enabled: true };
const path = 'performance_insights_kms_key_id';
const key = { 'aws_kms_key.k': {} };

testRule(rule, {
  pass: [
    { name: 'off', configuration: instance({}) },
    { name: 'off as text', configuration: instance({ performance_insights_enabled: 'false' }) },
    { name: 'a key', configuration: instance({ ...on, [path]: '${aws_kms_key.k.arn}' }, key) },
    { name: 'a key of a variable', configuration: instance({ ...on, [path]: '${var.unset}' }) },
    {
      name: 'on or off, with a key',
      configuration: cluster({ performance_insights_enabled: '${var.unset}', [path]: '${aws_kms_key.k.arn}' }, key),
    },
  ],
  fail: [
    { name: 'no key', configuration: instance(on), path },
    { name: 'null', configuration: instance({ performance_insights_enabled: 'true', [path]: null }), path },
    { name: 'the key of AWS', configuration: cluster({ ...on, [path]: 'alias/aws/rds' }), path },
    { name: 'a member', configuration: blocks({ 'aws_rds_cluster_instance.m': on }), path },
  ],
  unknown: [
    {
      name: 'on or off',
      configuration: instance({ performance_insights_enabled: '${var.unset}' }),
      path: 'performance_insights_enabled',
    },
    {
      name: 'a key in strict mode',
      configuration: instance({ ...on, [path]: '${var.unset}' }),
      options: { strict: true },
      path,
    },
    {
      name: 'the key of a cluster that names none',
      configuration: instance(
        { performance_insights_enabled: true, performance_insights_kms_key_id: '${aws_rds_cluster.c.kms_key_id}' },
        { 'aws_rds_cluster.c': { storage_encrypted: true } },
      ),
      address: 'aws_db_instance.main',
    },
    {
      name: 'the key of a cluster that may name none',
      configuration: instance(
        { performance_insights_enabled: true, performance_insights_kms_key_id: '${aws_rds_cluster.c.kms_key_id}' },
        { 'aws_rds_cluster.c': { kms_key_id: '${var.unset ? null : aws_kms_key.k.arn}' } },
      ),
      address: 'aws_db_instance.main',
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: instance({ ...on, count: 0 }) }],
});
