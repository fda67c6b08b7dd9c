/**
 * TLS policies of the HTTPS endpoint of a search domain that take nothing older than TLS 1.2.
 *
 * Source, as of 2026-11-22:
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html
 */
export const TLS_1_2_POLICIES: readonly string[] = [
  'Policy-Min-TLS-1-2-2019-07',
  'Policy-Min-TLS-1-2-PFS-2023-10',
  'Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08',
];
