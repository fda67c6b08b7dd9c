import rule from '../../../../lib/compliance/rules/lambda/lambda-dlq';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const address = 'aws_lambda_function.main';
const queue = (config: unknown, others = {}) => blocks({ [address]: { dead_letter_config: config, ...others } });
const destination = (
  config: Attributes,
  main: Attributes = { function_name: 'orders' },
  target: unknown = { on_failure: { destination: 'arn:aws:sqs:eu-west-1:1:failed' } },
) =>
  blocks({
    [address]: main,
    'aws_lambda_function_event_invoke_config.c': { destination_config: target, ...config },
  });
const reference = '${aws_lambda_function.main.function_name}';

testRule(rule, {
  pass: [
    { name: 'a queue', configuration: queue({ target_arn: '${aws_sqs_queue.q.arn}' }) },
    { name: 'as an array', configuration: queue([{ target_arn: 'arn:aws:sqs:eu-west-1:1:failed' }]) },
    { name: 'a destination by reference', configuration: destination({ function_name: reference }) },
    { name: 'a destination by ARN', configuration: destination({ function_name: '${aws_lambda_function.main.arn}' }) },
    { name: 'a destination by name', configuration: destination({ function_name: 'orders' }) },
    {
      name: 'blocks as arrays',
      configuration: destination({ function_name: reference }, {}, [{ on_failure: [{ destination: 'arn:x' }] }]),
    },
    {
      name: 'a destination for each',
      configuration: destination(
        { function_name: '${aws_lambda_function.main[count.index].arn}', count: 2 },
        { count: 2 },
      ),
    },
  ],
  fail: [
    { name: 'neither', configuration: queue(null), path: 'dead_letter_config' },
    { name: 'an empty target', configuration: queue({ target_arn: '' }) },
    { name: 'an empty block', configuration: queue({}) },
    {
      name: 'a destination for successes',
      configuration: destination({ function_name: reference }, {}, { on_success: { destination: 'arn:x' } }),
    },
    { name: 'a destination of another function', configuration: destination({ function_name: 'other' }) },
    {
      name: 'a destination of a function of another stack',
      configuration: destination({ function_name: '${data.terraform_remote_state.other.outputs.name}' }),
    },
    { name: 'retries only', configuration: destination({ function_name: reference }, {}, null) },
    {
      name: 'one of two functions',
      configuration: destination({ function_name: '${aws_lambda_function.main[0].arn}' }, { count: 2 }),
    },
  ],
  unknown: [
    { name: 'the queue of a variable', configuration: queue({ target_arn: '${var.unset}' }) },
    { name: 'the function of a variable', configuration: destination({ function_name: '${var.unset}' }) },
    {
      name: 'the destination of a variable',
      configuration: destination({ function_name: reference }, {}, { on_failure: { destination: '${var.unset}' } }),
    },
    {
      name: 'a destination that may not be there',
      configuration: destination({ function_name: reference, count: '${var.unset}' }),
    },
    {
      name: 'a queue that may be left out',
      configuration: queue(null, {
        dynamic: { dead_letter_config: { for_each: '${var.unset}', content: { target_arn: 'arn:x' } } },
      }),
    },
  ],
});
