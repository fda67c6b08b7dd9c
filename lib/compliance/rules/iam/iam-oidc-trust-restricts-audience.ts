import { defineRule } from '../../engine/define-rule';
import { hasUnknown, isList, isUnknown } from '../../model/value';
import { TRUST_POLICY_CARRIERS, trustPolicies } from '../../reading/policies/carried-policies';
import { demands, isFixedValue } from '../../reading/policies/conditions';
import { ASSUME_ROLE_WITH_WEB_IDENTITY, allowsCall } from '../../reading/policies/document-use';
import { trustExample } from './shared/example-policy';
import { federatedPrincipals, type FederatedPrincipal } from './shared/federated-principals';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { both, either, not, type Truth } from '../../reading/truth';

export default defineRule({
  id: 'iam-oidc-trust-restricts-audience',
  title: 'Web-identity trust checks the token audience',
  why: 'A token that was issued for another application is accepted as well, so that whoever receives tokens of the provider can use them to assume the role.',
  remediation:
    'Add a StringEquals condition on <issuer>:aud, for GitHub and most others with the value sts.amazonaws.com, or give the aws_iam_openid_connect_provider exactly one entry in client_id_list.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: TRUST_POLICY_CARRIERS,
  whenUnknown:
    'The trust policy, or the effect, action, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
  ],
  examples: {
    good: [
      {
        name: 'the audience is checked',
        configuration: trustExample({
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': 'repo:example/shop:ref:refs/heads/main',
            },
          },
        }),
      },
    ],
    bad: [
      {
        name: 'only the subject is checked',
        configuration: trustExample({
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
          Condition: {
            StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:example/shop:ref:refs/heads/main' },
          },
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
  check: (block) =>
    judgeAllows(block, trustPolicies(block), (statement) => {
      const allowed = allowsCall(statement, ASSUME_ROLE_WITH_WEB_IDENTITY);
      const checked = demands(statement, /:(?:aud|app_id)$/, isFixedValue);
      return federatedPrincipals(statement, block.configuration)
        .filter(({ kind }) => kind !== 'saml')
        .map((principal) => ({
          violated: both(allowed, isOidc(principal), not(either(checked, hasOneClient(principal)))),
          message: `the trust in ${String(principal.identifier)} does not check the audience of the token`,
          observed: statement.conditions.map(({ operator, key }) => `${String(operator)} ${String(key)}`),
          expected: 'a StringEquals condition on <issuer>:aud',
          subject: String(principal.identifier),
          element: 'Condition',
        }));
    }),
});

function isOidc({ kind }: FederatedPrincipal): Truth {
  return isUnknown(kind) ? kind : kind === 'oidc';
}

/** AWS refuses tokens whose audience the provider does not list; one literal entry is as good as the condition. */
function hasOneClient({ provider }: FederatedPrincipal): Truth {
  if (provider?.kind !== 'resource') return false;
  const clients = provider.get('client_id_list');
  if (isUnknown(clients)) return clients;
  return isList(clients) && clients.length === 1 && !hasUnknown(clients);
}
