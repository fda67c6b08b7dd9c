/**
 * Services with one endpoint for all regions of a partition, which a condition on `aws:RequestedRegion` either never or
 * always meets. Kept by hand, as no data set says it: formats without a region are no sign (STS and Step Functions have
 * such formats, Route 53 has regional neighbours).
 *
 * Sources, read in November 2026: AWS General Reference, "Service endpoints and quotas", the pages of each service; IAM
 * User Guide, "AWS global condition context keys", `aws:RequestedRegion`; AWS Organizations User Guide, example policy
 * that denies by region.
 */
export const GLOBAL_SERVICES: ReadonlySet<string> = new Set([
  'account',
  'artifact',
  'aws-marketplace',
  'aws-marketplace-management',
  'aws-portal',
  'billing',
  'budgets',
  'ce',
  'chatbot',
  'cloudfront',
  'consolidatedbilling',
  'cur',
  'devicefarm',
  'freetier',
  'globalaccelerator',
  'health',
  'iam',
  'importexport',
  'invoicing',
  'mobileanalytics',
  'networkmanager',
  'organizations',
  'payments',
  'route53',
  'route53-recovery-control-config',
  'route53-recovery-readiness',
  'route53domains',
  'savingsplans',
  'shield',
  'support',
  'supportplans',
  'sustainability',
  'tax',
  'trustedadvisor',
  'waf',
]);

/** Actions of regional services that answer for all regions from one endpoint. */
const GLOBAL_ACTIONS: ReadonlySet<string> = new Set(['s3:listallmybuckets']);

/** True for an action whose requests go to one endpoint, wherever the caller and the resources are. */
export function isGlobalAction(action: string): boolean {
  const lower = action.toLowerCase();
  return GLOBAL_SERVICES.has(lower.slice(0, Math.max(0, lower.indexOf(':')))) || GLOBAL_ACTIONS.has(lower);
}
