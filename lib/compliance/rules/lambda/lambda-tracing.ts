import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { judgeNested } from '../../reading/nested-argument';

const EXPECTED = 'tracing_config { mode = "Active" }';

export default defineRule({
  id: 'lambda-tracing',
  title: 'Functions are traced',
  why: 'Without traces nobody sees which call of a function was slow, failed or went somewhere unexpected.',
  remediation: 'Set tracing_config { mode = "Active" }, and let the role of the function write to X-Ray.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_lambda_function'],
  whenUnknown: 'tracing_config or its mode is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [{ id: 'CKV_AWS_50', relation: 'broader' }],
    trivy: ['AVD-AWS-0066'],
    tfsec: ['aws-lambda-enable-tracing'],
    securityHub: ['Lambda.7'],
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-7',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_function.html.markdown',
  ],
  check: (block) =>
    judgeNested(block, 'tracing_config', 'mode', EXPECTED, (value, path) => {
      const mode = toText(value);
      if (isUnknown(mode)) return undecided(path, mode, EXPECTED);
      if (mode === 'Active') return pass(path);
      const message = 'the function is traced only where its caller asks for it';
      return fail({ path, message, observed: value, expected: EXPECTED });
    }),
  examples: {
    good: [
      {
        name: 'active',
        configuration: {
          resource: {
            aws_lambda_function: { orders: { function_name: 'orders', tracing_config: { mode: 'Active' } } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means as the caller does',
        configuration: { resource: { aws_lambda_function: { orders: { function_name: 'orders' } } } },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_lambda_function: { orders: { function_name: 'orders', tracing_config: { mode: '${var.mode}' } } },
          },
        },
      },
    ],
  },
});
