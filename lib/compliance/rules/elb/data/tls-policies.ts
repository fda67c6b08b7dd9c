/**
 * Beginnings of the names of the predefined security policies of Elastic Load Balancing that negotiate nothing older
 * than TLS 1.2. The name of a policy holds its oldest protocol (`TLS13-1-2`: TLS 1.3 and 1.2); restricted, FIPS and
 * post-quantum variants share the beginning.
 *
 * Sources, as of 2026-11-22:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
 */
export const TLS_1_2_POLICY_FAMILIES: readonly string[] = [
  'ELBSecurityPolicy-TLS13-1-3-',
  'ELBSecurityPolicy-TLS13-1-2-',
  'ELBSecurityPolicy-TLS-1-2-',
  'ELBSecurityPolicy-FS-1-2-',
];

/** The policy of a listener that names none and is not made in the console. */
export const DEFAULT_TLS_POLICY = 'ELBSecurityPolicy-2016-08';
