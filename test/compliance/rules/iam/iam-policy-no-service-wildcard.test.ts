import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-service-wildcard';
import { testRule } from '../../../../lib/testing/rule-tester';
import { byDocument, hiddenIdentity, identity, withVariables } from './policies';

testRule(rule, {
  pass: [
    { name: 'a part of a service', configuration: identity({ Action: ['s3:Get*', 's3:*e*'], Resource: '*' }) },
    { name: 'a Deny', configuration: identity({ Effect: 'Deny', Action: 's3:*', Resource: '*' }) },
    {
      name: 'an allowed service',
      configuration: identity({ Action: 'execute-api:*', Resource: '*' }),
      options: { allowedServiceWildcards: ['Execute-API'] },
    },
    {
      name: 'an unknown name of an action',
      configuration: withVariables(identity({ Action: 's3:${var.a}', Resource: '*' }), 'a'),
    },
  ],
  fail: [
    {
      name: 'a service on one resource',
      configuration: identity({ Action: 's3:*', Resource: 'arn:aws:s3:::b' }),
      message: 's3:* grants all actions of s3',
    },
    {
      name: 'each action is a finding',
      configuration: identity({ Action: ['s3:*', 'sqs:**', 'sns:Publish'], Resource: '*' }),
      findings: 2,
    },
    {
      name: 'everything',
      configuration: identity({ Action: '*', Resource: 'arn:aws:s3:::b' }),
      message: 'every service',
    },
    { name: 'every service', configuration: identity({ Action: '*:*', Resource: '*' }) },
    { name: 'at least one character', configuration: identity({ Action: 'ec2:?*', Resource: '*' }) },
    {
      name: 'a service that is not known',
      configuration: withVariables(identity({ Action: '${var.s}:*', Resource: '*' }), 's'),
    },
    {
      name: 'a data source',
      configuration: byDocument({ actions: ['kms:*'], resources: ['*'] }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'another service is allowed',
      configuration: identity({ Action: 's3:*', Resource: '*' }),
      options: { allowedServiceWildcards: ['execute-api'] },
    },
    {
      name: 'an action that is listed twice',
      configuration: identity({ Action: ['s3:*', 's3:*'], Resource: '*' }),
      findings: 1,
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the action is a variable',
      configuration: withVariables(identity({ Action: ['${var.a}'], Resource: '*' }), 'a'),
    },
    {
      name: 'a service that the option may allow',
      configuration: withVariables(identity({ Action: '${var.service}:*', Resource: '*' }), 'service'),
      options: { allowedServiceWildcards: ['execute-api'] },
    },
  ],
});
