import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-assume-any-role';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenIdentity, identity, withVariables } from './policies';

testRule(rule, {
  pass: [
    {
      name: 'one role',
      configuration: identity({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/reader' }),
    },
    {
      name: 'one name in every account',
      configuration: identity({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/audit' }),
    },
    { name: 'another call', configuration: identity({ Action: 'sts:GetCallerIdentity', Resource: '*' }) },
    { name: 'a Deny', configuration: identity({ Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }) },
  ],
  fail: [
    { name: 'any role', configuration: identity({ Action: 'sts:AssumeRole', Resource: '*' }) },
    { name: 'by wildcard', configuration: identity({ Action: 'sts:*', Resource: 'arn:aws:iam::*:role/*' }) },
    {
      name: 'any role of one account',
      configuration: identity({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/*' }),
    },
    {
      name: 'one in a list',
      configuration: identity({
        Action: 'sts:AssumeRole',
        Resource: ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::*'],
      }),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the role is a variable',
      configuration: withVariables(identity({ Action: 'sts:AssumeRole', Resource: '${var.role}' }), 'role'),
    },
  ],
});
