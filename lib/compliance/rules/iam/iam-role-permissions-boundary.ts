import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { grantsAction, matchesWildcard } from '../../model/policy-match';
import { isUnknown, toText, Unknown } from '../../model/value';
import { isCertainReference, isCertainText } from './shared/certain-reference';
import { principalPolicies } from './shared/principal-policies';
import { some, type Truth } from '../../reading/truth';

interface Options {
  /** ARN of the boundary; `*` and `?` are wildcards. Empty for any boundary. */
  readonly requiredBoundaryArn: string;
  /** Judge only principals that may create, change or attach policies and principals. */
  readonly onlyForIamWriters: boolean;
}

/** One action of each kind that writes to IAM: a policy that allows iam:Create*, iam:Put* or iam:Attach* allows some of them. */
const IAM_WRITES = [
  'iam:CreateUser',
  'iam:CreateRole',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:AttachGroupPolicy',
];

const AWS_WRITERS = ['AdministratorAccess', 'IAMFullAccess'];

export default defineRule<Options>({
  id: 'iam-role-permissions-boundary',
  title: 'Roles and users carry a permissions boundary',
  why: 'Without a boundary whoever may write policies can give a role any permission, their own role included.',
  remediation: 'Set permissions_boundary to the ARN of the policy that bounds roles and users.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_iam_role', 'aws_iam_user'],
  whenUnknown:
    'permissions_boundary is a variable or another expression that may be null, an option asks for a boundary that cannot be compared, or a policy of the principal cannot be read.',
  controls: {},
  equivalents: {},
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  defaultOptions: { requiredBoundaryArn: '', onlyForIamWriters: false },
  optionsSchema: {
    requiredBoundaryArn: {
      description: 'ARN that the boundary has to have. Empty: any boundary will do.',
      type: 'string',
    },
    onlyForIamWriters: { description: 'Ask for a boundary only where the principal may change IAM.', type: 'boolean' },
  },
  recommended: false,
  examples: {
    good: [
      {
        name: 'a boundary',
        configuration: {
          resource: {
            aws_iam_role: {
              main: {
                name: 'main',
                assume_role_policy: '{"Version":"2012-10-17","Statement":[]}',
                permissions_boundary: 'arn:aws:iam::111122223333:policy/boundary',
              },
            },
          },
        },
      },
    ],
    bad: [{ name: 'none', configuration: { resource: { aws_iam_user: { main: { name: 'jane' } } } } }],
    unknown: [
      {
        name: 'a variable',
        configuration: {
          resource: { aws_iam_user: { main: { name: 'jane', permissions_boundary: '${var.boundary}' } } },
          variable: { boundary: { type: 'string' } },
        },
      },
    ],
  },
  check(block, { options }) {
    const outcome = judge(block, options.requiredBoundaryArn);
    if (!options.onlyForIamWriters || outcome.verdict === 'pass') return outcome;
    const writes = writesIam(block);
    if (writes === false) return notApplicable();
    return isUnknown(writes) ? undecided('permissions_boundary', writes, EXPECTED) : outcome;
  },
});

const EXPECTED = 'permissions_boundary with the ARN of a policy';

function judge(block: Block, required: string): Outcome {
  const boundary = toText(block.get('permissions_boundary'));
  const path = 'permissions_boundary';
  if (boundary === undefined || boundary === '') {
    return fail({
      path,
      message: `the ${block.type === 'aws_iam_user' ? 'user' : 'role'} has no permissions boundary`,
      expected: EXPECTED,
    });
  }
  if (isUnknown(boundary)) {
    const isPolicy =
      isCertainText(boundary) ||
      (isCertainReference(boundary) &&
        block.configuration.link(boundary, ['aws_iam_policy', 'data.aws_iam_policy']).blocks.length > 0);
    return isPolicy && required === '' ? pass(path) : undecided(path, boundary, EXPECTED);
  }
  if (required === '' || matchesWildcard(required, boundary)) return pass(path);
  return fail({
    path,
    message: 'the permissions boundary is not the required one',
    observed: boundary,
    expected: required,
  });
}

function writesIam(block: Block): Truth {
  const { policies, awsPolicies, elsewhere } = principalPolicies(block);
  if (awsPolicies.some((name) => AWS_WRITERS.includes(name))) return true;
  const truth = some(policies, ({ document }) => {
    if (isUnknown(document)) return document;
    const granted = some(document.statements, (statement) =>
      some(IAM_WRITES, (action) => grantsAction(statement, action)),
    );
    return granted === false ? (document.unknowns[0] ?? false) : granted;
  });
  if (truth !== false || elsewhere.length === 0) return truth;
  const [policy] = elsewhere;
  return isUnknown(policy) ? policy : new Unknown(`the policy ${String(policy)}`);
}
