import type { IConstruct } from 'constructs';
import type { LoosenedSetting } from '../core/loosening';
import type { StatementJson } from './statement-json';

/**
 * Who may assume a role: see `ServicePrincipal`, `AccountPrincipal`, `ArnPrincipal`, `RolePrincipal`, `OidcPrincipal`,
 * `PodIdentityPrincipal`, `SamlPrincipal`, and `CompositePrincipal` for several of them.
 */
export abstract class Principal {
  /**
   * The statements of the role's trust policy.
   *
   * @param scope the role, whose stack knows the account
   * @internal
   */
  abstract _trustStatements(scope: IConstruct): readonly StatementJson[];

  /**
   * What of the trust is wider than it has to be, and why.
   *
   * @internal
   */
  _loosenings(): readonly LoosenedSetting[] {
    return [];
  }
}
