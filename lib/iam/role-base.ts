import type { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import type { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { ITerraformDependable } from 'cdktf';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { SecuredConstruct } from '../core/secured-construct';
import { resolveTokens } from '../core/tokens';
import { PolicyDocument } from './policy-document';
import type { PolicyStatement } from './policy-statement';
import type { IRole } from './role-ref';

/** Longest managed policy that IAM takes, in characters without white space. */
const MAX_POLICY_LENGTH = 6144;

/** What roles made here and roles made elsewhere share: one managed policy with all granted statements. */
export abstract class RoleBase extends SecuredConstruct implements IRole {
  abstract readonly roleArn: string;
  abstract readonly roleName: string;

  private readonly document = new PolicyDocument();
  private attachment: IamRolePolicyAttachment | undefined;

  addToPolicy(statement: PolicyStatement): ITerraformDependable {
    this.document.addStatements(statement);
    this.attachment ??= this.attachPolicy();
    return this.attachment;
  }

  private attachPolicy(): IamRolePolicyAttachment {
    const policy: IamPolicy = new aws.iamPolicy.IamPolicy(this, 'Policy', {
      description: `Permissions of the role at ${this.node.path}`,
      policy: this.document.toString(),
    });
    const attachment = new aws.iamRolePolicyAttachment.IamRolePolicyAttachment(this, 'PolicyAttachment', {
      role: this.roleName,
      policyArn: policy.arn,
    });
    guarantee(this, policy, [
      {
        code: 'ROLE_POLICY',
        attribute: 'policy',
        value: this.document.toString(),
        promise: 'the statements that were granted',
        instead: 'add statements with addToPolicy',
      },
    ]);
    guarantee(this, attachment, [{ code: 'ROLE_POLICY', attribute: 'policy_arn', value: policy.arn }]);
    this.node.addValidation({ validate: () => this.tooLarge() });
    return attachment;
  }

  /** Expressions count as nothing: what is too long without them is too long for certain. */
  private tooLarge(): string[] {
    const text = String(resolveTokens(this, this.document.toJson()));
    const length = text.replace(/(?<!\$)\$\{[^}]*\}|\s/g, '').length;
    if (length <= MAX_POLICY_LENGTH) return [];
    const problem = `the policy is at least ${length} characters long, allowed are ${MAX_POLICY_LENGTH}; grant less, or split the role`;
    return [new GuardrailsError('POLICY_TOO_LARGE', problem, this).message];
  }
}
