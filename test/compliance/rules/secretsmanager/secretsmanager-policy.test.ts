import blocked from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-policy-block-public';
import notPublic from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const POLICY = 'aws_secretsmanager_secret_policy';
const statement = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*', ...one })) });
const policy = (...statements: object[]) => resource(POLICY, { policy: statement(...statements) });
const held = (Condition: object) => policy({ Principal: '*', Condition });

testRule(notPublic, {
  pass: [
    { name: 'no policy', configuration: resource('aws_secretsmanager_secret', {}) },
    { name: 'a role', configuration: policy({ Principal: { AWS: '${aws_iam_role.app.arn}' } }) },
    { name: 'a Deny', configuration: policy({ Effect: 'Deny', Principal: '*' }) },
    { name: 'an organization', configuration: held({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }) },
    { name: 'a VPC endpoint', configuration: held({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }) },
    { name: 'an account', configuration: held({ StringEquals: { 'AWS:PrincipalAccount': ['111122223333'] } }) },
  ],
  fail: [
    { name: 'everyone', configuration: policy({ Principal: '*' }), path: 'policy.Statement[0].Principal' },
    { name: 'AWS: *', configuration: resource('aws_secretsmanager_secret', { policy: statement({ Principal: { AWS: ['*'] } }) }) },
    { name: 'the second statement', configuration: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, { Principal: '*' }), path: 'policy.Statement[1].Principal', findings: 1 },
    { name: 'NotPrincipal', configuration: policy({ NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }), path: 'policy.Statement[0].NotPrincipal' },
    { name: 'a condition that fixes nobody', configuration: held({ Bool: { 'aws:SecureTransport': 'true' } }) },
    { name: 'a wildcard value', configuration: held({ StringLike: { 'aws:PrincipalOrgID': '*' } }) },
    { name: 'a negative operator', configuration: held({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }) },
    { name: 'a data source', configuration: resources({ [`${POLICY}.main`]: { policy: '${data.aws_iam_policy_document.p.json}' }, 'data.aws_iam_policy_document.p': { statement: [{ actions: ['secretsmanager:*'], resources: ['*'], principals: [{ type: '*', identifiers: ['*'] }] }] } }), address: `${POLICY}.main` },
    { name: 'jsonencode', configuration: resource(POLICY, { policy: '${jsonencode({"Statement" = [{"Effect" = "Allow", "Principal" = {"AWS" = "*"}, "Action" = "*", "Resource" = aws_secretsmanager_secret.s.arn}]})}' }) },
  ],
  unknown: [
    { name: 'a policy of a variable', configuration: resource(POLICY, { policy: '${var.p}' }) },
    { name: 'a value of a variable', configuration: held({ StringEquals: { 'aws:PrincipalOrgID': '${var.o}' } }) },
    { name: 'no JSON', configuration: resource(POLICY, { policy: '{' }) },
  ],
});

testRule(blocked, {
  pass: [{ name: 'true as text', configuration: resource(POLICY, { block_public_policy: 'true' }) }],
  fail: [
    { name: 'absent', configuration: resource(POLICY, {}), path: 'block_public_policy' },
    { name: 'null', configuration: resource(POLICY, { block_public_policy: null }) },
    { name: 'false', configuration: resource(POLICY, { block_public_policy: false }) },
  ],
  unknown: [{ name: 'a variable', configuration: resource(POLICY, { block_public_policy: '${var.b}' }) }],
});
