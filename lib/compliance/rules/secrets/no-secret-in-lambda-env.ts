import { defineRule } from '../../engine/define-rule';
import { undecided } from '../../engine/outcome';
import { formatPath } from '../../model/path';
import { environmentOutcome } from './shared/environment-secrets';
import { speltEntries } from '../../reading/secrets/possible-values';

const EXPECTED = 'the ARN or name of a secret, read by the function at run time';

export default defineRule({
  id: 'no-secret-in-lambda-env',
  title: 'The environment of a Lambda function holds no secret',
  why: 'Everyone who may call GetFunctionConfiguration or open the console reads environment variables in clear; they are kept with every published version and copied into the state.',
  remediation:
    'Put the ARN of the secret into the variable, allow secretsmanager:GetSecretValue to the role of the function, and read the value at run time.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_lambda_function'],
  whenUnknown:
    'the map of variables, or a variable with a secret-like name, is an expression whose source the configuration does not show.',
  controls: {},
  equivalents: {
    checkov: [{ id: 'CKV_AWS_45', relation: 'broader' }],
    prowler: [{ id: 'awslambda_function_no_secrets_in_variables', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_function.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'the ARN of a secret',
        configuration: {
          resource: {
            aws_secretsmanager_secret: { db: { name: 'orders/db' } },
            aws_lambda_function: {
              api: { environment: [{ variables: { DB_SECRET_ARN: '${aws_secretsmanager_secret.db.arn}' } }] },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a literal password',
        configuration: {
          resource: {
            aws_lambda_function: { api: { environment: [{ variables: { DB_PASSWORD: 'correct-horse' } }] } },
          },
        },
      },
      {
        name: 'the value of a generated password',
        configuration: {
          resource: {
            random_password: { db: { length: 32 } },
            aws_lambda_function: {
              api: { environment: [{ variables: { DB_PASSWORD: '${random_password.db.result}' } }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'variables that a module gives',
        configuration: {
          resource: { aws_lambda_function: { api: { environment: [{ variables: '${module.settings.variables}' }] } } },
        },
      },
    ],
  },
  check(block, { configuration }) {
    return block.nested('environment').flatMap((environment) => {
      const variables = environment.get('variables');
      const path = `${environment.path}.variables`;
      const { entries, unknown } = speltEntries(variables, configuration);
      const outcomes = entries.flatMap(([name, value]) => {
        const at = `${path}${/^[\w/-]+$/.test(name) ? '.' : ''}${formatPath([name])}`;
        const outcome = environmentOutcome(
          { name, value, path: at, place: "the function's configuration", expected: EXPECTED },
          configuration,
        );
        return outcome === undefined ? [] : [outcome];
      });
      return unknown === undefined ? outcomes : [...outcomes, undecided(path, unknown, EXPECTED)];
    });
  },
});
