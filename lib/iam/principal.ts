import type { IConstruct } from 'constructs';
import type { StatementJson } from './statement-json';

/**
 * Who may assume a role: see `ServicePrincipal`, `AccountPrincipal`, `ArnPrincipal`, `RolePrincipal`, `OidcPrincipal`,
 * `SamlPrincipal`, and `CompositePrincipal` for several of them.
 */
export abstract class Principal {
  /**
   * The statements of the role's trust policy.
   *
   * @param scope the role, whose stack knows the account
   * @internal
   */
  abstract _trustStatements(scope: IConstruct): readonly StatementJson[];
}
