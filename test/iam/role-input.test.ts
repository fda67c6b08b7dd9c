import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { TerraformVariable, Token } from 'cdktf';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { AccountPrincipal } from '../../lib/iam/account-principal';
import { CompositePrincipal } from '../../lib/iam/composite-principal';
import { RolePrincipal } from '../../lib/iam/role-principal';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';
import { BOUNDARY, newRole, readObject } from './support';

describe('props of a role', () => {
  it.each<[object, string]>([
    [{ assumedBy: undefined }, 'PRINCIPAL_MISSING'],
    [{ assumedBy: 'ec2.amazonaws.com' }, 'PRINCIPAL_MISSING'],
    [{ roleName: '' }, 'ROLE_NAME_INVALID'],
    [{ roleName: 'a b' }, 'ROLE_NAME_INVALID'],
    [{ roleName: 'x'.repeat(65) }, 'ROLE_NAME_INVALID'],
    [{ roleName: 7 }, 'ROLE_NAME_INVALID'],
    [{ path: '' }, 'IAM_PATH_INVALID'],
    [{ path: 'team' }, 'IAM_PATH_INVALID'],
    [{ path: '/team' }, 'IAM_PATH_INVALID'],
    [{ path: '/a//' }, 'IAM_PATH_INVALID'],
    [{ path: `/${'x'.repeat(511)}/` }, 'IAM_PATH_INVALID'],
    [{ path: 7 }, 'IAM_PATH_INVALID'],
    [{ description: '' }, 'IAM_DESCRIPTION_INVALID'],
    [{ description: '\u2603' }, 'IAM_DESCRIPTION_INVALID'],
    [{ description: 'x'.repeat(1001) }, 'IAM_DESCRIPTION_INVALID'],
    [{ maxSessionDurationSeconds: 'an hour' }, 'ROLE_SESSION_DURATION_INVALID'],
    [{ maxSessionDurationSeconds: Number.NaN }, 'ROLE_SESSION_DURATION_INVALID'],
    [{ permissionsBoundary: '' }, 'PERMISSIONS_BOUNDARY_INVALID'],
    [{ permissionsBoundary: 'boundary' }, 'PERMISSIONS_BOUNDARY_INVALID'],
    [{ permissionsBoundary: 'arn:aws:iam::111122223333:policy/*' }, 'PERMISSIONS_BOUNDARY_INVALID'],
    [{ permissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }, 'PERMISSIONS_BOUNDARY_INVALID'],
    [{ permissionsBoundary: ['a'] }, 'PERMISSIONS_BOUNDARY_INVALID'],
    [{ managedPolicyArns: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, 'POLICY_ARN_INVALID'],
    [{ managedPolicyArns: [7] }, 'POLICY_ARN_INVALID'],
    [{ managedPolicyArns: ['ReadOnlyAccess'] }, 'POLICY_ARN_INVALID'],
    [{ managedPolicyArns: ['*'] }, 'POLICY_ARN_INVALID'],
    [{ tags: ['a'] }, 'TAGS_INVALID'],
    [{ tags: { 'aws:x': 'y' } }, 'TAGS_INVALID'],
    [{ tags: { a: 7 } }, 'TAGS_INVALID'],
  ])('refuse %p', (props, code) => {
    const error = errorOf(() => newRole(newStack(), props));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/app');
  });

  it('take tokens', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'v', {});
    const text = variable.stringValue;
    const role = newRole(stack, {
      roleName: text,
      path: text,
      description: text,
      permissionsBoundary: text,
      maxSessionDurationSeconds: variable.numberValue,
      managedPolicyArns: [text],
      tags: Token.asStringMap(variable.value),
    });
    role.addToPolicy(readObject());
    const json = synth(stack);
    expect(onlyResource(json, 'aws_iam_role')).toMatchObject({
      name: '${var.v}',
      path: '${var.v}',
      description: '${var.v}',
      permissions_boundary: '${var.v}',
      max_session_duration: '${var.v}',
    });
    expect(resourcesOf(json, 'aws_iam_role_policy_attachment').map(({ policy_arn: arn }) => arn)).toContain('${var.v}');
  });

  it('take no list of unknown length', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'v', { type: 'list(string)' });
    const error = errorOf(() => newRole(stack, { managedPolicyArns: variable.listValue }));
    expect(error.code).toBe('POLICY_ARN_INVALID');
    expect(error.message).toMatch(/not known before Terraform runs/);
    const spread = errorOf(() => newRole(stack, { managedPolicyArns: [BOUNDARY, ...variable.listValue] }, 'b'));
    expect(spread.code).toBe('POLICY_ARN_INVALID');
  });

  it('refuse an administrator of another partition', () => {
    const stack = newStack();
    const partition = new TerraformVariable(stack, 'partition', {});
    const arn = `arn:${partition.stringValue}:iam::aws:policy/AdministratorAccess`;
    expect(errorOf(() => newRole(stack, { managedPolicyArns: [arn] })).code).toBe('ROLE_MANAGED_POLICY_FORBIDDEN');
    expect(errorOf(() => newRole(stack, { permissionsBoundary: arn }, 'b')).code).toBe('PERMISSIONS_BOUNDARY_INVALID');
  });

  it('have a description that IAM takes, whatever the path is', () => {
    const stack = newStack();
    newRole(stack, {}, 'caf\u00e9-\u2603');
    expect(onlyResource(synth(stack), 'aws_iam_role').description).toBe('Role at shop/caf\u00e9-?');
  });

  it('refuse a second role of the same id', () => {
    const stack = newStack();
    newRole(stack);
    expect(() => newRole(stack)).toThrow(/already a Construct with name 'app'/);
  });

  it('note a longer session with its reason', () => {
    const stack = newStack();
    expect(errorOf(() => newRole(newStack(), { maxSessionDurationSeconds: 3601 })).code).toBe(
      'LOOSENING_REASON_MISSING',
    );
    newRole(stack, { maxSessionDurationSeconds: 7200, looseningReason: 'a run takes two hours' });
    expect(Guardrails.loosened(stack)).toMatchObject([
      { setting: 'maxSessionDurationSeconds', defaultValue: '3600', value: '7200', reason: 'a run takes two hours' },
    ]);
  });
});

