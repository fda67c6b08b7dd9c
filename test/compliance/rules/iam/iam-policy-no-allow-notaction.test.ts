import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-allow-notaction';
import { testRule } from '../../../../lib/testing/rule-tester';
import { byDocument, hiddenIdentity, identity, withVariables } from './policies';

testRule(rule, {
  pass: [
    { name: 'Action and Resource', configuration: identity({ Action: 's3:GetObject', Resource: '*' }) },
    { name: 'a Deny', configuration: identity({ Effect: 'Deny', NotAction: 'iam:*', NotResource: 'a' }) },
  ],
  fail: [
    {
      name: 'NotAction',
      configuration: identity({ NotAction: 'iam:*', Resource: '*' }),
      path: 'policy.Statement[0].NotAction',
    },
    {
      name: 'NotResource',
      configuration: identity({ Action: 's3:*', NotResource: 'arn:aws:s3:::b' }),
      path: 'policy.Statement[0].NotResource',
    },
    {
      name: 'both are two findings',
      configuration: identity({ NotAction: 'iam:*', NotResource: 'arn:aws:s3:::b' }),
      findings: 2,
    },
    {
      name: 'a data source, whose effect is Allow by default',
      configuration: byDocument({ not_actions: ['iam:*'], resources: ['*'] }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'a variable in the list',
      configuration: withVariables(identity({ NotAction: '${var.a}', Resource: '*' }), 'a'),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the effect is a variable',
      configuration: withVariables(identity({ Effect: '${var.e}', NotAction: 'iam:*', Resource: '*' }), 'e'),
    },
  ],
});
