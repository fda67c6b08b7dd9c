import rule from '../../../../lib/compliance/rules/ecr/ecr-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const text = (statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ecr:BatchGetImage', ...statement }],
  });
const policy = (statement: object, type = 'aws_ecr_repository_policy') => resource(type, { policy: text(statement) });
const held = (Condition: object) => policy({ Principal: { AWS: '*' }, Condition });
const publicly = (Action: unknown) => policy({ Principal: '*', Action }, 'aws_ecrpublic_repository_policy');

testRule(rule, {
  pass: [
    { name: 'an account', configuration: policy({ Principal: { AWS: '111122223333' } }) },
    { name: 'a service', configuration: policy({ Principal: { Service: 'codebuild.amazonaws.com' } }) },
    { name: 'a Deny', configuration: policy({ Effect: 'Deny', Principal: '*' }) },
    { name: 'an organization', configuration: held({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } }) },
    { name: 'reading what is public', configuration: publicly('ecr-public:DescribeImages') },
  ],
  fail: [
    { name: 'everyone', configuration: policy({ Principal: '*' }), path: 'policy.Statement[0].Principal' },
    { name: 'everyone by AWS', configuration: policy({ Principal: { AWS: ['111122223333', '*'] } }) },
    { name: 'NotPrincipal', configuration: policy({ NotPrincipal: { AWS: '111122223333' } }) },
    { name: 'any organization', configuration: held({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }) },
    {
      name: 'where the organization is known',
      configuration: held({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abc1234567' } }),
    },
    {
      name: 'the registry',
      configuration: policy({ Principal: '*', Action: 'ecr:ReplicateImage' }, 'aws_ecr_registry_policy'),
    },
    {
      name: 'repositories made by a template',
      configuration: resource('aws_ecr_repository_creation_template', { repository_policy: text({ Principal: '*' }) }),
      path: 'repository_policy.Statement[0].Principal',
    },
    { name: 'pushing to what is public', configuration: publicly(['ecr-public:DescribeImages', 'ecr-public:Put*']) },
    { name: 'everything on what is public', configuration: publicly('*') },
    {
      name: 'a data source put together from two',
      configuration: resources({
        'aws_ecr_repository_policy.p': { policy: '${data.aws_iam_policy_document.all.json}' },
        'data.aws_iam_policy_document.all': { source_policy_documents: ['${data.aws_iam_policy_document.part.json}'] },
        'data.aws_iam_policy_document.part': {
          statement: { actions: ['ecr:*'], principals: { type: '*', identifiers: ['*'] } },
        },
      }),
    },
  ],
  unknown: [
    { name: 'a policy', configuration: resource('aws_ecr_repository_policy', { policy: '${var.policy}' }) },
    { name: 'a principal', configuration: policy({ Principal: { AWS: '${var.reader}' } }) },
    { name: 'a value', configuration: held({ StringEquals: { 'aws:PrincipalOrgID': '${var.org}' } }) },
    { name: 'no policy at all', configuration: resource('aws_ecr_repository_policy', { policy: 'none' }) },
  ],
  notApplicable: [
    { name: 'null', configuration: resource('aws_ecr_repository_policy', { policy: null }) },
    {
      name: 'a template without a policy',
      configuration: resource('aws_ecr_repository_creation_template', { prefix: 'a' }),
    },
    {
      name: 'count = 0',
      configuration: resource('aws_ecr_repository_policy', { count: 0, policy: text({ Principal: '*' }) }),
    },
  ],
});
