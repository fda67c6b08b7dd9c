import { TerraformVariable } from 'cdktf';
import { PolicyStatement, type PolicyStatementProps } from '../../lib/iam/policy-statement';
import { errorOf, newStack } from '../core/support';

type ConditionMap = NonNullable<PolicyStatementProps['conditions']>;

const props = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::reports/*'] };
const allow = (conditions: ConditionMap) => PolicyStatement.allow({ ...props, conditions });

describe('conditions of a statement', () => {
  it.each<ConditionMap>([
    { StringEquals: { 'aws:SourceAccount': ['111122223333'] } },
    { StringNotLikeIfExists: { 'aws:PrincipalTag/team': ['a*', 'b'] } },
    {
      NumericLessThanEquals: { 's3:max-keys': ['10'] },
      DateGreaterThan: { 'aws:CurrentTime': ['2030-01-01T00:00:00Z'] },
    },
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/r-ab12/*'] } },
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] }, Null: { 'aws:TagKeys': ['false'] } },
    {
      ArnLike: { 'aws:SourceArn': ['arn:aws:sns:*:111122223333:x'] },
      NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] },
    },
    { StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/A1:sub': ['system:serviceaccount:a:b'] } },
    { StringEquals: { 'kms:EncryptionContext:aws:pi:service': ['rds'] } },
  ])('may be %p', (conditions) => {
    expect(allow(conditions)._toStatementJson().Condition).toEqual(conditions);
  });

  it.each<[unknown, RegExp]>([
    ['StringEquals', /map of operators/],
    [[], /map of operators/],
    [{ stringequals: { 'aws:SourceVpc': ['vpc-1'] } }, /"stringequals" is no condition operator/],
    [{ NullIfExists: { 'aws:SourceVpc': ['true'] } }, /no condition operator/],
    [JSON.parse('{"__proto__":{"aws:SourceVpc":["x"]}}'), /no condition operator/],
    [{ constructor: { 'aws:SourceVpc': ['x'] } }, /no condition operator/],
    [{ StringEquals: {} }, /has no keys/],
    [{ StringEquals: null }, /has no keys/],
    [{ StringEquals: { SourceVpc: ['vpc-1'] } }, /"SourceVpc" of StringEquals is no condition key/],
    [{ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }, /allowed is a list of texts/],
    [{ StringEquals: { 'aws:SourceVpc': [] } }, /allowed is a list of texts/],
    [{ NumericEquals: { 's3:max-keys': [10] } }, /allowed is a list of texts/],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } }, /also allows requests without the key/],
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] }, Null: { 'aws:TagKeys': ['true'] } },
      /also allows requests without the key/,
    ],
  ])('may not be %p', (conditions, message) => {
    const error = errorOf(() => allow(conditions as ConditionMap));
    expect(error.code).toBe('POLICY_CONDITION_INVALID');
    expect(error.message).toMatch(message);
  });

  it('may hold tokens one by one, but no list of unknown length', () => {
    const variable = new TerraformVariable(newStack(), 'v', { type: 'list(string)' });
    expect(allow({ StringEquals: { 'aws:SourceVpc': [variable.stringValue] } })).toBeInstanceOf(PolicyStatement);
    const error = errorOf(() => allow({ StringEquals: { 'aws:SourceVpc': variable.listValue } }));
    expect(error.message).toMatch(/not known before Terraform runs/);
    const spread = ['vpc-1', ...variable.listValue];
    expect(errorOf(() => allow({ StringEquals: { 'aws:SourceVpc': spread } })).code).toBe('POLICY_CONDITION_INVALID');
  });

  it('are wider where they deny', () => {
    const conditions = { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': ['team'] } };
    expect(PolicyStatement.deny({ actions: ['ec2:*'], conditions })._toStatementJson().Condition).toEqual(conditions);
  });

  it('are read once', () => {
    const values = ['111122223333'];
    const statement = allow({ StringEquals: { 'aws:SourceAccount': values } });
    values[0] = '*';
    expect(statement._toStatementJson().Condition).toEqual({ StringEquals: { 'aws:SourceAccount': ['111122223333'] } });
  });
});
