import { Fn, Lazy, type TerraformStack, TerraformVariable } from 'cdktf';
import { Key } from '../../lib/encryption/key';
import { KeyService } from '../../lib/encryption/key-service';
import { AccountPrincipal } from '../../lib/iam/account-principal';
import { ArnPrincipal } from '../../lib/iam/arn-principal';
import { ManagedPolicy } from '../../lib/iam/managed-policy';
import { OidcPrincipal } from '../../lib/iam/oidc-principal';
import { PermissionsBoundary } from '../../lib/iam/permissions-boundary';
import { Policy } from '../../lib/iam/policy';
import { PolicyDocument } from '../../lib/iam/policy-document';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import { Principal } from '../../lib/iam/principal';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { errorOf, newStack, onlyResource, synth } from '../core/support';

const late = (text: string) => Lazy.stringValue({ produce: () => text });
const role = (stack: TerraformStack) =>
  new Role(stack, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
const allow = (...resources: string[]) => PolicyStatement.allow({ actions: ['s3:GetObject'], resources });

class Everybody extends Principal {
  override _trustStatements() {
    return [{ Effect: 'Allow', Principal: '*', Action: ['sts:AssumeRole'] }] as const;
  }
}

describe('a policy whose tokens turn out to be literals', () => {
  it.each<[string, RegExp, (stack: TerraformStack) => unknown]>([
    ['every resource', /POLICY_RESOURCE_WILDCARD/, (s) => role(s).addToPolicy(allow(late('*')))],
    ['every resource in quotes', /POLICY_RESOURCE_WILDCARD/, (s) => role(s).addToPolicy(allow('${"*"}'))],
    [
      'every resource by a variable',
      /POLICY_RESOURCE_WILDCARD/,
      (s) => role(s).addToPolicy(allow(new TerraformVariable(s, 'v', { default: '*' }).stringValue)),
    ],
    [
      'every resource in a Policy',
      /POLICY_RESOURCE_WILDCARD/,
      (s) => new Policy(s, 'p', { statements: [allow(late('*'))] }),
    ],
    [
      'every resource in a ManagedPolicy',
      /POLICY_RESOURCE_WILDCARD/,
      (s) => new ManagedPolicy(s, 'p', { statements: [allow(late('*'))] }),
    ],
    ['no ARN', /POLICY_RESOURCE_INVALID/, (s) => role(s).addToPolicy(allow(late('x"],"Action":["*"],"Resource":["*')))],
    [
      'an administrator',
      /ROLE_MANAGED_POLICY_FORBIDDEN/,
      (s) => role(s).addManagedPolicy(late('arn:aws:iam::aws:policy/AdministratorAccess')),
    ],
    [
      'an administrator by a part',
      /ROLE_MANAGED_POLICY_FORBIDDEN/,
      (s) => role(s).addManagedPolicy('arn:aws:iam::aws:policy/${"AdministratorAccess"}'),
    ],
    [
      'no boundary',
      /PERMISSIONS_BOUNDARY_INVALID/,
      (s) => {
        PermissionsBoundary.of(s).apply(late('arn:aws:iam::aws:policy/AdministratorAccess'));
      },
    ],
    [
      'every account',
      /ACCOUNT_ID_INVALID/,
      (s) => new Role(s, 'r', { assumedBy: new AccountPrincipal(late('*'), { externalId: 'abcdef' }) }),
    ],
    [
      'an external id that proves nothing',
      /PRINCIPAL_EXTERNAL_ID_MISSING/,
      (s) => new Role(s, 'r', { assumedBy: new AccountPrincipal('111122223333', { externalId: late('*') }) }),
    ],
    [
      'a whole account as a principal',
      /PRINCIPAL_ARN_INVALID/,
      (s) =>
        new Role(s, 'r', {
          assumedBy: new ArnPrincipal('${"arn:aws:iam::111122223333:root"}', { externalId: 'abcdef' }),
        }),
    ],
    [
      'every repository',
      /PRINCIPAL_SUBJECT_TOO_WIDE/,
      (s) =>
        new Role(s, 'r', {
          assumedBy: new OidcPrincipal('arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com', {
            issuer: 'token.actions.githubusercontent.com',
            subjects: [late('repo:*')],
          }),
        }),
    ],
    [
      'a principal of its own for everybody',
      /PRINCIPAL_MISSING/,
      (s) => new Role(s, 'r', { assumedBy: new Everybody() }),
    ],
    [
      'a service of its own for everybody',
      /KEY_PRINCIPAL_INVALID/,
      (s) => {
        const everybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: ['kms:Decrypt'], Resource: ['*'] };
        new Key(s, 'k').allowService(Reflect.construct(KeyService, [() => [everybody]]) as KeyService);
      },
    ],
  ])('is refused for %s', (_, expected, build) => {
    const stack = newStack();
    build(stack);
    expect(() => synth(stack)).toThrow(expected);
  });

  it('says nothing where they name one resource', () => {
    const stack = newStack();
    role(stack).addToPolicy(allow(late('arn:aws:s3:::shop/a')));
    expect(() => synth(stack)).not.toThrow();
  });
});

