import type { Unknown } from '../compliance/model/value';

/** How the `arn` of a type of block looks after the partition; `x` stands for what differs. */
const ARNS: ReadonlyMap<string, string> = new Map([
  ['aws_cloudwatch_event_bus', 'events:x:x:event-bus/x'],
  ['aws_cloudwatch_log_group', 'logs:x:x:log-group:x'],
  ['aws_dynamodb_table', 'dynamodb:x:x:table/x'],
  ['aws_ecr_repository', 'ecr:x:x:repository/x'],
  ['aws_iam_policy', 'iam::x:policy/x'],
  ['aws_iam_role', 'iam::x:role/x'],
  ['aws_iam_user', 'iam::x:user/x'],
  ['aws_kinesis_stream', 'kinesis:x:x:stream/x'],
  ['aws_kms_alias', 'kms:x:x:alias/x'],
  ['aws_kms_key', 'kms:x:x:key/x'],
  ['aws_lambda_function', 'lambda:x:x:function:x'],
  ['aws_s3_bucket', 's3:::x'],
  ['aws_secretsmanager_secret', 'secretsmanager:x:x:secret:x'],
  ['aws_sfn_state_machine', 'states:x:x:stateMachine:x'],
  ['aws_sns_topic', 'sns:x:x:x'],
  ['aws_sqs_queue', 'sqs:x:x:x'],
  ['aws_ssm_parameter', 'ssm:x:x:parameter/x'],
]);

/** `${aws_s3_bucket.data.arn}`, with or without an index. */
const REFERENCE = /^\$\{(?:data\.)?(aws_\w+)\.[\w-]+(?:\[[^\]]*\])?\.arn\}$/;

/** A pattern that matches the ARN that a reference stands for; `*` where its kind is not known. */
export function referencedArn({ expression }: Unknown): string {
  const arn = ARNS.get(REFERENCE.exec(expression)?.[1] ?? '');
  return arn === undefined ? '*' : `arn:aws:${arn}`;
}
