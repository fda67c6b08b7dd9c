import rule from '../../../../lib/compliance/rules/rds/rds-instance-multi-az';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, instance } from './shared/configurations';

const cases = booleanCases(instance, 'multi_az', true, 'fail');
const inProduction = { environments: ['prod'] };
const provider = { provider: { aws: { default_tags: { tags: { Environment: 'prod' } } } } };

testRule(rule, {
  pass: [
    ...cases.pass,
    {
      name: 'in production',
      configuration: instance({ multi_az: true, tags: { Environment: 'prod' } }),
      options: inProduction,
    },
  ],
  fail: [
    ...cases.fail,
    {
      name: 'a replica, with the option',
      configuration: instance({ replicate_source_db: 'orders' }),
      options: { includeReplicas: true },
    },
    { name: 'in production', configuration: instance({ tags: { Environment: 'prod' } }), options: inProduction },
    {
      name: 'in production by the tags of the provider',
      configuration: blocks({ 'aws_db_instance.main': {} }, provider),
      options: inProduction,
    },
  ],
  unknown: [
    ...cases.unknown,
    {
      name: 'a replica or not',
      configuration: instance({ replicate_source_db: '${var.unset}' }),
      path: 'replicate_source_db',
    },
    {
      name: 'in an unknown environment',
      configuration: instance({ tags: { Environment: '${var.unset}' } }),
      options: inProduction,
      path: 'tags',
    },
  ],
  notApplicable: [
    ...cases.notApplicable,
    { name: 'a replica', configuration: instance({ replicate_source_db: 'orders' }) },
    { name: 'a member of a cluster', configuration: instance({ engine: 'aurora-mysql' }) },
    { name: 'in development', configuration: instance({ tags: { Environment: 'dev' } }), options: inProduction },
    { name: 'without a tag', configuration: instance({}), options: inProduction },
  ],
});
