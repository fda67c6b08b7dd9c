import { defineRule } from '../../engine/define-rule';
import type { Condition } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { TRUST_POLICY_CARRIERS, trustPolicies } from '../../reading/policies/carried-policies';
import { conditionDemands } from '../../reading/policies/conditions';
import { ASSUME_ROLE_WITH_WEB_IDENTITY, allowsCall } from '../../reading/policies/document-use';
import { trustExample } from './shared/example-policy';
import { federatedPrincipals, type FederatedPrincipal } from './shared/federated-principals';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { textOf } from '../../reading/policies/pattern-text';
import { subjectProblem, type SubjectRequirements } from './shared/subject-claims';
import { both, not, some, type Truth } from '../../reading/truth';

type Options = SubjectRequirements;

/**
 * Claims besides the subject that name who may assume the role, by issuer. A key of another issuer is in no token of this
 * one, so that its condition lets nobody in.
 */
const IDENTIFYING_CLAIMS: ReadonlyMap<string, RegExp> = new Map([
  ['cognito-identity.amazonaws.com', /:aud$/],
  ['accounts.google.com', /:aud$/],
  ['graph.facebook.com', /:app_id$/],
  ['www.amazon.com', /:app_id$/],
  ['token.actions.githubusercontent.com', /:(?:repository|repository_id|job_workflow_ref)$/],
]);

export default defineRule<Options>({
  id: 'iam-oidc-trust-restricts-subject',
  title: 'Web-identity trust limits which external subject may assume the role',
  why: 'The provider signs tokens for all of its customers. Without a limit on the subject any repository, workspace or pod of the world that it serves gets the permissions of the role.',
  remediation:
    'Add a StringEquals (or StringLike) condition on <issuer>:sub that names the owner, the repository and the branch or environment, such as repo:example/shop:environment:production.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: TRUST_POLICY_CARRIERS,
  whenUnknown:
    'The trust policy, or the value of the claim as a whole, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_358', relation: 'broader' },
      { id: 'CKV_AWS_393', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    'https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect',
  ],
  defaultOptions: { requireRepository: true, requireRefOrEnvironment: false },
  optionsSchema: {
    requireRepository: {
      description: 'GitHub: the subject has to name one repository, not a whole organization.',
      type: 'boolean',
    },
    requireRefOrEnvironment: {
      description: 'GitHub: the subject has to name a branch, a tag or an environment too.',
      type: 'boolean',
    },
  },
  examples: {
    good: [
      {
        name: 'one repository',
        configuration: trustExample({
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': 'repo:example/shop:environment:production',
            },
          },
        }),
      },
    ],
    bad: [
      {
        name: 'only the audience',
        configuration: trustExample({
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
          Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
        }),
      },
      {
        name: 'any repository of the owner',
        configuration: trustExample({
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
          Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/*' } },
        }),
      },
    ],
    unknown: [
      {
        name: 'the trust policy is a variable',
        configuration: {
          resource: { aws_iam_role: { main: { name: 'main', assume_role_policy: '${var.trust}' } } },
          variable: { trust: { type: 'string' } },
        },
      },
    ],
  },
  check: (block, { options }) =>
    judgeAllows(block, trustPolicies(block), (statement) => {
      const allowed = allowsCall(statement, ASSUME_ROLE_WITH_WEB_IDENTITY);
      return federatedPrincipals(statement, block.configuration)
        .filter(({ kind }) => kind !== 'saml')
        .map((principal) => {
          const limited = some(statement.conditions, (condition) => limits(condition, principal, options));
          const problem = problemOf(statement.conditions, principal, options);
          return {
            violated: both(allowed, isOidc(principal), not(limited)),
            message: problem ?? `the trust in ${String(principal.identifier)} does not limit the subject of the token`,
            observed: statement.conditions.filter(isOnSubject).flatMap(({ values }) => values),
            expected: 'a condition on <issuer>:sub that names the owner and the repository',
            subject: String(principal.identifier),
            element: 'Condition',
          };
        });
    }),
});

/** Where the provider is hidden, no condition at all is wrong for any of them. */
function isOidc({ kind }: FederatedPrincipal): Truth {
  return isUnknown(kind) ? kind : kind === 'oidc';
}

function isOnSubject({ key }: Condition): boolean {
  return textOf(key)?.toLowerCase().endsWith(':sub') === true;
}

/** True where the condition leaves only subjects whose owner is named. */
function limits(condition: Condition, { issuer }: FederatedPrincipal, options: Options): Truth {
  const claim = issuer === undefined ? undefined : IDENTIFYING_CLAIMS.get(issuer);
  return some<Truth>(
    [
      conditionDemands(condition, /:sub$/, (text) => subjectProblem(issuer, text, options) === undefined),
      claim !== undefined &&
        conditionDemands(condition, claim, (text) => /^[^*?]+$/.test(text) || /^[^*?/]+\/[^*?/]+[^*?]*\//.test(text)),
    ],
    (truth) => truth,
  );
}

function problemOf(
  conditions: readonly Condition[],
  { issuer }: FederatedPrincipal,
  options: Options,
): string | undefined {
  for (const { operator, values } of conditions.filter(isOnSubject)) {
    if (!isUnknown(operator) && /IfExists$|^ForAllValues:/i.test(operator))
      return `${operator} lets tokens without a subject through`;
    for (const value of values) {
      const text = textOf(value);
      const problem = text === undefined ? undefined : subjectProblem(issuer, text, options);
      if (problem !== undefined) return `the subject ${String(value)} ${problem}`;
    }
  }
  return undefined;
}
