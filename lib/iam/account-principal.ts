import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { checkProofWhenKnown, proofConditions, requireExactProof, requireProof } from './caller-proof';
import { Principal } from './principal';
import { type StatementJson, withConditions } from './statement-json';

/** Props of `AccountPrincipal`. */
export interface AccountPrincipalProps {
  /**
   * External id that the other account must present: agree on a value that is unique to the two of you. 2 to 1224
   * characters.
   *
   * @default - none; then `organizationId` is required
   */
  readonly externalId?: string;

  /**
   * Organization that the caller must belong to, such as `o-a1b2c3d4e5`.
   *
   * @default - none; then `externalId` is required
   */
  readonly organizationId?: string;
}

function requireAccountId(accountId: unknown): void {
  if (typeof accountId === 'string' && /^\d{12}$/.test(accountId)) return;
  throw new GuardrailsError(
    'ACCOUNT_ID_INVALID',
    `account ${shown(accountId)} is no account id, allowed are twelve digits; pass one account, never a wildcard`,
  );
}

/** Another AWS account, whose administrator decides who of it may assume the role. */
export class AccountPrincipal extends Principal {
  private readonly props: AccountPrincipalProps;

  /** @throws GuardrailsError ACCOUNT_ID_INVALID, PRINCIPAL_EXTERNAL_ID_MISSING */
  constructor(
    /** Id of the account: twelve digits. */
    readonly accountId: string,
    props: AccountPrincipalProps,
  ) {
    super();
    requireProps(props, 'props of AccountPrincipal');
    if (!isUnresolved(accountId)) requireAccountId(accountId);
    this.props = { ...props };
    requireExactProof(this.props);
    requireProof(`account ${accountId}`, this.props);
  }

  /** @internal */
  override _trustStatements(scope: IConstruct): readonly StatementJson[] {
    if (isUnresolved(this.accountId)) checkWhenKnown(scope, this.accountId, requireAccountId);
    checkProofWhenKnown(scope, this.props);
    return [
      withConditions(
        { Effect: 'Allow', Principal: { AWS: this.accountId }, Action: ['sts:AssumeRole'] },
        proofConditions(this.props),
      ),
    ];
  }
}
