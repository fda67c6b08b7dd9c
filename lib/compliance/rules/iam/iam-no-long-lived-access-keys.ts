import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toNumber, type Unknown } from '../../model/value';

/** Longest length of each unit, in days. */
const DAYS: Readonly<Record<string, number>> = {
  rotation_minutes: 1 / 1440,
  rotation_hours: 1 / 24,
  rotation_days: 1,
  rotation_months: 31,
  rotation_years: 366,
};

const MOST_DAYS = 90;

export default defineRule({
  id: 'iam-no-long-lived-access-keys',
  title: 'Access keys are not created, or are replaced at least every 90 days',
  why: 'A key works until somebody deletes it. The older it is, the more copies of it lie in files, images and laptops, and the longer a thief can use one.',
  remediation:
    'Use a role. Where a key is needed, replace it with lifecycle.replace_triggered_by on a time_rotating of at most 90 days.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_iam_access_key'],
  whenUnknown: 'The rotation of the time_rotating resource, or the status of the key, is an expression.',
  controls: {
    cisAws: { '1.4.0': ['1.14'], '3.0.0': ['1.14'], '5.0.0': ['1.13'], '6.0.0': ['2.13'] },
    fsbp: ['IAM.3'],
    nist80053r5: ['AC-2(1)', 'AC-2(3)', 'AC-3(15)'],
    pciDss: ['v4.0.1/8.3.9', 'v4.0.1/8.6.3'],
    iso27001_2022: ['A.5.15'],
  },
  equivalents: {
    trivy: [{ id: 'AVD-AWS-0146', relation: 'broader' }],
    tfsec: [{ id: 'aws-iam-rotate-access-keys', relation: 'broader' }],
    securityHub: [{ id: 'IAM.3', relation: 'broader' }],
    prowler: [{ id: 'iam_rotate_access_key_90_days', relation: 'broader' }],
    awsConfig: [{ id: 'access-keys-rotated', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-3',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles',
    'https://github.com/hashicorp/terraform-provider-time/blob/main/website/docs/r/rotating.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'replaced every 60 days',
        configuration: {
          resource: {
            time_rotating: { main: { rotation_days: 60 } },
            aws_iam_access_key: {
              main: { user: 'deployer', lifecycle: { replace_triggered_by: ['time_rotating.main'] } },
            },
          },
        },
      },
    ],
    bad: [
      { name: 'never replaced', configuration: { resource: { aws_iam_access_key: { main: { user: 'deployer' } } } } },
    ],
    unknown: [
      {
        name: 'the rotation is a variable',
        configuration: {
          resource: {
            time_rotating: { main: { rotation_days: '${var.days}' } },
            aws_iam_access_key: {
              main: { user: 'deployer', lifecycle: { replace_triggered_by: ['time_rotating.main'] } },
            },
          },
          variable: { days: { type: 'number' } },
        },
      },
    ],
  },
  check(block) {
    const status = block.get('status');
    if (status === 'Inactive') return pass('status');
    const expected = `a role, or a replacement every ${String(MOST_DAYS)} days`;
    const periods = rotations(block).map(periodOf);
    if (periods.some((days) => typeof days === 'number' && days <= MOST_DAYS)) return pass('lifecycle');
    const hidden = periods.find(isUnknown) ?? (isUnknown(status) ? status : undefined);
    if (hidden !== undefined) return undecided('lifecycle', hidden, expected);
    const [days] = periods;
    const message =
      days === undefined ? 'the access key is never replaced' : `the access key may live ${String(days)} days`;
    return fail({ path: periods.length === 0 ? 'user' : 'lifecycle', message, expected });
  },
});

/** The rotations whose change replaces the key. */
function rotations(block: Block): readonly Block[] {
  const triggers = block.rawAt('lifecycle.replace_triggered_by') ?? block.rawAt('lifecycle[0].replace_triggered_by');
  return (Array.isArray(triggers) ? (triggers as readonly unknown[]) : [triggers]).flatMap((trigger) => {
    const name = typeof trigger === 'string' ? /\btime_rotating\.([\w-]+)/.exec(trigger)?.[1] : undefined;
    return block.configuration.block(`time_rotating.${name ?? ''}`) ?? [];
  });
}

/** The longest time between two rotations, in days; undefined for a rotation at one fixed time. */
function periodOf(rotation: Block): number | Unknown | undefined {
  let longest: number | undefined;
  for (const [unit, days] of Object.entries(DAYS)) {
    const count = toNumber(rotation.get(unit));
    if (isUnknown(count)) return count;
    if (count !== undefined) longest = Math.max(longest ?? 0, count * days);
  }
  return longest;
}
