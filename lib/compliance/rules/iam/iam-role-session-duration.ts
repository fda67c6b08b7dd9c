import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown } from '../../engine/outcome';
import { isUnknown, toNumber, toText, type Unknown, type Value } from '../../model/value';

interface Options {
  /** Longest session, in seconds. */
  readonly maxSeconds: number;
}

export default defineRule<Options>({
  id: 'iam-role-session-duration',
  title: 'Role sessions are short',
  why: 'Stolen session credentials work until the session ends, and a session cannot be ended alone.',
  remediation:
    'Lower max_session_duration of the role, or session_duration of the permission set, or leave it out for one hour.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_iam_role', 'aws_ssoadmin_permission_set'],
  whenUnknown: 'The duration is an expression that only Terraform can compute, or no duration of ISO 8601.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_role.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ssoadmin_permission_set.html.markdown',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html',
  ],
  defaultOptions: { maxSeconds: 14400 },
  optionsSchema: { maxSeconds: { description: 'Longest session, in seconds.', type: 'integer', minimum: 900 } },
  examples: {
    good: [
      {
        name: 'two hours',
        configuration: {
          resource: {
            aws_ssoadmin_permission_set: {
              main: {
                name: 'main',
                instance_arn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
                session_duration: 'PT2H',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'twelve hours',
        configuration: {
          resource: {
            aws_iam_role: {
              main: {
                name: 'main',
                assume_role_policy: '{"Version":"2012-10-17","Statement":[]}',
                max_session_duration: 43200,
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable',
        configuration: {
          resource: {
            aws_iam_role: {
              main: {
                name: 'main',
                assume_role_policy: '{"Version":"2012-10-17","Statement":[]}',
                max_session_duration: '${var.seconds}',
              },
            },
          },
          variable: { seconds: { type: 'number' } },
        },
      },
    ],
  },
  check(block, { options: { maxSeconds } }) {
    const path = block.type === 'aws_iam_role' ? 'max_session_duration' : 'session_duration';
    const value = block.get(path);
    const expected = `at most ${String(maxSeconds)} seconds`;
    if (value === undefined) return pass(path);
    const seconds = block.type === 'aws_iam_role' ? toNumber(value) : isoSeconds(value);
    if (isUnknown(seconds)) return undecided(path, seconds, expected);
    if (seconds === undefined)
      return unknown({ path, message: `${path} is no duration that can be read`, observed: value, expected });
    if (seconds <= maxSeconds) return pass(path);
    return fail({ path, message: `a session may last ${String(seconds)} seconds`, observed: value, expected });
  },
});

/** Seconds of `PT1H30M`. */
function isoSeconds(value: Value): number | Unknown | undefined {
  const text = toText(value);
  if (typeof text !== 'string') return text;
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (match === null || !/\d/.test(text)) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number((part as string | undefined) ?? 0));
  return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
}
