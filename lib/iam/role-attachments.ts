import type { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { checkWhenKnown } from '../core/known-literal';
import { contentHash } from '../core/names';
import { aws } from '../core/provider-resources';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { isAdministratorPolicy, requirePolicyArn } from './policy-arn';
import type { PolicyPart } from './policy-parts';

/** Managed policies that IAM attaches to a role unless its quota was raised. */
const MAX_POLICIES = 10;

/** The managed policies that a role of the stack has. */
export class RoleAttachments {
  private readonly attachments = new Map<string, IamRolePolicyAttachment>();
  private readonly arns: string[] = [];
  private listener: () => void = () => undefined;

  constructor(
    private readonly role: Construct,
    private readonly roleName: () => string,
  ) {}

  /** ARNs of all of them, in the order they were attached: a list that grows. */
  get policyArns(): readonly string[] {
    return this.arns;
  }

  /** Calls back after each new attachment. */
  whenChanged(listener: () => void): void {
    this.listener = listener;
  }

  get hasRoom(): boolean {
    return this.arns.length < MAX_POLICIES;
  }

  /** The attachment of a policy that holds granted statements. */
  ofPart({ policy, idSuffix }: PolicyPart): IamRolePolicyAttachment {
    return this.attach(`PolicyAttachment${idSuffix}`, policy.arn, 'ROLE_POLICY');
  }

  /** The attachment of a policy that was made elsewhere. */
  ofManagedPolicy(policyArn: string): IamRolePolicyAttachment {
    this.requireManagedPolicy(policyArn);
    if (isUnresolved(policyArn)) {
      checkWhenKnown(this.role, policyArn, (literal) => {
        this.requireManagedPolicy(literal as string);
      });
    }
    const id = `ManagedPolicy-${contentHash(String(resolveTokens(this.role, policyArn)))}`;
    return this.attach(id, policyArn, 'ROLE_MANAGED_POLICY');
  }

  private requireManagedPolicy(policyArn: string): void {
    requirePolicyArn(policyArn, 'POLICY_ARN_INVALID', this.role);
    if (!isAdministratorPolicy(policyArn)) return;
    throw new GuardrailsError(
      'ROLE_MANAGED_POLICY_FORBIDDEN',
      `managed policy ${policyArn.replace(/^.*:policy\//, '')} makes the role an administrator; grant the actions that it needs with addToPolicy`,
      this.role,
    );
  }

  private attach(id: string, policyArn: string, code: string): IamRolePolicyAttachment {
    const known = this.attachments.get(id);
    if (known !== undefined) return known;
    if (!this.hasRoom) {
      throw new GuardrailsError(
        'ROLE_POLICIES_TOO_MANY',
        `the role has ${this.arns.length} managed policies, allowed are ${MAX_POLICIES}; put statements together in one policy, or split the role`,
        this.role,
      );
    }
    const role = this.roleName();
    const attachment = new aws.iamRolePolicyAttachment.IamRolePolicyAttachment(this.role, id, { role, policyArn });
    this.attachments.set(id, attachment);
    this.arns.push(policyArn);
    this.listener();
    guarantee(this.role, attachment, [
      { code, attribute: 'policy_arn', value: policyArn, rules: ['iam-no-admin-managed-policy'] },
      { code, attribute: 'role', value: role },
    ]);
    return attachment;
  }
}