describe('trust of a role', () => {
  const statementsOf = (trust: unknown) => (JSON.parse(String(trust)) as { Statement: unknown[] }).Statement;

  it('grows by addTrust, each statement once', () => {
    const stack = newStack();
    const role = newRole(stack, { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    role.addTrust(new AccountPrincipal('444455556666', { externalId: 'shop-42' }));
    role.addTrust(new ServicePrincipal('ec2.amazonaws.com'));
    expect(statementsOf(onlyResource(synth(stack), 'aws_iam_role').assume_role_policy)).toMatchObject([
      { Principal: { Service: 'ec2.amazonaws.com' } },
      { Principal: { AWS: '444455556666' } },
    ]);
  });

  it('takes principals only, and never the role itself', () => {
    const role = newRole(newStack());
    for (const wrong of [undefined, '*', { AWS: '*' }]) {
      expect(
        errorOf(() => {
          role.addTrust(wrong as never);
        }).code,
      ).toBe('PRINCIPAL_MISSING');
    }
    expect(
      errorOf(() => {
        role.addTrust(new RolePrincipal(role));
      }).code,
    ).toBe('PRINCIPAL_ARN_INVALID');
    expect(errorOf(() => role.grantAssume(role)).code).toBe('PRINCIPAL_ARN_INVALID');
  });

  const accounts = (count: number) =>
    new CompositePrincipal(
      ...Array.from(
        { length: count },
        (_, index) => new AccountPrincipal(String(111_100_000_000 + index), { externalId: 'shop-42' }),
      ),
    );

  it('is refused where it is longer than AWS ever takes', () => {
    const error = errorOf(() => newRole(newStack(), { assumedBy: accounts(40) }));
    expect(error.code).toBe('ROLE_TRUST_TOO_LARGE');
    expect(error.message).toMatch(/at least \d{4} characters long, allowed are 2048, and 4096 with a raised quota/);
  });

  it('warns where it needs a raised quota', () => {
    const role = newRole(newStack(), { assumedBy: accounts(20) });
    role.addTrust(new ServicePrincipal('ec2.amazonaws.com'));
    const warnings = role.node.metadata.filter(({ type }) => type === '@cdktf/warn');
    expect(warnings.map(({ data }) => String(data))).toEqual([expect.stringMatching(/longer than 2048 characters/)]);
    expect(newRole(newStack(), { assumedBy: accounts(5) }).node.metadata).toEqual([]);
  });
});

describe('resources of a role', () => {
  it("are the provider's own", () => {
    const role = newRole(newStack());
    expect(role.resource).toBeInstanceOf(IamRole);
    expect(role.instanceProfile()).toBe(role.instanceProfile());
  });
});
