import { defineRule } from '../../engine/define-rule';
import type { Principal, Statement } from '../../model/policy-document';
import { isPublicPrincipal } from '../../model/policy-match';
import { isUnknown } from '../../model/value';
import { TRUST_POLICY_CARRIERS, trustPolicies } from '../../reading/policies/carried-policies';
import { demands, isFixedValue, isOrganizationPath } from '../../reading/policies/conditions';
import {
  ASSUME_ROLE,
  ASSUME_ROLE_WITH_SAML,
  ASSUME_ROLE_WITH_WEB_IDENTITY,
  allowsCall,
} from '../../reading/policies/document-use';
import { trustExample } from './shared/example-policy';
import { judgeAllows, type Fault } from '../../reading/policies/judge-statements';
import { isIdentifier } from '../../reading/policies/pattern-text';
import { both, either, not, type Truth } from '../../reading/truth';

export default defineRule({
  id: 'iam-role-trust-no-wildcard-principal',
  title: 'Role trust policies name who may assume the role',
  why: 'A role that anybody may assume belongs to anybody: its permissions are open to every AWS account in the world.',
  remediation:
    'Name the accounts, roles or services in Principal. Where a whole organization is meant, keep "*" and add a condition aws:PrincipalOrgID.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: TRUST_POLICY_CARRIERS,
  whenUnknown:
    'The trust policy, or the effect, action, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_60', relation: 'exact' },
      { id: 'CKV_AWS_61', relation: 'narrower' },
    ],
    prowler: [{ id: 'iam_no_custom_policy_permissive_role_assumption', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
  ],
  examples: {
    good: [
      {
        name: 'one service',
        configuration: trustExample({ Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }),
      },
      {
        name: 'everybody of one organization',
        configuration: trustExample({
          Action: 'sts:AssumeRole',
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
        }),
      },
    ],
    bad: [
      { name: 'any AWS principal', configuration: trustExample({ Action: 'sts:AssumeRole', Principal: { AWS: '*' } }) },
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
      const open = both(
        allowsCall(statement, ASSUME_ROLE, ASSUME_ROLE_WITH_WEB_IDENTITY, ASSUME_ROLE_WITH_SAML),
        not(fixesCaller(statement)),
      );
      return [
        ...(statement.principals ?? []).map((principal) => wildcard(principal, open)),
        ...negated(statement, open),
      ];
    }),
});

const EXPECTED = 'the accounts, roles or services that may assume the role';

function wildcard(principal: Principal, open: Truth): Fault {
  return {
    violated: both(isEverybody(principal), open),
    message: 'anybody may assume the role',
    observed: principal.identifiers,
    expected: EXPECTED,
    subject: String(principal.type),
    element: 'Principal',
  };
}

function negated({ notPrincipals }: Statement, open: Truth): readonly Fault[] {
  if (notPrincipals === undefined) return [];
  return [
    {
      violated: open,
      message: 'everybody whom NotPrincipal does not list may assume the role',
      observed: notPrincipals.flatMap(({ identifiers }) => identifiers),
      expected: EXPECTED,
      element: 'NotPrincipal',
    },
  ];
}

function isEverybody(principal: Principal): Truth {
  const open = isPublicPrincipal({
    ...principal,
    identifiers: principal.identifiers.filter((identifier) => !isIdentifier(identifier)),
  });
  if (open === true || principal.type !== 'AWS') return open;
  // AWS refuses "arn:aws:iam::*:root", but the intention is as open as "*".
  return (
    principal.identifiers.some(
      (identifier) => !isUnknown(identifier) && /^arn:[^:]*:(?:iam|sts)::[^:]*\*/.test(identifier),
    ) || open
  );
}

/** True where a condition ties the caller to accounts, an organization or principals. */
function fixesCaller(statement: Statement): Truth {
  return either(
    demands(statement, /^aws:(?:principalorgid|principalaccount|sourceaccount)$/, isFixedValue),
    demands(statement, /^aws:principalorgpaths$/, isOrganizationPath),
    demands(statement, /^aws:principalarn$/, (text) => /^arn:[^:]*:[^:]*:[^:]*:[^:*?$]+:/.test(text)),
  );
}
