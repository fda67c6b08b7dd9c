import { TerraformVariable } from 'cdktf';
import { Grant } from '../../lib/iam/grant';
import { Role } from '../../lib/iam/role';
import { errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';
import { newRole, readObject } from './support';

const ARN = 'arn:aws:iam::111122223333:role/team/app';

describe('Role.fromRoleName', () => {
  it.each([
    ['app', 'app'],
    ['team/x/app', 'app'],
  ])('knows %s by its account', (name, roleName) => {
    const stack = newStack();
    const role = Role.fromRoleName(stack, 'legacy', name);
    newRole(stack).grantPassRole(role, 'ecs-tasks.amazonaws.com');
    role.addToPolicy(readObject());
    const json = synth(stack);
    expect(role.roleName).toBe(roleName);
    expect(onlyResource(json, 'aws_iam_role_policy_attachment').role).toBe(roleName);
    const assume = newStack();
    Role.fromRoleName(assume, 'legacy', name).addToPolicy(readObject());
    expect(resourcesOf(synth(assume), 'aws_iam_role')).toEqual([]);
  });

  it('takes a token', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'name', {});
    Role.fromRoleName(stack, 'legacy', variable.stringValue).addToPolicy(readObject());
    expect(onlyResource(synth(stack), 'aws_iam_role_policy_attachment').role).toBe('${var.name}');
  });

  it.each(['', '*', 'a b', '/app', 'team/', 'x'.repeat(65), 7])('refuses %p', (name) => {
    expect(errorOf(() => Role.fromRoleName(newStack(), 'x', name as never)).code).toBe('ROLE_NAME_INVALID');
  });
});

describe('a role whose policies are managed elsewhere', () => {
  it('gets nothing from grants', () => {
    const stack = newStack();
    const role = Role.fromRoleArn(stack, 'legacy', ARN, { mutable: false });
    expect(errorOf(() => Grant.toRole(role, {} as never)).code).toBe('POLICY_STATEMENT_INVALID');
    const grant = Grant.toRole(role, readObject());
    expect(role.addManagedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess')).toBeUndefined();
    const waiting = newRole(stack).resource;
    grant.applyBefore(waiting);
    const json = synth(stack);
    expect([role.roleArn, role.roleName]).toEqual([ARN, 'app']);
    expect(resourcesOf(json, 'aws_iam_policy')).toEqual([]);
    expect(resourcesOf(json, 'aws_iam_role_policy_attachment')).toEqual([]);
    expect(onlyResource(json, 'aws_iam_role').depends_on).toBeUndefined();
  });

  it('may be one of the stack', () => {
    const stack = newStack();
    const role = newRole(stack);
    const fixed = role.withoutPolicyUpdates();
    expect(role.withoutPolicyUpdates()).toBe(fixed);
    expect([fixed.roleArn, fixed.roleName]).toEqual([role.roleArn, role.roleName]);
    fixed.addToPolicy(readObject());
    expect(resourcesOf(synth(stack), 'aws_iam_policy')).toEqual([]);
    role.addToPolicy(readObject());
    expect(resourcesOf(synth(stack), 'aws_iam_policy')).toHaveLength(1);
  });

  it.each(['no', 0, '${var.mutable}'])('is no question of %p', (mutable) => {
    expect(errorOf(() => Role.fromRoleArn(newStack(), 'x', ARN, { mutable: mutable as never })).code).toBe(
      'ROLE_OPTION_INVALID',
    );
  });
});

describe('Role.fromRoleArn', () => {
  it.each([7, null, undefined, 'arn:aws:iam::111122223333:role/te*m/app'])('refuses %p', (arn) => {
    expect(errorOf(() => Role.fromRoleArn(newStack(), 'x', arn as never)).code).toBe('ROLE_ARN_INVALID');
  });

  it.each(['${var.path}/a*', 'arn:aws:iam::${var.account}:role/', 'arn:aws:iam::${var.account}:role/a b'])(
    'refuses %p, whose name is known to be none',
    (arn) => {
      const error = errorOf(() => Role.fromRoleArn(newStack(), 'x', arn));
      expect(error.code).toBe('ROLE_ARN_INVALID');
      expect(error.message).toContain(arn);
    },
  );

  it.each([
    ['arn:aws:iam::${var.account}:role/team/app', 'app'],
    ['${var.role}', '${element(reverse(split("/", "${var.role}")), 0)}'],
    ['${local.roles["a/b"].arn}', '${element(reverse(split("/", "${local.roles["a/b"].arn}")), 0)}'],
    ['arn:aws:iam::1:role/a-${var.x}', '${element(reverse(split("/", "arn:aws:iam::1:role/a-${var.x}")), 0)}'],
  ])('knows the name in %s', (arn, name) => {
    const stack = newStack();
    Role.fromRoleArn(stack, 'x', arn).addToPolicy(readObject());
    expect(onlyResource(synth(stack), 'aws_iam_role_policy_attachment').role).toBe(name);
  });

  it('keeps the promises of a role', () => {
    const stack = newStack();
    const role = Role.fromRoleArn(stack, 'legacy', ARN);
    role.addToPolicy(readObject());
    role.addManagedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess');
    expect(() => {
      role.addManagedPolicy('arn:aws:iam::aws:policy/IAMFullAccess');
    }).toThrow(/ROLE_MANAGED_POLICY_FORBIDDEN/);
    stack.addOverride('resource.aws_iam_policy.legacy_Policy_3C44DAE9', undefined);
    const names = Object.keys(synth(stack).resource.aws_iam_policy ?? {});
    expect(names).toHaveLength(1);
    stack.addOverride(`resource.aws_iam_policy.${String(names[0])}.policy`, '{}');
    expect(() => synth(stack)).toThrow(/ROLE_POLICY: /);
  });
});
