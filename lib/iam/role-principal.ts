import { ArnPrincipal, type ArnPrincipalProps } from './arn-principal';
import { requireRole } from './role-list';
import type { IRole } from './role-ref';

/** A role of the app, or one that was made elsewhere. */
export class RolePrincipal extends ArnPrincipal {
  /** @throws GuardrailsError ROLE_INVALID, PRINCIPAL_EXTERNAL_ID_MISSING for a role made elsewhere, which may be another account's */
  constructor(role: IRole, props: ArnPrincipalProps = {}) {
    requireRole(role);
    super(role.roleArn, props);
  }
}
