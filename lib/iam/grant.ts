import { dependable, TerraformElement, TerraformStack, type ITerraformDependable, type TerraformResource } from 'cdktf';
import { GuardrailsError } from '../core/guardrails-error';
import { resolveTokens } from '../core/tokens';
import { nameOfRole } from './grant-accounts';
import { PolicyStatement } from './policy-statement';
import type { ResourceStatement } from './resource-statement';
import { requireRole } from './role-list';
import type { IRole } from './role-ref';

/** What a `grantXxx` method gave to a role. */
export class Grant {
  /** Adds statements to the role's policies. */
  static toRole(grantee: IRole, ...statements: PolicyStatement[]): Grant {
    requireRole(grantee);
    for (const statement of statements) PolicyStatement._jsonOf(statement);
    const added = statements.map((statement) => ({ statement, attachment: grantee.addToPolicy(statement) }));
    return new Grant(
      grantee,
      statements,
      [],
      added.filter(({ attachment }) => attachment === undefined).map(({ statement }) => statement),
      added.flatMap(({ attachment }) => attachment ?? []),
    );
  }

  private constructor(
    /** The role that got the permissions. */
    readonly grantee: IRole,
    /** The statements that the role needs: they were added to its policies, but for `unattachedStatements`. */
    readonly principalStatements: PolicyStatement[],
    /**
     * The statements that were added to policies of what is granted: to that of a secret or key, or to the trust of a
     * role. None where the policies of the role are enough, as within an account.
     */
    readonly resourceStatements: ResourceStatement[],
    /**
     * Those of `principalStatements` that were not added, because the policies of the role are managed elsewhere: in
     * another account, or by somebody else. `new PolicyDocument(...grant.unattachedStatements).toJson()` is the policy
     * that the role needs there.
     */
    readonly unattachedStatements: PolicyStatement[],
    private readonly attachments: readonly ITerraformDependable[],
  ) {}

  /** This grant and others as one: to the same role, as `grantee` and messages name that of this one. */
  combine(...others: Grant[]): Grant {
    return new Grant(
      this.grantee,
      [this, ...others].flatMap(({ principalStatements }) => principalStatements),
      [this, ...others].flatMap(({ resourceStatements }) => resourceStatements),
      [this, ...others].flatMap(({ unattachedStatements }) => unattachedStatements),
      [this, ...others].flatMap(({ attachments }) => attachments),
    );
  }

  /**
   * The same grant with what else was done for it.
   *
   * @internal
   */
  _with(resourceStatements: readonly ResourceStatement[]): Grant {
    const { grantee, principalStatements, unattachedStatements, attachments } = this;
    const all = [...this.resourceStatements, ...resourceStatements];
    return new Grant(grantee, principalStatements, all, unattachedStatements, attachments);
  }

  /**
   * Throws unless every statement was added to the policies of the role.
   *
   * @throws GuardrailsError GRANT_INCOMPLETE for a role whose policies are managed elsewhere
   */
  assertSuccess(): void {
    const missing = this.unattachedStatements.flatMap((statement) => statement._toStatementJson().Action ?? []);
    if (missing.length === 0) return;
    throw new GuardrailsError(
      'GRANT_INCOMPLETE',
      `role ${nameOfRole(this.grantee)} did not get ${[...new Set(missing)].join(', ')}, because its policies are managed elsewhere; add unattachedStatements of the grant there, or grant to a role whose policies may change`,
      this.grantee,
    );
  }

  /** Makes Terraform attach the permissions before it creates the resources; those of another stack wait for this one. */
  applyBefore(...resources: TerraformResource[]): void {
    for (const resource of resources) {
      const stack = TerraformStack.of(resource);
      const dependsOn = resource.dependsOn ?? [];
      const known = new Set(dependsOn.map((name) => resolveTokens(resource, name)));
      const added: string[] = [];
      for (const attachment of this.attachments) {
        const other = TerraformElement.isTerraformElement(attachment) ? TerraformStack.of(attachment) : stack;
        if (other !== stack) {
          stack.addDependency(other);
          continue;
        }
        const name = dependable(attachment);
        const resolved = resolveTokens(resource, name);
        if (known.has(resolved)) continue;
        known.add(resolved);
        added.push(name);
      }
      if (added.length > 0) resource.dependsOn = [...dependsOn, ...added];
    }
  }
}
