import { Principal } from '../principal';
import type { StatementJson } from '../statement-json';
import { unlessApproved } from './approved-principals';
import { SPARING_SERVICES } from './sparing-services';

/** Nobody who is trusted, but the only ones who may be: made by `DenyGuards.assumeRole`. */
export class AssumeRoleGuard extends Principal {
  /** @internal */
  constructor(private readonly approved: readonly string[]) {
    super();
  }

  /** @internal */
  override _trustStatements(): readonly StatementJson[] {
    return [
      {
        Sid: 'DenyOtherPrincipals',
        Effect: 'Deny',
        Principal: '*',
        Action: ['sts:AssumeRole'],
        Condition: { ...unlessApproved(this.approved), ...SPARING_SERVICES },
      },
    ];
  }
}
