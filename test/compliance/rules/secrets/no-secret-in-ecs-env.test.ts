import rule from '../../../../lib/compliance/rules/secrets/no-secret-in-ecs-env';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const definition = (container_definitions: unknown) =>
  resource('aws_ecs_task_definition', { family: 'api', container_definitions });
const containers = (...environment: object[]) => definition(JSON.stringify([{ name: 'api', environment }]));

testRule(rule, {
  pass: [
    {
      name: 'a command and log options without secrets',
      configuration: definition(
        JSON.stringify([
          {
            name: 'api',
            command: ['sh', '-c', 'serve --password $DB_PASSWORD'],
            logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/api' } },
          },
        ]),
      ),
    },
    { name: 'no environment', configuration: definition('[{"name":"api"}]') },
    { name: 'absent', configuration: resource('aws_ecs_task_definition', {}) },
    {
      name: 'secrets by ARN',
      configuration: definition('[{"name":"api","secrets":[{"name":"DB_PASSWORD","valueFrom":"arn:aws:ssm:x"}]}]'),
    },
    {
      name: 'harmless variables',
      configuration: containers({ name: 'LEVEL', value: 'info' }, { name: 'DB_SECRET_ARN', value: 'arn:aws:x' }),
    },
    { name: 'an empty value', configuration: containers({ name: 'DB_PASSWORD', value: '' }) },
    {
      name: 'jsonencode with references',
      configuration: definition(
        '${jsonencode([{"name" = "api", "image" = aws_ecr_repository.r.repository_url, "environment" = [{"name" = "BUCKET", "value" = aws_s3_bucket.b.id}]}])}',
      ),
    },
  ],
  fail: [
    {
      name: 'a literal beside an environment that is not known',
      configuration: definition(
        '${jsonencode([{name = "api", environment = concat(module.m.environment, [{name = "DB_PASSWORD", value = "hunter2"}])}])}',
      ),
      path: 'container_definitions[0].environment',
    },
    {
      name: 'a token of the log driver',
      configuration: definition(
        JSON.stringify([
          { name: 'api', logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': 'hunter2' } } },
        ]),
      ),
      path: 'container_definitions[0].logConfiguration.options',
    },
    {
      name: 'a password in the command',
      configuration: definition(JSON.stringify([{ name: 'api', command: ['serve', '--password', 'hunter2'] }])),
      path: 'container_definitions[0].command',
    },
    {
      name: 'the credentials of AWS',
      configuration: containers(
        { name: 'AWS_ACCESS_KEY_ID', value: 'a1' },
        { name: 'AWS_SECRET_ACCESS_KEY', value: 'a2' },
        { name: 'ECS_ENGINE_AUTH_DATA', value: '{}' },
      ),
      findings: 3,
    },
    {
      name: 'the second container',
      configuration: definition(
        JSON.stringify([
          { name: 'a' },
          {
            name: 'b',
            environment: [
              { name: 'X', value: '1' },
              { name: 'DB_PASSWORD', value: 'hunter2' },
            ],
          },
        ]),
      ),
      path: 'container_definitions[1].environment[1]',
    },
    {
      name: 'letter case of the elements',
      configuration: definition('[{"Name":"api","Environment":[{"Name":"DB_PASSWORD","Value":"hunter2"}]}]'),
    },
    {
      name: 'text with tokens, as JSON.stringify writes it',
      configuration: definition(
        '[{"image":"${aws_ecr_repository.r.repository_url}:1","environment":[{"name":"DB_PASSWORD","value":"hunter2"}]}]',
      ),
    },
    {
      name: 'jsonencode with a literal',
      configuration: definition(
        '${jsonencode([{"image" = var.image, "environment" = [{"name" = "API_KEY", "value" = "hunter2"}]}])}',
      ),
    },
    {
      name: 'a generated password',
      configuration: definition('[{"environment":[{"name":"DB","value":"${random_password.db.result}"}]}]'),
    },
    { name: 'one object', configuration: definition('{"environment":[{"name":"DB_PASSWORD","value":"hunter2"}]}') },
  ],
  unknown: [
    { name: 'a file', configuration: definition('${file("containers.json")}') },
    { name: 'no JSON', configuration: definition('containers'), message: 'no JSON' },
    {
      name: 'an environment of a variable',
      configuration: definition('${jsonencode([{"name" = "api", "environment" = var.environment}])}'),
      path: 'container_definitions[0].environment',
    },
    { name: 'a container of a module', configuration: definition('${jsonencode([module.m.container])}') },
  ],
});

describe('no-secret-in-ecs-env', () => {
  it('never shows the value', () => {
    expect(
      JSON.stringify(runRule(rule, { configuration: containers({ name: 'DB_PASSWORD', value: 'hunter2' }) }).findings),
    ).not.toContain('hunter2');
  });
});
