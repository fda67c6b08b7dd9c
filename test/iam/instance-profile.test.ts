import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { TerraformVariable } from 'cdktf';
import { resolveTokens } from '../../lib/core/tokens';
import { InstanceProfile } from '../../lib/iam/instance-profile';
import { Role } from '../../lib/iam/role';
import { deletionAttacks, errorOf, newStack, onlyResource, overrideAttacks, synth, type Attack } from '../core/support';
import { newRole } from './support';

describe('InstanceProfile', () => {
  it('gives a role to instances', () => {
    const stack = newStack();
    const props = { instanceProfileName: 'web', path: '/shop/', tags: { a: 'b' } };
    const profile = new InstanceProfile(stack, 'profile', { role: newRole(stack), ...props });
    expect(onlyResource(synth(stack), 'aws_iam_instance_profile')).toEqual({
      name: 'web',
      path: '/shop/',
      tags: { a: 'b' },
      role: expect.stringMatching(/^\$\{aws_iam_role\.app_\w+\.name\}$/) as unknown,
    });
    expect(profile.resource).toBeInstanceOf(IamInstanceProfile);
    const references = resolveTokens(stack, [profile.instanceProfileArn, profile.instanceProfileName]);
    expect(references).toEqual([
      expect.stringMatching(/^\$\{aws_iam_instance_profile\.profile_\w+\.arn\}$/),
      expect.stringMatching(/^\$\{aws_iam_instance_profile\.profile_\w+\.name\}$/),
    ]);
  });

  it('takes a role that was made elsewhere, and tokens', () => {
    const stack = newStack();
    const text = new TerraformVariable(stack, 'v', {}).stringValue;
    const role = Role.fromRoleArn(stack, 'legacy', 'arn:aws:iam::111122223333:role/web');
    new InstanceProfile(stack, 'profile', { role, instanceProfileName: text, path: text });
    expect(onlyResource(synth(stack), 'aws_iam_instance_profile')).toMatchObject({ role: 'web', path: '${var.v}' });
  });

  it.each<[object, string]>([
    [{ role: undefined }, 'INSTANCE_PROFILE_INVALID'],
    [{ role: 'web' }, 'INSTANCE_PROFILE_INVALID'],
    [{ instanceProfileName: '' }, 'INSTANCE_PROFILE_INVALID'],
    [{ instanceProfileName: 'x'.repeat(129) }, 'INSTANCE_PROFILE_INVALID'],
    [{ path: 'x' }, 'IAM_PATH_INVALID'],
    [{ tags: { a: 7 } }, 'TAGS_INVALID'],
  ])('refuses %p', (props, code) => {
    const stack = newStack();
    expect(errorOf(() => new InstanceProfile(stack, 'p', { role: newRole(stack), ...props })).code).toBe(code);
  });

  it.each<Attack>([...overrideAttacks('role', 'admin'), ...deletionAttacks('role')])('notices %s', (_, attack) => {
    const stack = newStack();
    attack(newRole(stack).instanceProfile().resource, stack);
    expect(() => synth(stack)).toThrow(/INSTANCE_PROFILE_ROLE/);
  });
});
