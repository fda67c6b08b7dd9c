import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import type { LoosenedSetting } from '../core/loosening';
import { Principal } from './principal';
import type { StatementJson } from './statement-json';

/** Several principals, each of which may assume the role under its own conditions. */
export class CompositePrincipal extends Principal {
  private readonly principals: readonly Principal[];

  /** @throws GuardrailsError PRINCIPAL_MISSING without any principal */
  constructor(...principals: Principal[]) {
    super();
    if (principals.length === 0 || !principals.every((each) => (each as unknown) instanceof Principal)) {
      throw new GuardrailsError(
        'PRINCIPAL_MISSING',
        'a composite principal needs at least one principal, and nothing but principals; pass them, such as new ServicePrincipal("ec2.amazonaws.com")',
      );
    }
    this.principals = [...principals];
  }

  /** @internal */
  override _trustStatements(scope: IConstruct): readonly StatementJson[] {
    return this.principals.flatMap((principal) => principal._trustStatements(scope));
  }

  /** @internal */
  override _loosenings(): readonly LoosenedSetting[] {
    return this.principals.flatMap((principal) => principal._loosenings());
  }
}
