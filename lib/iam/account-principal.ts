import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import { Principal } from './principal';
import { type StatementJson, withConditions } from './statement-json';

export interface AccountPrincipalProps {
  /**
   * External id that the other account must present: agree on a value that is unique to the two of you.
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

/** Another AWS account, whose administrator decides who of it may assume the role. */
export class AccountPrincipal extends Principal {
  constructor(
    readonly accountId: string,
    private readonly props: AccountPrincipalProps,
  ) {
    super();
    if (!isUnresolved(accountId) && !/^\d{12}$/.test(accountId)) {
      throw new GuardrailsError(
        'ACCOUNT_ID_INVALID',
        `account ${JSON.stringify(accountId)} is no account id, allowed are twelve digits; pass one account, never a wildcard`,
      );
    }
    const { externalId, organizationId } = props;
    if (!externalId?.trim() && !organizationId?.trim()) {
      throw new GuardrailsError(
        'PRINCIPAL_EXTERNAL_ID_MISSING',
        `account ${accountId} is trusted without an external id, so a service that it uses can be tricked into assuming the role; pass externalId or organizationId`,
      );
    }
    for (const [name, value] of Object.entries({ externalId, organizationId })) {
      if (value === undefined || isUnresolved(value) || !/[*?]/.test(value)) continue;
      throw new GuardrailsError(
        'PRINCIPAL_EXTERNAL_ID_MISSING',
        `${name} ${JSON.stringify(value)} has a wildcard, which proves nothing; pass the exact value`,
      );
    }
  }

  /** @internal */
  override _trustStatement(): StatementJson {
    const { externalId, organizationId } = this.props;
    return withConditions(
      { Effect: 'Allow', Principal: { AWS: this.accountId }, Action: ['sts:AssumeRole'] },
      {
        StringEquals: {
          ...(externalId === undefined ? {} : { 'sts:ExternalId': [externalId] }),
          ...(organizationId === undefined ? {} : { 'aws:PrincipalOrgID': [organizationId] }),
        },
      },
    );
  }
}