describe('the text of a policy', () => {
  it('holds what a token turns out to be as a value, never as JSON', () => {
    const stack = newStack();
    const statement = PolicyStatement.deny({
      actions: ['s3:GetObject'],
      conditions: { StringEquals: { 'aws:username': [late('x"]}},{"Effect":"Allow","Action":["*"')] } },
    });
    role(stack).addToPolicy(statement);
    const { policy } = onlyResource(synth(stack), 'aws_iam_policy');
    const parsed = JSON.parse(String(policy)) as { readonly Statement: readonly unknown[] };
    expect(parsed.Statement).toEqual([
      {
        Effect: 'Deny',
        Action: ['s3:GetObject'],
        Resource: ['*'],
        Condition: { StringEquals: { 'aws:username': ['x"]}},{"Effect":"Allow","Action":["*"'] } },
      },
    ]);
  });

  it('leaves the quotes of expressions to Terraform, whoever wrote them', () => {
    const stack = newStack();
    role(stack).addToPolicy(allow('arn:aws:s3:::${lower("SHOP")}/a', `arn:aws:s3:::${Fn.upper('shop')}/b`));
    const { policy } = onlyResource(synth(stack), 'aws_iam_policy');
    expect(policy).toContain('"arn:aws:s3:::${lower("SHOP")}/a","arn:aws:s3:::${upper("shop")}/b"');
  });

  it('is plain where no statement holds a token, and a token with what was there else', () => {
    expect(JSON.parse(new PolicyDocument(allow('arn:aws:s3:::shop/a')).toJson())).toMatchObject({
      Statement: [{ Resource: ['arn:aws:s3:::shop/a'] }],
    });
    const stack = newStack();
    const document = new PolicyDocument(allow(late('arn:aws:s3:::shop/a')));
    const json = document.toJson();
    document.addStatements(allow('arn:aws:s3:::shop/b'));
    new TerraformVariable(stack, 'text', { description: json });
    expect(JSON.stringify(stack.toTerraform())).toContain('shop/a');
    expect(JSON.stringify(stack.toTerraform())).not.toContain('shop/b');
  });
});

describe('a statement', () => {
  it.each<[string, () => unknown]>([
    [
      'the private constructor',
      () => Reflect.construct(PolicyStatement, ['Allow', { actions: ['*'] }, ['*']]) as unknown,
    ],
    [
      'the prototype',
      () =>
        Object.assign(Object.create(PolicyStatement.prototype) as object, {
          json: { Effect: 'Allow', Action: ['*'], Resource: ['*'] },
        }),
    ],
  ])('made by %s is none', (_, make) => {
    expect(errorOf(() => role(newStack()).addToPolicy(make() as PolicyStatement)).code).toBe(
      'POLICY_STATEMENT_INVALID',
    );
  });
});
