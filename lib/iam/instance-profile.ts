import type { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { SecuredConstruct } from '../core/secured-construct';
import { stackAccount } from '../core/stack-provider';
import { requireTags } from '../core/tags';
import { requireProps } from '../core/props';
import { foreignAccount, nameOfRole } from './grant-accounts';
import { requireIamName, requireIamPath } from './iam-names';
import type { IRole } from './role-ref';

/** Props of `InstanceProfile`. */
export interface InstanceProfileProps {
  /** The role that instances get: one that `ec2.amazonaws.com` may assume. */
  readonly role: IRole;

  /**
   * Name of the profile: 1 to 128 letters, digits and `_+=,.@-`.
   *
   * @default - Terraform makes one up
   */
  readonly instanceProfileName?: string;

  /**
   * Path of the profile, such as `/team/`.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Tags of the profile.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** Gives a role to EC2 instances. */
export class InstanceProfile extends SecuredConstruct {
  /** The provider's own resource. */
  readonly resource: IamInstanceProfile;
  /** ARN of the profile. */
  readonly instanceProfileArn: string;
  /** Name of the profile. */
  readonly instanceProfileName: string;

  /** @throws GuardrailsError IAM_PATH_INVALID, INSTANCE_PROFILE_INVALID, TAGS_INVALID */
  constructor(scope: Construct, id: string, props: InstanceProfileProps) {
    super(scope, id);
    requireProps(props, 'props of InstanceProfile', this);
    requireIamName(this, 'instanceProfileName', props.instanceProfileName, 128, 'INSTANCE_PROFILE_INVALID');
    requireIamPath(this, props.path);
    requireTags(props.tags, this);
    const role = (props.role as Partial<IRole> | undefined)?.roleName;
    if (role === undefined) {
      throw new GuardrailsError('INSTANCE_PROFILE_INVALID', 'role is missing; pass the role that instances get', this);
    }
    this.requireOwn(props.role);
    this.resource = new aws.iamInstanceProfile.IamInstanceProfile(this, 'Resource', {
      name: props.instanceProfileName,
      path: props.path,
      role,
      tags: props.tags,
    });
    this.instanceProfileArn = this.resource.arn;
    this.instanceProfileName = this.resource.name;
    guarantee(this, this.resource, [
      { code: 'INSTANCE_PROFILE_ROLE', attribute: 'role', value: role, instead: 'use the prop role' },
    ]);
  }

  /** A profile knows its role by the name alone: one of that name in the own account is another role. */
  private requireOwn(role: IRole): void {
    const own = stackAccount(this);
    const account = foreignAccount(role, own);
    if (account === undefined) return;
    throw new GuardrailsError(
      'INSTANCE_PROFILE_INVALID',
      `role is ${nameOfRole(role)} of account ${account}, but the profile is of account ${String(own)} and would name another role; pass a role of account ${String(own)}`,
      this,
    );
  }
}
