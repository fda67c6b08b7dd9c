import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { shown } from '../core/texts';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { requireProps } from '../core/props';
import { checkProofWhenKnown, proofConditions, requireExactProof, requireProof } from './caller-proof';
import { Principal } from './principal';
import { type StatementJson, withConditions } from './statement-json';

/** Props of `ArnPrincipal`. */
export interface ArnPrincipalProps {
  /**
   * External id that the caller must present: agree on a value that is unique to the two of you. 2 to 1224 characters.
   *
   * @default - none; then `organizationId` is required, unless the role or user is one of the app or of the stack's own
   * account
   */
  readonly externalId?: string;

  /**
   * Organization that the caller must belong to, such as `o-a1b2c3d4e5`.
   *
   * @default - none; then `externalId` is required, unless the role or user is one of the app or of the stack's own
   * account
   */
  readonly organizationId?: string;
}

const IDENTITY = /^arn:[^:*?]+:(?:iam|sts)::\d{12}:(?:role|user|assumed-role)\/[\w+=,.@/-]+$/;

/** A role or user that the app makes, or an ARN with the account of the stack in it. */
const OWN =
  /^\$\{aws_iam_(?:role|user)\.[\w-]+\.arn\}$|^arn:[^:]+:iam::\$\{data\.aws_caller_identity\.guardrails-aws-caller-identity\.account_id\}:(?:role|user)\/[^*?]+$/;

/** True for a resolved ARN of a role or user that the stack makes, or that is of its account for certain. */
export function isOwnArn(arn: string): boolean {
  return OWN.test(arn);
}

function notIdentity(arn: unknown): GuardrailsError {
  return new GuardrailsError(
    'PRINCIPAL_ARN_INVALID',
    `principal ${shown(arn)} is no ARN of a role or user; name one, such as arn:aws:iam::111122223333:role/deployer, or trust an AccountPrincipal`,
  );
}

/** Props of principals that are known to be of the account of the role: nobody else has these objects. */
const ofOwnAccount = new WeakSet<ArnPrincipalProps>();

/** A role or user by its literal ARN, whose account was compared with that of the role: it needs no proof. */
export function ownAccountPrincipal(arn: string): ArnPrincipal {
  const props: ArnPrincipalProps = {};
  ofOwnAccount.add(props);
  return new ArnPrincipal(arn, props);
}

/** One role or user. */
export class ArnPrincipal extends Principal {
  private readonly props: ArnPrincipalProps;
  private readonly isOfOwnAccount: boolean;

  /** @throws GuardrailsError PRINCIPAL_ARN_INVALID, PRINCIPAL_EXTERNAL_ID_MISSING */
  constructor(
    /** ARN of the role or user. */
    readonly arn: string,
    props: ArnPrincipalProps = {},
  ) {
    super();
    requireProps(props, 'props of ArnPrincipal');
    if (!isUnresolved(arn) && !IDENTITY.test(arn)) {
      throw notIdentity(arn);
    }
    this.props = { ...props };
    requireExactProof(this.props);
    this.isOfOwnAccount = ofOwnAccount.has(props);
    if (!isUnresolved(arn) && !this.isOfOwnAccount) requireProof(arn, this.props);
  }

  /** @internal */
  override _trustStatements(scope: IConstruct): readonly StatementJson[] {
    const arn = String(resolveTokens(scope, this.arn));
    if (isUnresolved(this.arn)) {
      checkWhenKnown(scope, this.arn, (literal) => {
        if (!IDENTITY.test(String(literal))) throw notIdentity(literal);
        requireProof(String(literal), this.props);
      });
    }
    checkProofWhenKnown(scope, this.props);
    if (!this.isOfOwnAccount && !isOwnArn(arn)) requireProof(arn, this.props);
    if (/[*?]/.test(arn.replace(/\$\{[^}]*\}/g, ''))) {
      throw new GuardrailsError(
        'PRINCIPAL_ARN_INVALID',
        `principal ${shown(arn)} has a wildcard; name one role or user`,
        scope,
      );
    }
    return [
      withConditions(
        { Effect: 'Allow', Principal: { AWS: this.arn }, Action: ['sts:AssumeRole'] },
        proofConditions(this.props),
      ),
    ];
  }
}
