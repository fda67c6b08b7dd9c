/**
 * What `require_ssl` is by default, by family of parameter groups. New clusters without a parameter group have had
 * `default.redshift-2.0` since January 2025; clusters that were made before keep `default.redshift-1.0`.
 *
 * Sources, as of 2026-11-22:
 * https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-parameter-groups.html
 * https://docs.aws.amazon.com/redshift/latest/mgmt/behavior-changes.html
 */
export const DEFAULT_SSL_BY_FAMILY: ReadonlyMap<string, boolean> = new Map([
  ['redshift-1.0', false],
  ['redshift-2.0', true],
]);
