import rule from '../../../../lib/compliance/rules/iam/iam-policy-explicit-version';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { hiddenIdentity, identity, withVariables } from './policies';

const STATEMENT = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }];
const unversioned = JSON.stringify({ Statement: STATEMENT });

testRule(rule, {
  pass: [
    { name: 'the current version', configuration: identity({ Action: 's3:GetObject', Resource: '*' }) },
    {
      name: 'a data source, which has it by default',
      configuration: { data: { aws_iam_policy_document: { d: { statement: STATEMENT } } } },
    },
    {
      name: 'a policy made by a data source',
      configuration: resources({
        'data.aws_iam_policy_document.d': {},
        'aws_iam_policy.main': { policy: '${data.aws_iam_policy_document.d.json}' },
      }),
      address: 'aws_iam_policy.main',
    },
  ],
  fail: [
    { name: 'absent', configuration: resource('aws_iam_policy', { policy: unversioned }), path: 'policy' },
    {
      name: 'the old version',
      configuration: resource('aws_sqs_queue_policy', {
        policy: JSON.stringify({ Version: '2008-10-17', Statement: STATEMENT }),
      }),
      message: '2008-10-17',
    },
    {
      name: 'a trust policy',
      configuration: resource('aws_iam_role', { assume_role_policy: unversioned }),
      path: 'assume_role_policy',
    },
    {
      name: 'an inline policy',
      configuration: resource('aws_iam_role', { inline_policy: [{ name: 'a', policy: unversioned }] }),
      path: 'inline_policy[0].policy',
    },
    {
      name: 'a data source with the old version',
      configuration: { data: { aws_iam_policy_document: { d: { version: '2008-10-17' } } } },
      path: 'version',
    },
    { name: 'a key policy', configuration: resource('aws_kms_key', { policy: unversioned }) },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the version is a variable',
      configuration: withVariables(
        resource('aws_iam_policy', { policy: JSON.stringify({ Version: '${var.v}', Statement: STATEMENT }) }),
        'v',
      ),
    },
    { name: 'no JSON', configuration: resource('aws_iam_policy', { policy: 'nonsense' }) },
  ],
  notApplicable: [{ name: 'a key with its default policy', configuration: resource('aws_kms_key', { policy: null }) }],
});
