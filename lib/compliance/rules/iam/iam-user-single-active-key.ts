import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import { isList, isMap, isUnknown, toNumber, toText, type Unknown } from '../../model/value';
import { targetedUser } from './shared/targeted-user';

export default defineRule({
  id: 'iam-user-single-active-key',
  title: 'A user has at most one active access key',
  why: 'Two active keys double what can leak, and the older one is rarely rotated because nobody knows who still uses it.',
  remediation: 'Delete the second aws_iam_access_key, or set status = "Inactive" on it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_iam_access_key'],
  whenUnknown: 'The user, the status or the number of keys is an expression that only Terraform can compute.',
  controls: { cisAws: { '1.4.0': ['1.13'], '3.0.0': ['1.13'], '5.0.0': ['1.12'], '6.0.0': ['2.12'] } },
  equivalents: {
    trivy: ['AVD-AWS-0167'],
    tfsec: ['aws-iam-limit-user-access-keys'],
    prowler: ['iam_user_two_active_access_key'],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_access_key.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'the old key is switched off',
        configuration: {
          resource: {
            aws_iam_access_key: { current: { user: 'deployer' }, old: { user: 'deployer', status: 'Inactive' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'two keys',
        configuration: {
          resource: { aws_iam_access_key: { first: { user: 'deployer' }, second: { user: 'deployer' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'the status is a variable',
        configuration: {
          resource: {
            aws_iam_access_key: { first: { user: 'deployer' }, second: { user: 'deployer', status: '${var.status}' } },
          },
          variable: { status: { type: 'string' } },
        },
      },
    ],
  },
  check(block) {
    const user = targetedUser(block);
    const status = toText(block.get('status'));
    if (user === undefined || status === 'Inactive') return pass('user');
    const { byUser, unknown } = activeKeys(block.configuration);
    const { active, undecided: hidden } = byUser.get(user.key) ?? { active: 0, undecided: undefined };
    const expected = 'one active key';
    if (active > 1 && !isUnknown(status)) {
      return fail({
        path: 'user',
        message: `the user has ${String(active)} active access keys`,
        observed: block.get('user'),
        expected,
      });
    }
    const others = block.configuration.ofType('aws_iam_access_key').length > 1 ? (user.unknown ?? unknown) : undefined;
    const deciding = hidden ?? others;
    return deciding === undefined ? pass('user') : undecided('user', deciding, expected);
  },
});

interface Keys {
  readonly active: number;
  /** A status or a number of keys that is not known. */
  readonly undecided: Unknown | undefined;
}

interface ActiveKeys {
  readonly byUser: ReadonlyMap<string, Keys>;
  readonly unknown: Unknown | undefined;
}

const known = new WeakMap<Configuration, ActiveKeys>();

function activeKeys(configuration: Configuration): ActiveKeys {
  const found = known.get(configuration);
  if (found !== undefined) return found;
  const byUser = new Map<string, Keys>();
  let unknown: Unknown | undefined;
  for (const block of configuration.ofType('aws_iam_access_key')) {
    const user = targetedUser(block);
    const status = toText(block.get('status'));
    if (user === undefined || status === 'Inactive') continue;
    unknown ??= user.unknown;
    const count = instancesForOneUser(block);
    const { active, undecided: hidden } = byUser.get(user.key) ?? { active: 0, undecided: undefined };
    const isDecided = !isUnknown(status) && !isUnknown(count);
    byUser.set(user.key, {
      active: isDecided ? active + count : isUnknown(status) ? active : active + 1,
      undecided: hidden ?? (isUnknown(status) ? status : isUnknown(count) ? count : undefined),
    });
  }
  const keys = { byUser, unknown };
  known.set(configuration, keys);
  return keys;
}

/** How many keys of the block are for one user: instances whose user follows the instance are for several. */
function instancesForOneUser(block: Block): number | Unknown {
  const user = block.rawAt('user');
  if (typeof user === 'string' && /\b(?:each|count)\./.test(user)) return 1;
  const count = toNumber(block.get('count'));
  if (count !== undefined) return count;
  const forEach = block.get('for_each');
  if (isUnknown(forEach)) return forEach;
  if (isList(forEach)) return forEach.length;
  return isMap(forEach) ? Object.keys(forEach).length : 1;
}
