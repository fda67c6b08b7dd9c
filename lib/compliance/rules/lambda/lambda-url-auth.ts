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
      'AC-2(6) Dynamic Privilege Management',
      'ac_3',
      'AC-3(7) Role-Based Access Control',
      'AC-4(21) Physical Or Logical Separation Of Infomation Flows',
      'ac_6',
      'AC-17(b)',
      'AC-17(1) Monitoring And Control',
      'AC-17(4)(a)',
      'AC-17(9) Disconnect Or Disable Access',
      'AC-17(10) Authenticate Remote Commands',
      'mp_2',
      'SC-7(2) Public Access',
      'SC-7(3) Access Points',
      'SC-7(7) Split Tunneling For Remote Devices',
      'SC-7(9)(a)',
      'SC-7(11) Restrict Incoming communications Traffic',
      'SC-7(12) Host-Based Protection',
      'SC-7(16) Prevent Discovery Of System Components',
      'SC-7(20) Prevent Discovery Of System Components',
      'SC-7(21) Isolation Of System Components',
      'SC-7(24)(b)',
      'SC-7(25) Unclassified National Security System Connections',
      'SC-7(26) Classified National Security System Connections',
      'SC-7(27) Unclassified Non-National Security System Connections',
      'SC-7(28) Connections To Public Networks',
      'SC-7(a)',
      'SC-7(b)',
      'SC-7(c)',
      'sc_25',
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
