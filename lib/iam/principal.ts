import type { IConstruct } from 'constructs';
import type { StatementJson } from './statement-json';

/** Who may assume a role: see `ServicePrincipal`, `AccountPrincipal` and `OidcPrincipal`. */
export abstract class Principal {
  /**
   * The statement of the role's trust policy.
   *
   * @param scope the role, whose stack knows the account
   * @internal
   */
  abstract _trustStatement(scope: IConstruct): StatementJson;
}
