/*
 * What has one endpoint for all regions of a partition, so that a condition on `aws:RequestedRegion` either never or
 * always meets it. Kept by hand, as no data set says it: formats of ARNs without a region are no sign (STS and Step
 * Functions have such formats, Route 53 has regional neighbours). Read in November 2026.
 */

/** IAM User Guide, "AWS: Denies access to AWS based on the requested Region": what that page names. */
const NAMED_BY_IAM: readonly string[] = [
  'budgets',
  'chatbot',
  'cloudfront',
  'devicefarm',
  'globalaccelerator',
  'iam',
  'importexport',
  'organizations',
  'route53',
  'support',
  'waf',
];

/**
 * Endpoint data of the AWS SDKs (botocore 1.44.5): clients of every region are sent to one. Left out is what shares its
 * prefix with a regional service (`chime` with the Chime SDK), and what is offered in a single region without being about
 * the account or the whole network.
 */
const ONE_ENDPOINT_IN_SDKS: readonly string[] = [
  'account',
  'artifact',
  'bcm-dashboards',
  'bcm-data-exports',
  'bcm-pricing-calculator',
  'bcm-recommended-actions',
  'billing',
  'billingconductor',
  'ce',
  'cloudfront-keyvaluestore',
  'cost-optimization-hub',
  'cur',
  'freetier',
  'health',
  'invoicing',
  'mobileanalytics',
  'networkmanager',
  'notifications-contacts',
  'pricingplanmanager',
  'route53-recovery-control-config',
  'route53domains',
  'savingsplans',
  'shield',
  'sustainability',
  'tax',
];

/**
 * AWS Control Tower, control CT.MULTISERVICE.PV.1: exempt from it as a whole, and served to all regions from one or two
 * that the caller does not choose. Its list is longer, by services with endpoints in every region, such as KMS.
 */
const EXEMPTED_BY_CONTROL_TOWER: readonly string[] = [
  'activate',
  'aws-marketplace',
  'aws-marketplace-management',
  'aws-portal',
  'consoleapp',
  'consolidatedbilling',
  'ecr-public',
  'iq',
  'payments',
  'route53-recovery-readiness',
  'supportplans',
  'trustedadvisor',
];

/** Prefixes of services with one endpoint for all regions. */
export const GLOBAL_SERVICES: ReadonlySet<string> = new Set(
  [...NAMED_BY_IAM, ...ONE_ENDPOINT_IN_SDKS, ...EXEMPTED_BY_CONTROL_TOWER].sort(),
);

/**
 * Actions of regional services that answer for all regions from endpoints that the caller does not choose, as patterns:
 * the list of all buckets, and what makes, changes and routes Multi-Region Access Points (Amazon S3 User Guide, "Using
 * Multi-Region Access Points with supported API operations": us-west-2, for routes five fixed regions).
 */
export const GLOBAL_ACTIONS: readonly string[] = ['s3:ListAllMyBuckets', 's3:*MultiRegionAccessPoint*'];

const GLOBAL_ACTION = new RegExp(`^(?:${GLOBAL_ACTIONS.join('|').replaceAll('*', '\\w*')})$`, 'i');

/** True for an action whose requests go to one endpoint, wherever the caller and the resources are. */
export function isGlobalAction(action: string): boolean {
  const prefix = action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
  return GLOBAL_SERVICES.has(prefix) || GLOBAL_ACTION.test(action);
}
