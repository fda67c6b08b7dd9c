/**
 * Security policies of CloudFront for viewers that negotiate nothing older than TLS 1.2, oldest first: the ciphers of
 * each are a subset of those before it.
 *
 * Source, as of 2026-11-22:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
 */
export const TLS_1_2_POLICIES = [
  'TLSv1.2_2018',
  'TLSv1.2_2019',
  'TLSv1.2_2021',
  'TLSv1.2_2025',
  'TLSv1.3_2025',
] as const;

export type Tls12Policy = (typeof TLS_1_2_POLICIES)[number];

/** Protocols towards an origin that count as current. */
export const ORIGIN_PROTOCOLS: readonly string[] = ['TLSv1.2'];
