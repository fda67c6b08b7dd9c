import { defineRule } from '../../engine/define-rule';
import { isUnknown } from '../../model/value';
import { TRUST_POLICY_CARRIERS, trustPolicies } from '../../reading/policies/carried-policies';
import { demands, isFixedValue } from '../../reading/policies/conditions';
import { ASSUME_ROLE_WITH_SAML, allowsCall } from '../../reading/policies/document-use';
import { trustExample } from './shared/example-policy';
import { federatedPrincipals, type FederatedPrincipal } from './shared/federated-principals';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { both, either, not, type Truth } from '../../reading/truth';

/** Sign-in endpoints of AWS, those of regions, partitions and single providers included. */
const ENDPOINT =
  /^https:\/\/(?:[a-z0-9*-]+\.)?signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|aws|amazonaws\.eu)\/saml(?:\/acs\/[A-Za-z0-9-]+)?$/;

export default defineRule({
  id: 'iam-saml-trust-restricts-audience',
  title: 'SAML trust checks the audience',
  why: 'An assertion that the identity provider issued for another application can be replayed to AWS, and gives its bearer the role.',
  remediation:
    'Add a StringEquals condition on SAML:aud with https://signin.aws.amazon.com/saml or the endpoint of the region.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: TRUST_POLICY_CARRIERS,
  whenUnknown:
    'The trust policy, or the effect, action, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
  ],
  examples: {
    good: [
      {
        name: 'the audience is AWS',
        configuration: trustExample({
          Action: 'sts:AssumeRoleWithSAML',
          Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' },
          Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        }),
      },
    ],
    bad: [
      {
        name: 'no condition',
        configuration: trustExample({
          Action: 'sts:AssumeRoleWithSAML',
          Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' },
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
      const allowed = allowsCall(statement, ASSUME_ROLE_WITH_SAML);
      const checked = either(
        demands(statement, /^saml:aud$/, (text) => ENDPOINT.test(text.replaceAll('\uE000', 'x'))),
        demands(statement, /^saml:iss$/, isFixedValue),
      );
      return federatedPrincipals(statement, block.configuration)
        .filter(({ kind }) => kind !== 'oidc')
        .map((principal) => ({
          violated: both(allowed, isSaml(principal), not(checked)),
          message: `the trust in ${String(principal.identifier)} does not check the audience of the assertion`,
          observed: statement.conditions.map(({ operator, key }) => `${String(operator)} ${String(key)}`),
          expected: 'a StringEquals condition on SAML:aud',
          subject: String(principal.identifier),
          element: 'Condition',
        }));
    }),
});

function isSaml({ kind }: FederatedPrincipal): Truth {
  return isUnknown(kind) ? kind : kind === 'saml';
}
