import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toList, type Value } from '../../model/value';
import { judgeNested } from '../../reading/nested-argument';
import { presence } from '../../reading/presence';
import { some, type Truth } from '../../reading/truth';

const EXPECTED = 'vpc_config with subnet_ids';

export default defineRule({
  id: 'lambda-in-vpc',
  title: 'Functions run in a VPC',
  why: 'A function outside a VPC talks to the internet past every security group, endpoint policy and flow log of yours.',
  remediation: 'Add vpc_config with subnet_ids and security_group_ids, and the VPC endpoints that the function needs.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_lambda_function'],
  whenUnknown: 'vpc_config or subnet_ids is an expression that only Terraform can compute, and may be empty.',
  controls: {
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
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.2', 'v3.2.1/1.3.4'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV_AWS_117'],
    cdkNag: ['NIST.800.53.R5-LambdaInsideVPC'],
    securityHub: ['Lambda.3'],
    prowler: ['awslambda_function_inside_vpc'],
    awsConfig: ['lambda-inside-vpc'],
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-3',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_function.html.markdown',
  ],
  check: (block) =>
    judgeNested(block, 'vpc_config', 'subnet_ids', EXPECTED, (value, path) => {
      const found = hasSubnet(value);
      if (isUnknown(found)) return undecided(path, found, EXPECTED);
      if (found) return pass(path);
      return fail({ path, message: 'the function runs outside of every VPC', observed: value, expected: EXPECTED });
    }),
  examples: {
    good: [
      {
        name: 'two subnets',
        configuration: {
          resource: {
            aws_lambda_function: {
              orders: {
                function_name: 'orders',
                vpc_config: {
                  subnet_ids: ['${aws_subnet.a.id}', '${aws_subnet.b.id}'],
                  security_group_ids: ['${aws_security_group.orders.id}'],
                },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no VPC',
        configuration: { resource: { aws_lambda_function: { orders: { function_name: 'orders' } } } },
      },
    ],
    unknown: [
      {
        name: 'the subnets of a variable',
        configuration: {
          resource: {
            aws_lambda_function: {
              orders: {
                function_name: 'orders',
                vpc_config: { subnet_ids: '${var.subnet_ids}', security_group_ids: ['sg-0abc'] },
              },
            },
          },
        },
      },
    ],
  },
});

function hasSubnet(value: Value): Truth {
  const subnets = toList(value);
  return some(isUnknown(subnets) ? [subnets] : subnets, (subnet) => {
    const found = presence(subnet);
    return isUnknown(found) ? found : found === 'set';
  });
}
