import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-secret-used';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const SECRET = 'aws_secretsmanager_secret.main';
const ID = '${aws_secretsmanager_secret.main.id}';
const ARN = '${aws_secretsmanager_secret.main.arn}';
const secret = { [SECRET]: { name: 'orders/db' } };

testRule(rule, {
  pass: [
    { name: 'an output', configuration: resources(secret, { output: { arn: { value: ARN } } }) },
    { name: 'a module', configuration: resources(secret, { module: { app: { source: './app', secret: ARN } } }) },
    {
      name: 'a task definition',
      configuration: resources({
        ...secret,
        'aws_ecs_task_definition.t': { container_definitions: `[{"secrets":[{"name":"DB","valueFrom":"${ARN}"}]}]` },
      }),
    },
    {
      name: 'an output through a local',
      configuration: resources(secret, { locals: { arn: ARN }, output: { arn: { value: '${local.arn}' } } }),
    },
    {
      name: 'a data source by reference',
      configuration: resources({ ...secret, 'data.aws_secretsmanager_secret_version.v': { secret_id: ID } }),
    },
    {
      name: 'a data source by name',
      configuration: resources({ ...secret, 'data.aws_secretsmanager_secret.s': { name: 'orders/db' } }),
    },
    {
      name: 'its version is read',
      configuration: resources({
        ...secret,
        'aws_secretsmanager_secret_version.v': { secret_id: ID },
        'aws_db_instance.d': { password: '${aws_secretsmanager_secret_version.v.secret_string}' },
      }),
    },
  ],
  fail: [
    { name: 'nothing', configuration: resources(secret) },
    {
      name: 'its own parts only',
      configuration: resources({
        ...secret,
        'aws_secretsmanager_secret_version.v': { secret_id: ID },
        'aws_secretsmanager_secret_policy.p': { secret_arn: ARN, policy: '{}' },
        'aws_secretsmanager_secret_rotation.r': { secret_id: ID },
      }),
    },
    { name: 'a local that nothing reads', configuration: resources(secret, { locals: { arn: ARN } }) },
    {
      name: 'a data source of another name',
      configuration: resources({ ...secret, 'data.aws_secretsmanager_secret.s': { name: 'billing/db' } }),
    },
    {
      name: 'a user with count = 0',
      configuration: resources({ ...secret, 'aws_db_instance.d': { count: 0, password: ID } }),
    },
    {
      name: 'a name like a key of an object',
      configuration: resource('aws_secretsmanager_secret', { name: '__proto__' }, 'constructor'),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_secretsmanager_secret', { count: 0 }) }],
});
