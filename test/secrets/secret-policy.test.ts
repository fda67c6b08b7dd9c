import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Secret } from '../../lib/secrets/secret';
import { SecretPolicyStatement } from '../../lib/secrets/secret-policy-statement';
import { errorOf, newStack, onlyResource, synth } from '../core/support';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const READ = ['secretsmanager:GetSecretValue'];
const OWN = '111122223333';
const OTHER = '444455556666';
const OF_OTHER = `arn:aws:iam::${OTHER}:role/reader`;
const OF_ORGANIZATION = { StringEquals: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } };

function statementsOf(stack: TerraformStack): readonly Statement[] {
  const { policy } = onlyResource(synth(stack), 'aws_secretsmanager_secret_policy');
  return (JSON.parse(String(policy)) as { readonly Statement: readonly Statement[] }).Statement;
}

function letIn(stack: TerraformStack): readonly string[] {
  const statement = statementsOf(stack).find(({ Sid }) => Sid === 'KeepOtherAccountsOut');
  return statement?.Condition?.StringNotEquals?.['aws:PrincipalAccount'] ?? [];
}

function ownStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'shop');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: [OWN] });
  return stack;
}

describe('Secret.addToResourcePolicy', () => {
  it('adds statements about roles of the stack, each once', () => {
    const stack = newStack();
    const role = new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    const secret = new Secret(stack, 'api');
    const statement = SecretPolicyStatement.allow({ principals: [role.roleArn], actions: READ, sid: 'App' });
    secret.addToResourcePolicy(statement);
    secret.addToResourcePolicy(statement);
    secret.addToResourcePolicy(SecretPolicyStatement.deny({ actions: ['secretsmanager:Delete*'] }));
    const [, , allowed, denied, ...others] = statementsOf(stack);
    expect(others).toEqual([]);
    expect(allowed).toEqual({
      Sid: 'App',
      Effect: 'Allow',
      Principal: { AWS: [expect.stringMatching(/^\$\{aws_iam_role\.app_\w+\.arn\}$/)] },
      Action: READ,
      Resource: ['*'],
    });
    expect(denied).toEqual({ Effect: 'Deny', Principal: '*', Action: ['secretsmanager:Delete*'], Resource: ['*'] });
    expect(letIn(stack)).toHaveLength(1);
  });

  it('lets another account in on a condition alone', () => {
    const stack = newStack();
    const secret = new Secret(stack, 'api');
    secret.addToResourcePolicy(
      SecretPolicyStatement.allow({ principals: [OF_OTHER], actions: READ, conditions: OF_ORGANIZATION }),
    );
    expect(letIn(stack)).toEqual([expect.stringMatching(/account_id\}$/), OTHER]);
    expect(statementsOf(stack).at(-1)).toMatchObject({ Condition: OF_ORGANIZATION });
  });

  it.each<[string, Record<string, Record<string, string[]>> | undefined]>([
    ['no condition', undefined],
    ['a condition about something else', { Bool: { 'aws:MultiFactorAuthPresent': ['true'] } }],
    ['a stage', { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': ['AWSCURRENT'] } }],
    ['a wildcard', { StringLike: { 'aws:PrincipalOrgID': ['*'] } }],
    ['IfExists', { StringEqualsIfExists: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } }],
    ['a negation', { StringNotEquals: { 'aws:PrincipalArn': [OF_OTHER] } }],
    ['ForAllValues', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/r-1/*'] } }],
    ['a variable', { StringEquals: { 'aws:PrincipalArn': ['$${aws:PrincipalArn}'] } }],
    ['an open pattern of roles', { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/*'] } }],
  ])('refuses another account with %s', (_, conditions) => {
    for (const principal of [OTHER, OF_OTHER, `arn:aws:iam::${OTHER}:root`]) {
      const secret = new Secret(newStack(), 'api');
      const error = errorOf(() => {
        secret.addToResourcePolicy(SecretPolicyStatement.allow({ principals: [principal], actions: READ, conditions }));
      });
      expect(error.code).toBe('SECRET_POLICY_OTHER_ACCOUNT');
      expect(error.message).toContain(`account ${OTHER} is not known to be the account of the stack`);
      expect(error.constructPath).toBe('shop/api');
    }
  });

  it.each<[string, Record<string, Record<string, string[]>>]>([
    ['an organization', OF_ORGANIZATION],
    ['a unit of one', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/r-1/*'] } }],
    ['a role', { ArnEquals: { 'aws:PrincipalArn': [OF_OTHER] } }],
    ['an endpoint', { StringEquals: { 'aws:sourceVpce': ['vpce-0123456789abcdef0'] } }],
  ])('takes a condition on %s', (_, conditions) => {
    const stack = newStack();
    const statement = SecretPolicyStatement.allow({ principals: [OTHER], actions: READ, conditions });
    new Secret(stack, 'api').addToResourcePolicy(statement);
    expect(letIn(stack)).toContain(OTHER);
  });

  it('knows the own account where the provider says it', () => {
    const stack = ownStack();
    const secret = new Secret(stack, 'api');
    const own = `arn:aws:iam::${OWN}:role/reader`;
    secret.addToResourcePolicy(SecretPolicyStatement.allow({ principals: [own, OWN], actions: READ }));
    expect(letIn(stack)).toHaveLength(1);
    const error = errorOf(() => {
      secret.addToResourcePolicy(SecretPolicyStatement.allow({ principals: [own, OTHER], actions: READ }));
    });
    expect(error.message).toContain(`account ${OTHER} is another account`);
  });

  it('keeps out what a token may turn out to be', () => {
    const stack = newStack();
    const reader = new TerraformVariable(stack, 'reader', {});
    new Secret(stack, 'api').addToResourcePolicy(
      SecretPolicyStatement.allow({ principals: [reader.stringValue], actions: READ }),
    );
    expect(letIn(stack)).toHaveLength(1);
  });

  it('refuses sids that are taken, and what is no statement', () => {
    const secret = new Secret(newStack(), 'api');
    const attempts = [
      SecretPolicyStatement.deny({ actions: ['secretsmanager:*'], sid: 'RequireTls' }),
      { _toStatementJson: () => ({ Effect: 'Allow', Principal: '*', Action: ['*'] }) } as never,
      undefined as never,
    ];
    secret.addToResourcePolicy(SecretPolicyStatement.deny({ actions: ['secretsmanager:DeleteSecret'], sid: 'Mine' }));
    attempts.push(SecretPolicyStatement.deny({ actions: ['secretsmanager:PutSecretValue'], sid: 'Mine' }));
    for (const statement of attempts) {
      const error = errorOf(() => {
        secret.addToResourcePolicy(statement);
      });
      expect(error.code).toBe('SECRET_POLICY_STATEMENT_INVALID');
    }
  });
});

describe('SecretPolicyStatement', () => {
  const list = new TerraformVariable(newStack(), 'list', { type: 'list(string)' }).listValue;

  it.each<[string, unknown, string]>([
    ['principals', ['*'], 'SECRET_POLICY_PUBLIC'],
    ['principals', [OF_OTHER, '*'], 'SECRET_POLICY_PUBLIC'],
    ['principals', undefined, 'SECRET_POLICY_STATEMENT_INVALID'],
    ['principals', [], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['principals', '*', 'SECRET_POLICY_STATEMENT_INVALID'],
    ['principals', list, 'SECRET_POLICY_STATEMENT_INVALID'],
    ['principals', ['arn:aws:iam::*:root'], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['principals', ['arn:aws:iam::111122223333:role/*'], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['principals', ['ecs-tasks.amazonaws.com'], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['principals', [7], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['actions', [], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['actions', undefined, 'SECRET_POLICY_STATEMENT_INVALID'],
    ['actions', ['secretsmanager:*'], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['actions', ['*'], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['actions', ['kms:Decrypt'], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['actions', ['${var.action}'], 'SECRET_POLICY_STATEMENT_INVALID'],
    ['conditions', {}, 'SECRET_POLICY_STATEMENT_INVALID'],
    ['conditions', { StringEquals: {} }, 'SECRET_POLICY_STATEMENT_INVALID'],
    ['conditions', { StringEquals: { 'aws:PrincipalOrgID': [] } }, 'SECRET_POLICY_STATEMENT_INVALID'],
    ['conditions', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'SECRET_POLICY_STATEMENT_INVALID'],
    ['conditions', null, 'SECRET_POLICY_STATEMENT_INVALID'],
    ['sid', 'not a sid', 'SECRET_POLICY_STATEMENT_INVALID'],
  ])('refuses to allow with %s %p', (name, value, code) => {
    const props = { principals: [OWN], actions: READ, [name]: value };
    expect(errorOf(() => SecretPolicyStatement.allow(props as never)).code).toBe(code);
  });

  it('checks what its constructor is given, and keeps what was checked', () => {
    const Statement = SecretPolicyStatement as unknown as new (effect: string, props: unknown) => SecretPolicyStatement;
    expect(errorOf(() => new Statement('Allow', { principals: ['*'], actions: READ })).code).toBe(
      'SECRET_POLICY_PUBLIC',
    );
    const conditions = { StringEquals: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } };
    const stack = newStack();
    const statement = SecretPolicyStatement.allow({ principals: [OTHER], actions: READ, conditions });
    conditions.StringEquals['aws:PrincipalOrgID'][0] = '*';
    new Secret(stack, 'api').addToResourcePolicy(statement);
    expect(statementsOf(stack).at(-1)).toMatchObject({ Condition: OF_ORGANIZATION });
  });

  it.each<[string, unknown]>([
    ['actions', ['s3:*']],
    ['actions', []],
    ['principals', []],
    ['principals', ['arn:aws:iam::*:root']],
  ])('refuses to deny with %s %p', (name, value) => {
    const props = { actions: ['secretsmanager:*'], [name]: value };
    expect(errorOf(() => SecretPolicyStatement.deny(props as never)).code).toBe('SECRET_POLICY_STATEMENT_INVALID');
  });
});
