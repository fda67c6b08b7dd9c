import { dependable, type ITerraformDependable, type TerraformResource } from 'cdktf';
import { resolveTokens } from '../core/tokens';
import type { PolicyStatement } from './policy-statement';
import type { IRole } from './role-ref';

/** What a `grantXxx` method gave to a role. */
export class Grant {
  /** Adds statements to the role's policy. */
  static toRole(grantee: IRole, ...statements: PolicyStatement[]): Grant {
    return new Grant(
      grantee,
      statements,
      statements.map((statement) => grantee.addToPolicy(statement)),
    );
  }

  private constructor(
    /** The role that got the permissions. */
    readonly grantee: IRole,
    /** The statements that were added. */
    readonly statements: PolicyStatement[],
    private readonly attachments: readonly ITerraformDependable[],
  ) {}

  /** Makes Terraform attach the permissions before it creates the resources. */
  applyBefore(...resources: TerraformResource[]): void {
    for (const resource of resources) {
      const dependsOn = resource.dependsOn ?? [];
      const known = new Set(dependsOn.map((name) => resolveTokens(resource, name)));
      const added = this.attachments.map(dependable).filter((name) => {
        const resolved = resolveTokens(resource, name);
        return !known.has(resolved) && known.add(resolved);
      });
      resource.dependsOn = [...dependsOn, ...added];
    }
  }
}
