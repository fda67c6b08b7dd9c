import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import type { Statement } from '../../model/policy-document';
import { isUnknown, type Unknown } from '../../model/value';
import {
  IDENTITY_POLICY_CARRIERS,
  identityPolicies,
  type CarriedPolicy,
} from '../../reading/policies/carried-policies';
import { findEscalation, findEscalationOf, type Escalation } from './shared/escalation';
import type { EscalationMethod } from './shared/escalation-methods';
import { policyExample } from './shared/example-policy';
import { mayName } from './shared/named-services';
import { boundaryOf, holdersOf, itself } from './shared/principal';
import { unreadParts } from '../../reading/policies/judge-statements';
import { principalPolicies } from './shared/principal-policies';

interface Options {
  /** The time to judge date conditions at, as an ISO date; empty for the time of the run. */
  readonly now: string;
}

const EXPECTED = 'no complete set of actions that raises privileges';

/** Sets of actions that a message names; the others are counted. */
const NAMED_METHODS = 5;

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
    const outcomes = own.flatMap((policy) => judgePolicy(block, policy, now));
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

function judgePolicy(block: Block, { path, document }: CarriedPolicy, now: number): readonly Outcome[] {
  if (isUnknown(document)) return [undecided(path, document, EXPECTED)];
  const unread = unreadParts(path, document);
  const { statements } = document;
  const widest = findEscalation(statements, now);
  if (widest.methods.length === 0 && widest.unknown === undefined) return unread;
  const judged = holdersOf(block)?.map((holder) => judgeHeld(holder, statements, now)) ?? [
    findEscalationOf({ statements }, now),
  ];
  const methods = new Map(judged.flatMap((each) => each.methods.map((method) => [setOf(method), method])));
  if (methods.size > 0) return [raised(path, 'the policy lets its holder', [...methods.values()]), ...unread];
  const open = judged.find(({ unknown }) => unknown !== undefined);
  if (open?.unknown === undefined) return unread;
  return [
    open.isBounded === true ? hiddenBoundary(path, open.unknown) : undecided(path, open.unknown, EXPECTED),
    ...unread,
  ];
}

/** What a policy opens to one holder: its boundary counts, and what its other policies deny. */
function judgeHeld(holder: Block, statements: readonly Statement[], now: number): Escalation {
  const denies = statementsOf(principalPolicies(holder).certain).filter(isDeny);
  return findEscalationOf(
    { statements: [...statements, ...denies], boundary: boundaryOf(holder), isSpared: itself(holder, []) },
    now,
  );
}

/** What the policies of a principal open only together, or to itself: each alone is judged where it stands. */
function judgeTogether(principal: Block, now: number): readonly Outcome[] {
  const { policies, certain, managed } = principalPolicies(principal);
  const documents = policies.flatMap(({ document }) => (isUnknown(document) ? [] : [document.statements]));
  const denies = new Set(statementsOf(certain).filter(isDeny));
  const all: readonly Statement[] = documents.flat().filter((statement) => !isDeny(statement) || denies.has(statement));
  if (documents.length < 2 && !all.some((statement) => mayName(statement, 'iam:'))) return [];
  const alone = new Set(documents.flatMap((statements) => findEscalation(statements, now).methods.map(setOf)));
  const boundary = boundaryOf(principal);
  const isItself = itself(principal, managed);
  const together = findEscalationOf({ statements: all, boundary, isItself, isSpared: itself(principal, []) }, now);
  const methods = together.methods.filter((method) => !alone.has(setOf(method)));
  if (methods.length > 0)
    return [raised('', `its ${documents.length < 2 ? 'policy lets' : 'policies together let'} the principal`, methods)];
  const { unknown: hidden, isBounded } = together;
  return hidden !== undefined && isBounded === true && alone.size === 0 ? [hiddenBoundary('', hidden)] : [];
}

function statementsOf(policies: readonly CarriedPolicy[]): readonly Statement[] {
  return policies.flatMap(({ document }) => (isUnknown(document) ? [] : document.statements));
}

function isDeny({ effect }: Statement): boolean {
  return effect === 'Deny';
}

function setOf({ actions }: EscalationMethod): string {
  return actions.join(' with ');
}

function hiddenBoundary(path: string, boundary: Unknown): Outcome {
  return unknown({
    path,
    message: `whether the permissions boundary keeps its holder from raising privileges depends on ${boundary.expression}, which is not in the configuration or not known before Terraform runs`,
    observed: boundary,
    expected: EXPECTED,
  });
}

function raised(path: string, who: string, methods: readonly EscalationMethod[]): Outcome {
  const sets = methods.map(setOf);
  const more = sets.length - NAMED_METHODS;
  const named = sets.slice(0, NAMED_METHODS).join('; ') + (more > 0 ? `; and ${String(more)} more` : '');
  return fail({
    path,
    message: `${who} raise their own privileges by ${named}`,
    observed: sets,
    expected: EXPECTED,
    subject: [...sets].sort().join('; '),
  });
}
