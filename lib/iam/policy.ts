import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { SecuredConstruct } from '../core/secured-construct';
import { requireTags } from '../core/tags';
import { requireProps } from '../core/props';
import { LockoutWatch } from './deny-guards/watch-lockouts';
import { descriptionFor, requireIamDescription, requireIamName, requireIamPath } from './iam-names';
import { PolicyParts } from './policy-parts';
import type { PolicyStatement } from './policy-statement';
import { requireRole, requireRoleList, requireStatementList } from './role-list';
import type { IRole } from './role-ref';

/** Props of `Policy`. */
export interface PolicyProps {
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
   * Name of the first managed policy, 1 to 119 letters, digits and `_+=,.@-`; further ones get a hash added.
   *
   * @default - Terraform makes names up
   */
  readonly policyName?: string;

  /**
   * What the policy is for: at most 1000 characters of Latin text.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Path of the managed policies, such as `/team/`.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Tags of the managed policies.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** Managed policies that a role may have, unless its quota was raised. */
const MAX_POLICIES = 10;

/**
 * Statements for one or more roles, of any size: held by as many customer managed policies as they need. Never inline:
 * inline policies have no versions to go back to, and are in no list of policies.
 */
export class Policy extends SecuredConstruct {
  private readonly parts: PolicyParts;
  private readonly roles = new Set<IRole>();
  private readonly lockouts = new LockoutWatch(this);

  /**
   * @throws GuardrailsError IAM_DESCRIPTION_INVALID, IAM_PATH_INVALID, POLICY_NAME_INVALID, POLICY_SID_DUPLICATE,
   * POLICY_TOO_LARGE, TAGS_INVALID
   */
  constructor(scope: Construct, id: string, props: PolicyProps = {}) {
    super(scope, id);
    requireProps(props, 'props of Policy', this);
    requireIamName(this, 'policyName', props.policyName, 119, 'POLICY_NAME_INVALID');
    requireIamPath(this, props.path);
    requireIamDescription(this, props.description);
    requireTags(props.tags, this);
    this.parts = new PolicyParts(this, {
      code: 'POLICY_STATEMENTS',
      instead: 'use addStatements',
      description: props.description ?? descriptionFor('Policy', this),
      policyName: props.policyName,
      path: props.path,
      tags: props.tags,
      hasRoom: () => this.parts.all.length < MAX_POLICIES,
      onPart: ({ policy }) => {
        for (const role of this.roles) role.addManagedPolicy(policy.arn);
      },
    });
    this.node.addValidation({ validate: () => this.emptiness() });
    this.addStatements(...requireStatementList(props.statements, this));
    for (const role of requireRoleList(props.roles, this)) this.attachToRole(role);
  }

  /** ARNs of the managed policies that hold the statements added until now. */
  get managedPolicyArns(): string[] {
    return this.parts.all.map(({ policy }) => policy.arn);
  }

  /**
   * Adds statements; those that the policy has already change nothing.
   *
   * @throws GuardrailsError POLICY_TOO_LARGE, POLICY_SID_DUPLICATE, ROLE_POLICIES_TOO_MANY
   */
  addStatements(...statements: PolicyStatement[]): void {
    for (const statement of statements) {
      this.parts.add(statement);
      this.lockouts.addStatement(statement);
    }
  }

  /**
   * Attaches the policy to a role, statements that are added later included.
   *
   * @throws GuardrailsError ROLE_POLICIES_TOO_MANY
   */
  attachToRole(role: IRole): void {
    requireRole(role, this);
    if (this.roles.has(role)) return;
    this.roles.add(role);
    for (const { policy } of this.parts.all) role.addManagedPolicy(policy.arn);
    this.lockouts.addRole(role);
  }

  private emptiness(): string[] {
    if (this.parts.all.length > 0) return [];
    return [
      new GuardrailsError('POLICY_EMPTY', 'the policy has no statements; add one with addStatements', this).message,
    ];
  }
}
