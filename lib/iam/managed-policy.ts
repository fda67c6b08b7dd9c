import type { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { SecuredConstruct } from '../core/secured-construct';
import { requireTags } from '../core/tags';
import { requireText } from '../core/texts';
import { resolveTokens } from '../core/tokens';
import { requireProps } from '../core/props';
import { LockoutWatch } from './deny-guards/watch-lockouts';
import { descriptionFor, requireIamDescription, requireIamName, requireIamPath } from './iam-names';
import type { IManagedPolicy } from './managed-policy-ref';
import { requirePolicyArn } from './policy-arn';
import { PolicyDocument } from './policy-document';
import { checkResourcesWhenKnown, MAX_POLICY_LENGTH, POLICY_RULES } from './policy-parts';
import { policySize } from './policy-size';
import type { PolicyStatement } from './policy-statement';
import { requireRole, requireRoleList, requireStatementList } from './role-list';
import type { IRole } from './role-ref';

/** Props of `ManagedPolicy`. */
export interface ManagedPolicyProps {
  /**
   * Statements of the policy; `addStatements` adds more. At least one is needed before the stack is synthesised.
   *
   * @default - none yet
   */
  readonly statements?: PolicyStatement[];

  /**
   * Roles to attach the policy to.
   *
   * @default - none; `attachToRole` attaches it
   */
  readonly roles?: IRole[];

  /**
   * Name of the policy: 1 to 128 letters, digits and `_+=,.@-`.
   *
   * @default - Terraform makes one up
   */
  readonly managedPolicyName?: string;

  /**
   * What the policy is for: at most 1000 characters of Latin text. A change replaces the policy.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Path of the policy, such as `/team/`.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Tags of the policy.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

class ImportedManagedPolicy extends SecuredConstruct implements IManagedPolicy {
  constructor(
    scope: Construct,
    id: string,
    readonly managedPolicyArn: string,
  ) {
    super(scope, id);
  }
}

/** One customer managed policy, for roles that share permissions: exact actions on named resources. */
export class ManagedPolicy extends SecuredConstruct implements IManagedPolicy {
  /**
   * A policy that was made elsewhere.
   *
   * @throws GuardrailsError POLICY_ARN_INVALID
   */
  static fromManagedPolicyArn(scope: Construct, id: string, managedPolicyArn: string): IManagedPolicy {
    requirePolicyArn(managedPolicyArn, 'POLICY_ARN_INVALID', scope);
    return new ImportedManagedPolicy(scope, id, managedPolicyArn);
  }

  /**
   * A policy of AWS.
   *
   * @param policyName name after its path, such as `service-role/AWSLambdaVPCAccessExecutionRole`
   * @throws GuardrailsError POLICY_NAME_INVALID
   */
  static fromAwsManagedPolicyName(scope: Construct, id: string, policyName: string): IManagedPolicy {
    requireText(policyName, {
      code: 'POLICY_NAME_INVALID',
      name: 'policyName',
      pattern: /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/,
      allowed: 'names of AWS managed policies',
      remedy: 'write it as in service-role/AWSLambdaVPCAccessExecutionRole',
      construct: scope,
    });
    const arn = `arn:${AwsAccount.of(scope).partition}:iam::aws:policy/${policyName}`;
    return new ImportedManagedPolicy(scope, id, arn);
  }

  /** The provider's own resource. */
  readonly resource: IamPolicy;
  readonly managedPolicyArn: string;

  private readonly document = new PolicyDocument();
  private readonly lockouts = new LockoutWatch(this);

  /**
   * @throws GuardrailsError IAM_DESCRIPTION_INVALID, IAM_PATH_INVALID, POLICY_NAME_INVALID, POLICY_SID_DUPLICATE,
   * POLICY_TOO_LARGE, TAGS_INVALID
   */
  constructor(scope: Construct, id: string, props: ManagedPolicyProps = {}) {
    super(scope, id);
    requireProps(props, 'props of ManagedPolicy', this);
    requireIamName(this, 'managedPolicyName', props.managedPolicyName, 128, 'POLICY_NAME_INVALID');
    requireIamPath(this, props.path);
    requireIamDescription(this, props.description);
    requireTags(props.tags, this);
    const policy = this.document.toString();
    this.resource = new aws.iamPolicy.IamPolicy(this, 'Resource', {
      name: props.managedPolicyName,
      path: props.path,
      description: props.description ?? descriptionFor('Policy', this),
      policy,
      tags: props.tags,
    });
    this.managedPolicyArn = this.resource.arn;
    guarantee(this, this.resource, [
      {
        code: 'POLICY_STATEMENTS',
        attribute: 'policy',
        value: policy,
        promise: 'the statements that were added',
        instead: 'use addStatements',
        rules: POLICY_RULES,
      },
    ]);
    this.node.addValidation({ validate: () => this.emptiness() });
    this.addStatements(...requireStatementList(props.statements, this));
    for (const role of requireRoleList(props.roles, this)) this.attachToRole(role);
  }

  /**
   * Adds statements to the policy.
   *
   * @throws GuardrailsError POLICY_TOO_LARGE where the policy gets longer than IAM takes; a `Policy` is split instead
   * @throws GuardrailsError POLICY_SID_DUPLICATE
   */
  addStatements(...statements: PolicyStatement[]): void {
    this.document.addStatements(...statements);
    for (const statement of statements) {
      checkResourcesWhenKnown(this, statement);
      this.lockouts.addStatement(statement);
    }
    const { certain } = policySize(String(resolveTokens(this, this.document.toJson())));
    if (certain <= MAX_POLICY_LENGTH) return;
    throw new GuardrailsError(
      'POLICY_TOO_LARGE',
      `the policy is at least ${certain} characters long, allowed are ${MAX_POLICY_LENGTH}; grant less, or use Policy, which splits`,
      this,
    );
  }

  /**
   * Attaches the policy to a role.
   *
   * @throws GuardrailsError ROLE_POLICIES_TOO_MANY
   */
  attachToRole(role: IRole): void {
    requireRole(role, this);
    role.addManagedPolicy(this.managedPolicyArn);
    this.lockouts.addRole(role);
  }

  private emptiness(): string[] {
    if (!this.document.isEmpty) return [];
    return [
      new GuardrailsError('POLICY_EMPTY', 'the policy has no statements; add one with addStatements', this).message,
    ];
  }
}
