import { defineRule } from '../../engine/define-rule';
import { notApplicable, pass } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import {
  IDENTITY_POLICY_CARRIERS,
  identityPolicies,
  type CarriedPolicy,
} from '../../reading/policies/carried-policies';
import { policyExample } from './shared/example-policy';
import { judgeHeldPolicy, judgeTogether } from './shared/judge-escalation';

interface Options {
  /** The time to judge date conditions at, as an ISO date; empty for the time of the run. */
  readonly now: string;
}

export default defineRule<Options>({
  id: 'iam-policy-no-privilege-escalation',
  title: 'No policy lets its holder raise their own privileges',
  why: 'Whoever gets hold of such a principal is not bound by its permissions: in a few calls they act as an administrator, although no policy says so.',
  remediation:
    'Remove one action of each set, name the users, roles and policies in Resource, or demand a boundary by a condition on iam:PermissionsBoundary.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: [...IDENTITY_POLICY_CARRIERS, 'aws_iam_user', 'aws_iam_group'],
  whenUnknown:
    'A policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute; or the permissions boundary that may forbid a set is not in the configuration.',
  controls: { soc2: ['CC3.3'] },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_110', relation: 'broader' },
      { id: 'CKV_AWS_286', relation: 'broader' },
    ],
    prowler: [
      { id: 'iam_policy_allows_privilege_escalation', relation: 'broader' },
      { id: 'iam_inline_policy_allows_privilege_escalation', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
  ],
  defaultOptions: { now: '' },
  optionsSchema: {
    now: {
      description: 'Time that conditions on dates are judged at, as an ISO date. Empty: the time of the run.',
      type: 'string',
    },
  },
  examples: {
    good: [
      {
        name: 'a fixed role for one service',
        configuration: policyExample(
          { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/task' },
          { Action: 'ecs:RunTask', Resource: '*' },
        ),
      },
    ],
    bad: [
      {
        name: 'rewrites any policy',
        configuration: policyExample({ Action: 'iam:CreatePolicyVersion', Resource: '*' }),
      },
      {
        name: 'starts an instance with any role',
        configuration: policyExample({ Action: ['iam:PassRole', 'ec2:RunInstances'], Resource: '*' }),
      },
    ],
    unknown: [
      {
        name: 'the whole policy is a variable',
        configuration: {
          resource: { aws_iam_policy: { main: { name: 'main', policy: '${var.policy}' } } },
          variable: { policy: { type: 'string' } },
        },
      },
    ],
  },
  check(block, { options }) {
    const now = options.now === '' ? timeOfRun(block.configuration) : Date.parse(options.now);
    const own = identityPoliciesOf(block);
    const outcomes = own.flatMap((policy) => judgeHeldPolicy(block, policy, now));
    const together = PRINCIPALS.has(block.type) ? judgeTogether(block, now) : [];
    if (own.length === 0 && together.length === 0) return notApplicable();
    return outcomes.length + together.length === 0 ? pass(own[0]?.path) : [...outcomes, ...together];
  },
});

const PRINCIPALS = new Set(['aws_iam_role', 'aws_iam_user', 'aws_iam_group']);

const times = new WeakMap<Configuration, number>();

/** One time for all policies of a configuration. */
function timeOfRun(configuration: Configuration): number {
  const known = times.get(configuration) ?? Date.now();
  times.set(configuration, known);
  return known;
}

function identityPoliciesOf(block: Block): readonly CarriedPolicy[] {
  return block.type === 'aws_iam_user' || block.type === 'aws_iam_group' ? [] : identityPolicies(block);
}
