import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { presence } from '../../reading/presence';

const NAME = 'logging_configuration';
const EXPECTED = 'logging_configuration with a level other than OFF and a log_destination';

export default defineRule({
  id: 'stepfunctions-logging',
  title: 'State machines log their executions',
  why: 'Without a log, nobody can say afterwards what a workflow did: the history of an execution is kept for 90 days at most, and of an express workflow not at all.',
  remediation:
    'Add logging_configuration { level = "ERROR", log_destination = "${aws_cloudwatch_log_group.x.arn}:*" }, with the level ALL where an audit needs every step.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_sfn_state_machine'],
  whenUnknown: 'The block, its level or its log_destination is an expression that only Terraform can compute.',
  controls: { fsbp: ['StepFunctions.1'], soc2: ['A1.2', 'PI1.3'], iso27001_2022: ['A.8.15'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_285', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-SF1', relation: 'narrower' }],
    securityHub: ['StepFunctions.1'],
    prowler: ['stepfunctions_statemachine_logging_enabled'],
    awsConfig: ['step-functions-state-machine-logging-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/stepfunctions-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sfn_state_machine.html.markdown',
  ],
  check(block) {
    const items = block.nested(NAME);
    if (items.length === 0) return fail({ path: NAME, message: 'the state machine logs nothing', expected: EXPECTED });
    return items.flatMap(judge);
  },
  examples: {
    good: [
      {
        name: 'errors are logged',
        configuration: machine({ level: 'ERROR', log_destination: '${aws_cloudwatch_log_group.sfn.arn}:*' }),
      },
    ],
    bad: [
      { name: 'no logging', configuration: machine(undefined) },
      {
        name: 'off',
        configuration: machine({ level: 'OFF', log_destination: '${aws_cloudwatch_log_group.sfn.arn}:*' }),
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { level: { type: 'string' } },
          ...machine({ level: '${var.level}', log_destination: '${aws_cloudwatch_log_group.sfn.arn}:*' }),
        },
      },
    ],
  },
});

function judge(item: NestedBlock): readonly Outcome[] {
  if (item.unknown !== undefined) return [undecided(item.path, item.unknown, EXPECTED)];
  const outcomes: Outcome[] = [];
  const level = toText(item.get('level'));
  const path = `${item.path}.level`;
  if (isUnknown(level)) outcomes.push(undecided(path, level, EXPECTED));
  else if (level === undefined || !/^(?:ALL|ERROR|FATAL)$/i.test(level)) {
    const message = `the state machine logs nothing: its level is ${level ?? 'OFF, the default'}`;
    return [fail({ path, message, observed: item.get('level'), expected: EXPECTED })];
  }
  const destination = item.get('log_destination');
  const present = presence(destination);
  const place = `${item.path}.log_destination`;
  if (isUnknown(present)) outcomes.push(undecided(place, present, EXPECTED));
  else if (present === 'absent') {
    const message = 'the state machine has no log group to write to';
    outcomes.push(fail({ path: place, message, observed: destination, expected: EXPECTED }));
  }
  return outcomes.length === 0 ? [pass(item.path)] : outcomes;
}

function machine(logging: object | undefined): Readonly<Record<string, unknown>> {
  const main = { name: 'orders', definition: '{}', role_arn: 'arn:aws:iam::111122223333:role/orders' };
  return {
    resource: {
      aws_sfn_state_machine: { main: logging === undefined ? main : { ...main, logging_configuration: [logging] } },
    },
  };
}
