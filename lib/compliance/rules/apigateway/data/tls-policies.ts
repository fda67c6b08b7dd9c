/**
 * Security policies of API Gateway that negotiate nothing older than TLS 1.2: names, and beginnings of the names of the
 * enhanced policies, which hold the oldest protocol.
 *
 * Source, as of 2026-11-22:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
export const TLS_1_2_POLICY = 'TLS_1_2';

export const TLS_1_2_POLICY_FAMILIES: readonly string[] = [
  'SecurityPolicy_TLS13_1_3_',
  'SecurityPolicy_TLS13_1_2_',
  'SecurityPolicy_TLS13_2',
  'SecurityPolicy_TLS12_',
];
