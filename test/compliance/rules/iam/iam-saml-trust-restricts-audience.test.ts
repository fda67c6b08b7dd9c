import rule from '../../../../lib/compliance/rules/iam/iam-saml-trust-restricts-audience';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { hiddenTrust, policyJson, trust, withVariables } from './policies';

const SAML = {
  Action: 'sts:AssumeRoleWithSAML',
  Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' },
};
const audience = (value: unknown, key = 'SAML:aud', operator = 'StringEquals') =>
  trust({ ...SAML, Condition: { [operator]: { [key]: value } } });

testRule(rule, {
  pass: [
    { name: 'the audience', configuration: audience('https://signin.aws.amazon.com/saml') },
    { name: 'the endpoint of a region', configuration: audience('https://eu-west-1.signin.aws.amazon.com/saml') },
    {
      name: 'the endpoint of one provider',
      configuration: audience('https://signin.aws.amazon.com/saml/acs/SAMLSP2J25'),
    },
    { name: 'the endpoint in China', configuration: audience('https://signin.amazonaws.cn/saml') },
    { name: 'the issuer', configuration: audience('https://idp.example.com/metadata', 'saml:iss') },
    {
      name: 'OIDC',
      configuration: trust({
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'accounts.google.com' },
      }),
    },
    {
      name: 'a region that is not known',
      configuration: withVariables(audience('https://${var.region}.signin.aws.amazon.com/saml'), 'region'),
    },
  ],
  fail: [
    { name: 'no condition', configuration: trust(SAML) },
    { name: 'another audience', configuration: audience('https://app.example.com') },
    {
      name: 'an audience that may be missing',
      configuration: audience('https://signin.aws.amazon.com/saml', 'SAML:aud', 'StringEqualsIfExists'),
    },
    {
      name: 'a provider of the configuration',
      configuration: resources({
        'aws_iam_saml_provider.p': {},
        'aws_iam_role.main': {
          assume_role_policy: policyJson({ ...SAML, Principal: { Federated: '${aws_iam_saml_provider.p.arn}' } }),
        },
      }),
    },
  ],
  unknown: [
    {
      name: 'the provider is a variable',
      configuration: withVariables(trust({ ...SAML, Principal: { Federated: '${var.p}' } }), 'p'),
    },
    { name: 'the audience is a variable', configuration: withVariables(audience('${var.aud}'), 'aud') },
    { name: 'the trust policy is a variable', configuration: hiddenTrust },
  ],
});
