import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { judgeEachInstance } from '../../reading/each-instance';

export default defineRule({
  id: 'lambda-url-auth',
  title: 'Function URLs ask for IAM authentication',
  why: 'A function URL is on the internet. Without authentication everyone who learns it runs the function, with the permissions of its role and on the bill of its owner.',
  remediation:
    'Set authorization_type = "AWS_IAM" and let callers sign their requests, or put an API Gateway or CloudFront with origin access control before the function.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_lambda_function_url'],
  whenUnknown: 'authorization_type is an expression that only Terraform can compute.',
  controls: {
    nist80053r5: [
      'AC-2(6)',
      'AC-3',
      'AC-3(7)',
      'AC-4(21)',
      'AC-6',
      'AC-17(b)',
      'AC-17(1)',
      'AC-17(4)(a)',
      'AC-17(9)',
      'AC-17(10)',
      'MP-2',
      'SC-7(2)',
      'SC-7(3)',
      'SC-7(7)',
      'SC-7(9)(a)',
      'SC-7(11)',
      'SC-7(12)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(24)(b)',
      'SC-7(25)',
      'SC-7(26)',
      'SC-7(27)',
      'SC-7(28)',
      'SC-7(a)',
      'SC-7(b)',
      'SC-7(c)',
      'SC-25',
    ],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    checkov: ['CKV_AWS_258', { id: 'CKV2_AWS_75', relation: 'narrower' }],
    prowler: ['awslambda_function_url_public'],
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_function_url.html.markdown',
  ],
  check: (block) =>
    judgeEachInstance(block, (get) => {
      const path = 'authorization_type';
      const type = toText(get(path));
      const expected = `${path} = "AWS_IAM"`;
      if (isUnknown(type)) return undecided(path, type, expected);
      if (type === 'AWS_IAM') return pass(path);
      return fail({ path, message: 'everyone can call the function by its URL', observed: get(path), expected });
    }),
  examples: {
    good: [
      {
        name: 'signed requests only',
        configuration: {
          resource: {
            aws_lambda_function_url: {
              orders: {
                function_name: '${aws_lambda_function.orders.function_name}',
                authorization_type: 'AWS_IAM',
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
            aws_lambda_function_url: {
              orders: {
                function_name: '${aws_lambda_function.orders.function_name}',
                authorization_type: 'NONE',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_lambda_function_url: {
              orders: {
                function_name: '${aws_lambda_function.orders.function_name}',
                authorization_type: '${var.auth}',
              },
            },
          },
        },
      },
    ],
  },
});
