import { dependable, TerraformElement, TerraformStack, type ITerraformDependable, type TerraformResource } from 'cdktf';
import { resolveTokens } from '../core/tokens';
import type { PolicyStatement } from './policy-statement';
import { requireRole } from './role-list';
import type { IRole } from './role-ref';

/** What a `grantXxx` method gave to a role. */
export class Grant {
  /** Adds statements to the role's policies. */
  static toRole(grantee: IRole, ...statements: PolicyStatement[]): Grant {
    requireRole(grantee);
    const attachments = statements.map((statement) => grantee.addToPolicy(statement));
    return new Grant(
      grantee,
      statements,
      attachments.filter((attachment) => attachment !== undefined),
    );
  }

  private constructor(
    /** The role that got the permissions. */
    readonly grantee: IRole,
    /** The statements that were added. */
    readonly statements: PolicyStatement[],
    private readonly attachments: readonly ITerraformDependable[],
  ) {}

  /** This grant and others to the same role as one. */
  combine(...others: Grant[]): Grant {
    return new Grant(
      this.grantee,
      [...this.statements, ...others.flatMap(({ statements }) => statements)],
      [...this.attachments, ...others.flatMap(({ attachments }) => attachments)],
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
