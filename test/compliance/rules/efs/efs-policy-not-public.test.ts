import rule from '../../../../lib/compliance/rules/efs/efs-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const tls = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const allow = (principal: unknown, condition?: unknown) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'elasticfilesystem:ClientMount',
  ...(condition === undefined ? {} : { Condition: condition }),
});
const text = (...statements: readonly unknown[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const policy = (value: unknown, others = {}) =>
  blocks({ 'aws_efs_file_system_policy.main': { file_system_id: 'fs-0abc', policy: value }, ...others });
const role = { AWS: 'arn:aws:iam::111122223333:role/app' };

testRule(rule, {
  pass: [
    { name: 'a role, over TLS', configuration: policy(text(allow(role), tls)) },
    { name: 'TLS alone', configuration: policy(text(tls)) },
    {
      name: 'whoever reaches a mount target',
      configuration: policy(text(allow('*', { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } }), tls)),
    },
    {
      name: 'one organization',
      configuration: policy(text(allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }), tls)),
    },
    {
      name: 'by jsonencode',
      configuration: policy(
        '${jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })}',
      ),
    },
    {
      name: 'by a data source',
      configuration: policy('${data.aws_iam_policy_document.p.json}', {
        'data.aws_iam_policy_document.p': {
          statement: [
            {
              effect: 'Deny',
              principals: { type: 'AWS', identifiers: ['*'] },
              actions: ['*'],
              condition: { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
            },
          ],
        },
      }),
    },
  ],
  fail: [
    { name: 'everyone, over TLS', configuration: policy(text(allow('*'), tls)), path: 'policy.Statement[0].Principal' },
    {
      name: 'a role, with or without TLS',
      configuration: policy(text(allow(role))),
      message: 'connections without TLS',
    },
    { name: 'both', configuration: policy(text(allow({ AWS: ['*'] }))), findings: 2 },
    {
      name: 'a mount target, or not',
      configuration: policy(
        text(allow('*', { BoolIfExists: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } }), tls),
      ),
    },
    {
      name: 'TLS of one role only',
      configuration: policy(text(allow(role), { ...tls, Principal: role })),
    },
    { name: 'the second statement', configuration: policy(text(allow(role), allow('*'), tls)) },
    { name: 'NotPrincipal', configuration: policy(text({ Effect: 'Allow', NotPrincipal: role, Action: '*' }, tls)) },
  ],
  unknown: [
    { name: 'a variable', configuration: policy('${var.unset}'), findings: 1 },
    { name: 'no JSON', configuration: policy('{') },
    { name: 'a principal of a variable', configuration: policy(text(allow('${var.unset}'), tls)) },
  ],
});
