import type { Block, Configuration } from '../../../model/block';
import type { PolicyText, Statement } from '../../../model/policy-document';
import { isUnknown, toText, type Unknown } from '../../../model/value';
import { OPAQUE, textOf } from '../../../reading/policies/pattern-text';

/** An identity provider that a trust policy lets in. */
export interface FederatedPrincipal {
  readonly kind: 'oidc' | 'saml' | Unknown;
  /** Host and path of an OIDC issuer, as condition keys spell it; undefined where it is not known. */
  readonly issuer: string | undefined;
  /** The provider, where it stands in the same configuration. */
  readonly provider: Block | undefined;
  readonly identifier: PolicyText;
}

/** The federated principals of a statement. */
export function federatedPrincipals(statement: Statement, configuration: Configuration): readonly FederatedPrincipal[] {
  return (statement.principals ?? []).flatMap(({ type, identifiers }) => {
    if (!isUnknown(type) && type !== 'Federated') return [];
    return identifiers.map((identifier) => read(identifier, configuration));
  });
}

function read(identifier: PolicyText, configuration: Configuration): FederatedPrincipal {
  const text = isUnknown(identifier) && identifier.isReference ? undefined : textOf(identifier);
  if (text === undefined) return linked(identifier, configuration);
  const principal = { provider: undefined, identifier };
  if (text.includes(':saml-provider/')) return { ...principal, kind: 'saml', issuer: undefined };
  const path = /:oidc-provider\/(.*)$/.exec(text)?.[1] ?? (text.startsWith('arn:') ? undefined : text);
  if (path === undefined || path === OPAQUE) {
    const { issuer, kind, provider } = linked(identifier, configuration);
    return { ...principal, provider, issuer, kind: path === undefined ? kind : 'oidc' };
  }
  return { ...principal, kind: 'oidc', issuer: path.includes(OPAQUE) ? undefined : path.toLowerCase() };
}

const PROVIDERS = [
  'aws_iam_openid_connect_provider',
  'data.aws_iam_openid_connect_provider',
  'aws_iam_saml_provider',
  'data.aws_iam_saml_provider',
];

function linked(identifier: PolicyText, configuration: Configuration): FederatedPrincipal {
  const [provider] = configuration.link(identifier, PROVIDERS).blocks;
  const reference = isUnknown(identifier) ? identifier.references[0]?.address : undefined;
  const type = provider?.type ?? /^(?:data\.)?(\w+)\./.exec(reference ?? '')?.[1];
  if (type === 'aws_iam_saml_provider') return { kind: 'saml', issuer: undefined, provider, identifier };
  if (type === 'aws_iam_openid_connect_provider')
    return { kind: 'oidc', issuer: issuerOf(provider), provider, identifier };
  return { kind: isUnknown(identifier) ? identifier : 'oidc', issuer: undefined, provider: undefined, identifier };
}

function issuerOf(provider: Block | undefined): string | undefined {
  const url = toText(provider?.get('url'));
  return typeof url === 'string'
    ? url
        .replace(/^https?:\/\//, '')
        .replace(/\/$/, '')
        .toLowerCase()
    : undefined;
}
