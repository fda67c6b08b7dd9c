import rule from '../../../../lib/compliance/rules/secrets/no-secret-in-codebuild-env';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const project = (...environment_variable: object[]) =>
  resource('aws_codebuild_project', { environment: [{ environment_variable }] });
const source = (location: unknown) => resource('aws_codebuild_project', { source: [{ type: 'GITHUB', location }] });

testRule(rule, {
  pass: [
    { name: 'none', configuration: resource('aws_codebuild_project', {}) },
    {
      name: 'from Secrets Manager',
      configuration: project({ name: 'NPM_TOKEN', type: 'SECRETS_MANAGER', value: 'ci:token' }),
    },
    {
      name: 'from Parameter Store',
      configuration: project({ name: 'NPM_TOKEN', type: 'PARAMETER_STORE', value: '/ci/token' }),
    },
    { name: 'harmless', configuration: project({ name: 'STAGE', value: 'prod' }) },
    { name: 'an address', configuration: source('https://github.com/example/app.git') },
    { name: 'an address with a user', configuration: source('https://ci@bitbucket.org/example/app.git') },
    {
      name: 'a repository of the configuration',
      configuration: source('${aws_codecommit_repository.r.clone_url_http}'),
    },
    { name: 'harmless, of unknown type', configuration: project({ name: 'STAGE', type: '${var.t}', value: 'prod' }) },
  ],
  fail: [
    {
      name: 'no type means plain',
      configuration: project({ name: 'NPM_TOKEN', value: 'hunter2' }),
      path: 'environment[0].environment_variable[0].value',
    },
    {
      name: 'PLAINTEXT, the second one',
      configuration: project(
        { name: 'A', value: 'b' },
        { name: 'AWS_SECRET_ACCESS_KEY', type: 'PLAINTEXT', value: 'x9' },
      ),
      path: 'environment[0].environment_variable[1].value',
    },
    {
      name: 'objects instead of arrays',
      configuration: resource('aws_codebuild_project', {
        environment: { environment_variable: { name: 'NPM_TOKEN', value: 'hunter2' } },
      }),
    },
    {
      name: 'a credential under another name',
      configuration: project({ name: 'REPOSITORY', value: 'https://ci:hunter2@git.example.com' }),
    },
    {
      name: 'a user and password in the address',
      configuration: source('https://ci:hunter2@github.com/example/app.git'),
      path: 'source[0].location',
    },
    { name: 'a token in the address', configuration: source(`https://${'t'.repeat(40)}@github.com/example/app.git`) },
    {
      name: 'a token by reference in the address',
      configuration: source('https://ci:${var.token}@github.com/example/app.git'),
    },
    {
      name: 'a secondary source',
      configuration: resource('aws_codebuild_project', {
        secondary_sources: [{ location: 'https://ci:hunter2@github.com/a' }],
      }),
      path: 'secondary_sources[0].location',
    },
    {
      name: 'a dynamic variable',
      configuration: resource('aws_codebuild_project', {
        environment: [
          {
            dynamic: {
              environment_variable: {
                for_each: { NPM_TOKEN: 'hunter2' },
                content: { name: '${environment_variable.key}', value: '${environment_variable.value}' },
              },
            },
          },
        ],
      }),
    },
  ],
  unknown: [
    {
      name: 'a variable under the name of a secret',
      configuration: { ...project({ name: 'NPM_TOKEN', value: '${var.npm}' }), variable: { npm: {} } },
      path: 'environment[0].environment_variable[0].value',
    },
    {
      name: 'a secret-like name of unknown type',
      configuration: project({ name: 'NPM_TOKEN', type: '${var.t}', value: 'ci' }),
    },
    {
      name: 'variables of a variable',
      configuration: resource('aws_codebuild_project', {
        environment: [
          {
            dynamic: {
              environment_variable: {
                for_each: '${var.v}',
                content: { name: '${environment_variable.key}', value: '${environment_variable.value}' },
              },
            },
          },
        ],
      }),
    },
    { name: 'an address of a variable', configuration: source('${var.location}') },
  ],
});
