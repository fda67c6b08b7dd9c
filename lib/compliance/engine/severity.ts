/** Severities from worst to mildest. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

/** How bad a broken rule is. */
export type Severity = (typeof SEVERITIES)[number];

/** True where `severity` is as bad as `threshold` or worse. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
