import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { judgeEachInstance } from '../../reading/each-instance';
import { LAMBDA_RUNTIMES } from './data/runtimes';

interface Options {
  /** The day to judge at, as an ISO date; empty for the day of the run. */
  readonly now: string;
  /** Days before the deprecation from which a runtime counts as deprecated. */
  readonly warnDays: number;
}

const DAY = 86_400_000;
const EXPECTED = 'a runtime that AWS supports';

export default defineRule<Options>({
  id: 'lambda-supported-runtime',
  title: 'Functions run on a runtime that AWS supports',
  why: 'A deprecated runtime gets no security patches any more, and later AWS refuses to update the function at all.',
  remediation: 'Set runtime to a supported version, and test the function with it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_lambda_function'],
  whenUnknown: `runtime or package_type is an expression that only Terraform can compute, or the runtime is newer than the list of ${LAMBDA_RUNTIMES.asOf}.`,
  controls: { fsbp: ['Lambda.2'], nist80053r5: ['CA-9(1)', 'CM-2', 'SI-2', 'SI-2(2)', 'SI-2(4)', 'SI-2(5)'] },
  equivalents: {
    checkov: ['CKV_AWS_363'],
    cdkNag: [{ id: 'AwsSolutions-L1', relation: 'narrower' }],
    securityHub: ['Lambda.2'],
    prowler: ['awslambda_function_using_supported_runtimes'],
    awsConfig: ['lambda-function-settings-check'],
  },
  sources: [
    LAMBDA_RUNTIMES.source,
    'https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-2',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_function.html.markdown',
  ],
  defaultOptions: { now: '', warnDays: 0 },
  optionsSchema: {
    now: {
      description: 'Day that the runtime is judged at, as an ISO date. Empty: the day of the run.',
      type: 'string',
    },
    warnDays: {
      description: 'Days before its deprecation from which a runtime counts as deprecated.',
      type: 'integer',
      minimum: 0,
    },
  },
  check: (block, { options }) =>
    judgeEachInstance(block, (get) => {
      const packageType = toText(get('package_type'));
      if (packageType === 'Image') return pass('package_type');
      const outcome = judge(toText(get('runtime')), options);
      return isUnknown(packageType) && outcome.verdict === 'fail'
        ? undecided('package_type', packageType, EXPECTED)
        : outcome;
    }),
  examples: {
    good: [
      {
        name: 'a supported runtime',
        configuration: {
          resource: {
            aws_lambda_function: {
              orders: { function_name: 'orders', handler: 'index.handler', runtime: 'nodejs24.x' },
            },
          },
        },
      },
      {
        name: 'a container image brings its own',
        configuration: {
          resource: {
            aws_lambda_function: {
              orders: {
                function_name: 'orders',
                package_type: 'Image',
                image_uri: '${aws_ecr_repository.orders.repository_url}:1',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a deprecated runtime',
        configuration: {
          resource: {
            aws_lambda_function: {
              orders: { function_name: 'orders', handler: 'app.handler', runtime: 'python3.8' },
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
            aws_lambda_function: {
              orders: { function_name: 'orders', handler: 'index.handler', runtime: '${var.runtime}' },
            },
          },
        },
      },
    ],
  },
});

function judge(runtime: ReturnType<typeof toText>, { now, warnDays }: Options): Outcome {
  const path = 'runtime';
  if (isUnknown(runtime)) return undecided(path, runtime, EXPECTED);
  if (runtime === undefined || runtime === '')
    return fail({ path, message: 'the function names no runtime', observed: runtime, expected: EXPECTED });
  const { asOf, deprecated } = LAMBDA_RUNTIMES;
  const date = Object.hasOwn(deprecated, runtime) ? deprecated[runtime] : undefined;
  if (date === undefined) {
    const message = `the list of runtimes of ${asOf} does not have ${runtime}`;
    return unknown({ path, message, observed: runtime, expected: EXPECTED });
  }
  const today = now === '' ? Date.now() : Date.parse(now);
  if (Date.parse(date) - today > warnDays * DAY) return pass(path);
  const verb = Date.parse(date) <= today ? 'deprecated' : 'deprecates';
  return fail({ path, message: `AWS ${verb} ${runtime} on ${date}`, observed: runtime, expected: EXPECTED });
}
