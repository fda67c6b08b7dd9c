import rule from '../../../../lib/compliance/rules/iam/iam-oidc-trust-restricts-audience';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { hiddenTrust, policyJson, trust, withVariables } from './policies';

const GITHUB = 'token.actions.githubusercontent.com';
const WEB = {
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
};
const audience = (operator: string, value: unknown) =>
  trust({ ...WEB, Condition: { [operator]: { [`${GITHUB}:aud`]: value } } });
const provider = (clients: unknown, rest = {}) =>
  resources(
    {
      'aws_iam_openid_connect_provider.p': { url: `https://${GITHUB}`, client_id_list: clients },
      'aws_iam_role.main': {
        assume_role_policy: policyJson({
          ...WEB,
          Principal: { Federated: '${aws_iam_openid_connect_provider.p.arn}' },
        }),
      },
    },
    rest,
  );

testRule(rule, {
  pass: [
    { name: 'the audience', configuration: audience('StringEquals', 'sts.amazonaws.com') },
    { name: 'one client of the provider', configuration: provider(['sts.amazonaws.com']) },
    {
      name: 'an app of Facebook',
      configuration: trust({
        ...WEB,
        Principal: { Federated: 'graph.facebook.com' },
        Condition: { StringEquals: { 'graph.facebook.com:app_id': '1' } },
      }),
    },
    {
      name: 'SAML',
      configuration: trust({
        Action: 'sts:AssumeRoleWithSAML',
        Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' },
      }),
    },
    {
      name: 'a key with an issuer that is a variable',
      configuration: withVariables(
        trust({ ...WEB, Condition: { StringEquals: { '${var.issuer}:aud': 'sts.amazonaws.com' } } }),
        'issuer',
      ),
    },
  ],
  fail: [
    { name: 'no condition', configuration: trust(WEB) },
    { name: 'any audience', configuration: audience('StringLike', '*') },
    { name: 'an audience that may be missing', configuration: audience('StringEqualsIfExists', 'sts.amazonaws.com') },
    { name: 'two clients of the provider', configuration: provider(['a', 'b']) },
    { name: 'no clients of the provider', configuration: provider(null) },
    {
      name: 'an issuer that is a variable',
      configuration: withVariables(
        trust({ ...WEB, Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/${var.issuer}' } }),
        'issuer',
      ),
    },
  ],
  unknown: [
    { name: 'the audience is a variable', configuration: withVariables(audience('StringEquals', '${var.aud}'), 'aud') },
    { name: 'the clients are a variable', configuration: provider('${var.clients}', { variable: { clients: {} } }) },
    { name: 'the trust policy is a variable', configuration: hiddenTrust },
  ],
});
