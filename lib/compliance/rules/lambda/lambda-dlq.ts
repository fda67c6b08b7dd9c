import { defineRule } from '../../engine/define-rule';
import { fail, pass, unknown } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown } from '../../model/value';
import { strayFor } from '../../reading/companion-requirement';
import { companions, completed } from '../../reading/companions';
import { presence } from '../../reading/presence';
import { some, type Truth } from '../../reading/truth';

const CONFIG = 'aws_lambda_function_event_invoke_config';

export default defineRule({
  id: 'lambda-dlq',
  title: 'Functions keep the events that they fail on',
  why: 'An event that a function fails on three times is thrown away, and nobody learns what was in it.',
  remediation:
    'Set dead_letter_config { target_arn } to a queue or a topic, or add an aws_lambda_function_event_invoke_config with an on_failure destination.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_lambda_function'],
  whenUnknown:
    'dead_letter_config, its target_arn, an on_failure destination or the function that it belongs to is an expression that only Terraform can compute.',
  controls: {
    nist80053r5: [
      'AU-12(3)',
      'AU-14(a)',
      'AU-14(b)',
      'CA-2(2)',
      'CA-7',
      'CA-7(b)',
      'PM-14(a)(1)',
      'PM-14(b)',
      'PM-31',
      'SC-36(1)(a)',
      'SI-2(a)',
    ],
  },
  equivalents: {
    checkov: ['CKV_AWS_116'],
    cdkNag: ['NIST.800.53.R5-LambdaDLQ'],
    prowler: ['awslambda_function_no_dead_letter_queue'],
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_function.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/lambda_function_event_invoke_config.html.markdown',
  ],
  check(block) {
    const queue = some(block.nested('dead_letter_config'), (item) => isSet(item, 'target_arn'));
    if (queue === true) return pass('dead_letter_config');
    const configs = companions(block.configuration, CONFIG, 'function_name', ['aws_lambda_function'], KEYS);
    const found = configs.of(block);
    const kept = completed(
      block,
      found.filter((config) => keepsFailures(config.block) === true),
    );
    if (kept === 'every') return pass();
    const doubt =
      [queue, kept, ...found.map((config) => keepsFailures(config.block))].find(isUnknown) ??
      strayFor(block, { ...configs, strays: configs.strays.filter((stray) => keepsFailures(stray.block) !== false) });
    const expected = 'dead_letter_config, or an on_failure destination';
    if (doubt === undefined)
      return fail({ path: 'dead_letter_config', message: 'events that the function fails on are lost', expected });
    return unknown({
      path: 'dead_letter_config',
      message: `whether failed events are kept depends on ${doubt.expression}, which is not known before Terraform runs`,
      observed: doubt,
      expected,
    });
  },
  examples: {
    good: [
      {
        name: 'a queue',
        configuration: {
          resource: {
            aws_lambda_function: {
              orders: { function_name: 'orders', dead_letter_config: { target_arn: '${aws_sqs_queue.failed.arn}' } },
            },
          },
        },
      },
      {
        name: 'a destination for failures',
        configuration: {
          resource: {
            aws_lambda_function: { orders: { function_name: 'orders' } },
            aws_lambda_function_event_invoke_config: {
              orders: {
                function_name: '${aws_lambda_function.orders.function_name}',
                destination_config: { on_failure: { destination: '${aws_sqs_queue.failed.arn}' } },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'neither',
        configuration: { resource: { aws_lambda_function: { orders: { function_name: 'orders' } } } },
      },
    ],
    unknown: [
      {
        name: 'the queue of a variable that may be null',
        configuration: {
          resource: {
            aws_lambda_function: {
              orders: { function_name: 'orders', dead_letter_config: { target_arn: '${var.queue}' } },
            },
          },
        },
      },
    ],
  },
});

/** What may stand in `function_name`. */
const KEYS = ['id', 'function_name', 'arn'];

function keepsFailures(config: Block): Truth {
  return some(config.nested('destination_config'), (destinations) =>
    some(destinations.nested('on_failure'), (item) => destinations.unknown ?? isSet(item, 'destination')),
  );
}

function isSet(item: NestedBlock, argument: string): Truth {
  const found = item.unknown ?? presence(item.get(argument));
  return isUnknown(found) ? found : found === 'set';
}
