import { defineRule } from '../../engine/define-rule';
import { pass, undecided } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isMap, isUnknown } from '../../model/value';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';
import { some, type Truth } from '../../reading/truth';

export default defineRule<KeyOptions>({
  id: 'lambda-env-cmk',
  title: 'Environment variables of functions are encrypted with a key of the customer',
  why: 'With the key of AWS everyone who may read the configuration of the function reads its environment. A key of your own keeps those out who may not use it, and logs who did.',
  remediation: 'Set kms_key_arn to an aws_kms_key that only the role of the function and its maintainers may use.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_lambda_function'],
  whenUnknown:
    'environment or kms_key_arn is an expression that may be null; with strict also where the key is outside the configuration.',
  controls: {},
  equivalents: {
    checkov: [{ id: 'CKV_AWS_173', relation: 'narrower' }],
    prowler: ['awslambda_function_env_vars_not_encrypted_with_cmk'],
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_function.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check(block, { options }) {
    const environment = hasEnvironment(block);
    if (environment === false) return pass('environment');
    const outcome = requireCustomerKey(block, 'kms_key_arn', 'the environment', options);
    return isUnknown(environment) && outcome.verdict === 'fail'
      ? undecided('environment', environment, outcome.expected)
      : outcome;
  },
  examples: {
    good: [
      {
        name: 'a key of its own',
        configuration: {
          resource: {
            aws_kms_key: { functions: { enable_key_rotation: true } },
            aws_lambda_function: {
              orders: {
                function_name: 'orders',
                kms_key_arn: '${aws_kms_key.functions.arn}',
                environment: { variables: { TABLE: 'orders' } },
              },
            },
          },
        },
      },
      {
        name: 'no environment',
        configuration: { resource: { aws_lambda_function: { orders: { function_name: 'orders' } } } },
      },
    ],
    bad: [
      {
        name: 'the key of AWS',
        configuration: {
          resource: {
            aws_lambda_function: {
              orders: { function_name: 'orders', environment: { variables: { TABLE: 'orders' } } },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the key of a variable that may be null',
        configuration: {
          variable: { production: { type: 'bool' } },
          resource: {
            aws_lambda_function: {
              orders: {
                function_name: 'orders',
                kms_key_arn: '${var.production ? aws_kms_key.functions.arn : null}',
                environment: { variables: { TABLE: 'orders' } },
              },
            },
          },
        },
      },
    ],
  },
});

/** Without variables there is nothing to encrypt. */
function hasEnvironment(block: Block): Truth {
  return some(block.nested('environment'), (item) => {
    const variables = item.get('variables');
    if (variables === undefined || (isMap(variables) && Object.keys(variables).length === 0)) return false;
    return item.unknown ?? (isUnknown(variables) ? variables : true);
  });
}
