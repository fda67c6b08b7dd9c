import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { Principal } from './principal';
import type { StatementJson } from './statement-json';

/** Props of `SamlPrincipal`. */
export interface SamlPrincipalProps {
  /**
   * Audience that the assertion must be meant for: a sign-in address of AWS.
   *
   * @default 'https://signin.aws.amazon.com/saml'
   */
  readonly audience?: string;
}

const ENDPOINT =
  /^https:\/\/(?:[a-z0-9-]+\.)?signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|aws|amazonaws\.eu)\/saml(?:\/acs\/[A-Za-z0-9-]+)?$/;

/** People who sign in with a SAML provider. */
export class SamlPrincipal extends Principal {
  private readonly audience: string;

  /** @throws GuardrailsError PRINCIPAL_ARN_INVALID, PRINCIPAL_AUDIENCE_INVALID */
  constructor(
    /** ARN of the `aws_iam_saml_provider`. */
    readonly providerArn: string,
    props: SamlPrincipalProps = {},
  ) {
    super();
    requireProps(props, 'props of SamlPrincipal');
    if (!isUnresolved(providerArn) && !/^arn:[^:*?]+:iam::\d{12}:saml-provider\/[\w.-]+$/.test(providerArn)) {
      throw new GuardrailsError(
        'PRINCIPAL_ARN_INVALID',
        `provider ${shown(providerArn)} is no ARN of a SAML provider; pass the arn attribute of the aws_iam_saml_provider`,
      );
    }
    const { audience = 'https://signin.aws.amazon.com/saml' } = props;
    if (typeof (audience as unknown) !== 'string' || (!isUnresolved(audience) && !ENDPOINT.test(audience))) {
      throw new GuardrailsError(
        'PRINCIPAL_AUDIENCE_INVALID',
        `audience is ${shown(audience)}, allowed are sign-in addresses of AWS; pass https://signin.aws.amazon.com/saml or leave it out`,
      );
    }
    this.audience = audience;
  }

  /** @internal */
  override _trustStatements(): readonly StatementJson[] {
    return [
      {
        Effect: 'Allow',
        Principal: { Federated: this.providerArn },
        Action: ['sts:AssumeRoleWithSAML'],
        Condition: { StringEquals: { 'SAML:aud': [this.audience] } },
      },
    ];
  }
}
