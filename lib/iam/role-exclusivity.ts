import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import type { SecuredConstruct } from '../core/secured-construct';
import type { RoleAttachments } from './role-attachments';

/** Makes Terraform remove every inline policy of a role, and every managed policy that the stack did not attach. */
export function keepPoliciesExclusive(owner: SecuredConstruct, roleName: string, attachments: RoleAttachments): void {
  const code = 'ROLE_EXCLUSIVE_POLICIES';
  const inline = new aws.iamRolePoliciesExclusive.IamRolePoliciesExclusive(owner, 'ExclusiveInlinePolicies', {
    roleName,
    policyNames: [],
  });
  guarantee(owner, inline, [
    { code, attribute: 'policy_names', value: [], promise: 'no inline policy', instead: 'use addToPolicy' },
    { code, attribute: 'role_name', value: roleName },
  ]);
  const { policyArns } = attachments;
  const managed = new aws.iamRolePolicyAttachmentsExclusive.IamRolePolicyAttachmentsExclusive(
    owner,
    'ExclusivePolicyAttachments',
    { roleName, policyArns: [...policyArns] },
  );
  attachments.whenChanged(() => {
    managed.policyArns = [...policyArns];
  });
  guarantee(owner, managed, [
    {
      code,
      attribute: 'policy_arns',
      value: policyArns,
      promise: 'the policies that the stack attaches',
      instead: 'use addManagedPolicy',
      rules: ['iam-no-admin-managed-policy'],
    },
    { code, attribute: 'role_name', value: roleName },
  ]);
}
