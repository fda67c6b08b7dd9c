import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { PermissionsBoundary } from '../../lib/iam/permissions-boundary';
import { deletionAttacks, errorOf, newStack, onlyResource, overrideAttacks, synth, type Attack } from '../core/support';
import { BOUNDARY, newRole } from './support';

const OTHER = 'arn:aws:iam::111122223333:policy/other';

function boundariesOf(stack: TerraformStack): Readonly<Record<string, unknown>> {
  const roles = Object.entries(synth(stack).resource.aws_iam_role ?? {});
  const boundaries = roles.map(([name, role]): [string, unknown] => [
    name.replace(/_.*/, ''),
    role.permissions_boundary,
  ]);
  return Object.fromEntries(boundaries);
}

describe('PermissionsBoundary', () => {
  it('bounds every role below its scope, the nearest first', () => {
    const stack = newStack();
    const team = new Construct(stack, 'team');
    newRole(stack, {}, 'before');
    PermissionsBoundary.of(stack).apply(BOUNDARY);
    PermissionsBoundary.of(team).apply(OTHER);
    newRole(stack, {}, 'after');
    newRole(team, {}, 'nested');
    newRole(stack, { permissionsBoundary: OTHER }, 'own');
    expect(boundariesOf(stack)).toEqual({ before: BOUNDARY, after: BOUNDARY, team: OTHER, own: OTHER });
  });

  it('holds for an app, and leaves raw roles to the rules', () => {
    const app = Testing.app();
    const stack = new TerraformStack(app, 'shop');
    new AwsProvider(stack, 'aws', {});
    PermissionsBoundary.of(app).apply(OTHER);
    PermissionsBoundary.of(app).apply(BOUNDARY);
    newRole(stack);
    new IamRole(stack, 'raw', { assumeRolePolicy: '{}' });
    expect(boundariesOf(stack)).toEqual({ app: BOUNDARY, raw: undefined });
  });

  it('takes a token', () => {
    const stack = newStack();
    PermissionsBoundary.of(stack).apply(new TerraformVariable(stack, 'arn', {}).stringValue);
    newRole(stack);
    expect(onlyResource(synth(stack), 'aws_iam_role').permissions_boundary).toBe('${var.arn}');
  });

  it.each(['', '*', 'boundary', 'arn:aws:iam::aws:policy/AdministratorAccess', 7, undefined])('refuses %p', (arn) => {
    const error = errorOf(() => {
      PermissionsBoundary.of(newStack()).apply(arn as never);
    });
    expect(error.code).toBe('PERMISSIONS_BOUNDARY_INVALID');
    expect(error.constructPath).toBe('shop');
  });

  it.each<Attack>([...overrideAttacks('permissions_boundary', OTHER), ...deletionAttacks('permissions_boundary')])(
    'notices %s',
    (_, attack) => {
      const stack = newStack();
      const role = newRole(stack);
      PermissionsBoundary.of(stack).apply(BOUNDARY);
      attack(role.resource, stack);
      expect(() => synth(stack)).toThrow(/ROLE_PERMISSIONS_BOUNDARY/);
    },
  );
});
