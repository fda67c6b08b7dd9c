import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import type { BlockInstance } from '../../reading/block-instances';
import { judgeEachInstance } from '../../reading/each-instance';
import { textOf } from '../../reading/policies/pattern-text';
import { either } from '../../reading/truth';
import { fixesAccount, fixesSource, isSet } from './shared/permission-source';

export default defineRule({
  id: 'lambda-no-public-access',
  title: 'Functions cannot be invoked by everyone',
  why: 'With a permission for everyone any AWS account runs the function, with its role. A permission for a service without a source lets everyone do so by way of that service: their bucket, their topic, their API.',
  remediation:
    'Name an account, a role or a service in principal. For a service set source_arn to the one resource that calls, and source_account for S3; for an organization set principal_org_id.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_lambda_permission'],
  whenUnknown:
    'principal, source_arn, source_account or principal_org_id is an expression that only Terraform can compute, and may be null or open.',
  controls: {
    fsbp: ['Lambda.1'],
    nist80053r5: [
      'AC-21',
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
    ],
    pciDss: ['v4.0.1/7.2.1', 'v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.2', 'v3.2.1/1.3.4', 'v3.2.1/7.2.1'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_301', relation: 'broader' },
      { id: 'CKV_AWS_364', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0067', relation: 'broader' }],
    tfsec: [{ id: 'aws-lambda-restrict-source-arn', relation: 'broader' }],
    securityHub: [{ id: 'Lambda.1', relation: 'broader' }],
    prowler: [{ id: 'awslambda_function_not_publicly_accessible', relation: 'broader' }],
    awsConfig: [{ id: 'lambda-function-public-access-prohibited', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_permission.html.markdown',
  ],
  check: (block) => judgeEachInstance(block, judgePermission),
  examples: {
    good: [
      {
        name: 'one bucket of one account',
        configuration: {
          resource: {
            aws_lambda_permission: {
              upload: {
                function_name: '${aws_lambda_function.resize.function_name}',
                action: 'lambda:InvokeFunction',
                principal: 's3.amazonaws.com',
                source_arn: '${aws_s3_bucket.uploads.arn}',
                source_account: '111122223333',
              },
            },
          },
        },
      },
      {
        name: 'one account',
        configuration: {
          resource: {
            aws_lambda_permission: {
              partner: {
                function_name: '${aws_lambda_function.resize.function_name}',
                action: 'lambda:InvokeFunction',
                principal: '111122223333',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'everyone',
        configuration: {
          resource: {
            aws_lambda_permission: {
              open: {
                function_name: '${aws_lambda_function.resize.function_name}',
                action: 'lambda:InvokeFunction',
                principal: '*',
              },
            },
          },
        },
      },
      {
        name: 'any bucket of anyone',
        configuration: {
          resource: {
            aws_lambda_permission: {
              upload: {
                function_name: '${aws_lambda_function.resize.function_name}',
                action: 'lambda:InvokeFunction',
                principal: 's3.amazonaws.com',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'whom a variable names',
        configuration: {
          resource: {
            aws_lambda_permission: {
              caller: {
                function_name: '${aws_lambda_function.resize.function_name}',
                action: 'lambda:InvokeFunction',
                principal: '${var.principal}',
              },
            },
          },
        },
      },
    ],
  },
});

type Get = BlockInstance['get'];

function judgePermission(get: Get): Outcome {
  const path = 'principal';
  const principal = toText(get(path));
  const text = principal === undefined ? undefined : textOf(principal);
  if (text === undefined || isEveryone(text)) return judgeEveryone(get, principal);
  return isService(text) ? judgeService(get, String(principal)) : pass(path);
}

function isEveryone(principal: string): boolean {
  return /^(?:AWS:)?\*+$/.test(principal.trim()) || /^arn:[^:]*:(?:iam|sts)::\*/.test(principal);
}

/** Alexa is a service outside of amazonaws.com. */
function isService(principal: string): boolean {
  return /\.(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/i.test(principal.trim());
}

/** Without a principal, or one that is not known, everyone may be meant. */
function judgeEveryone(get: Get, principal: ReturnType<typeof toText>): Outcome {
  const path = 'principal';
  const expected = 'a principal by name, or source_account, source_arn or principal_org_id';
  const fixed = either(
    fixesAccount(get('source_account')),
    fixesSource(get('source_arn')),
    isSet(get('principal_org_id')),
  );
  if (fixed === true) return pass(path);
  if (isUnknown(principal)) return undecided(path, principal, expected);
  if (fixed === false)
    return fail({ path, message: 'everyone can invoke the function', observed: principal, expected });
  return unknown({
    path,
    message: `whether everyone can invoke the function depends on ${fixed.expression}, which is not known before Terraform runs`,
    observed: fixed,
    expected,
  });
}

function judgeService(get: Get, service: string): Outcome {
  const path = 'source_arn';
  const expected = 'source_arn, or source_account';
  const isAlexa = /amazon\.com$/i.test(service) && !/amazonaws/i.test(service);
  const fixed = either(
    fixesSource(get(path)),
    fixesAccount(get('source_account')),
    isAlexa ? isSet(get('event_source_token')) : false,
  );
  if (fixed === true) return pass(path);
  const observed = get(path);
  if (fixed === false)
    return fail({ path, message: `everyone can invoke the function by way of ${service}`, observed, expected });
  return undecided(path, fixed, expected);
}
