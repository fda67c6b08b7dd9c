/**
 * Kubernetes versions of Amazon EKS and the days on which their support ends (UTC; from that day on a version is no
 * longer supported). From the release calendar of the Amazon EKS user guide
 * (https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html) as of 2026-04-24; versions that it no longer
 * lists come from its earlier editions and https://endoflife.date/amazon-eks. `npx tsx scripts/refresh-eks-versions.ts`
 * renews the table. A version that is newer than the table counts as supported, an older one as not supported.
 */
export interface KubernetesVersion {
  /** `1.34`. */
  readonly version: string;
  /** ISO date: patches without extra cost end. */
  readonly endOfStandardSupport: string;
  /** ISO date: all patches end, and AWS upgrades the cluster. */
  readonly endOfExtendedSupport: string;
}

/** From the newest to the oldest. */
export const KUBERNETES_VERSIONS: readonly KubernetesVersion[] = [
  { version: '1.35', endOfStandardSupport: '2027-03-27', endOfExtendedSupport: '2028-03-27' },
  { version: '1.34', endOfStandardSupport: '2026-12-02', endOfExtendedSupport: '2027-12-02' },
  { version: '1.33', endOfStandardSupport: '2026-07-29', endOfExtendedSupport: '2027-07-29' },
  { version: '1.32', endOfStandardSupport: '2026-03-23', endOfExtendedSupport: '2027-03-23' },
  { version: '1.31', endOfStandardSupport: '2025-11-26', endOfExtendedSupport: '2026-11-26' },
  { version: '1.30', endOfStandardSupport: '2025-07-23', endOfExtendedSupport: '2026-07-23' },
  { version: '1.29', endOfStandardSupport: '2025-03-23', endOfExtendedSupport: '2026-03-23' },
  { version: '1.28', endOfStandardSupport: '2024-11-26', endOfExtendedSupport: '2025-11-26' },
  { version: '1.27', endOfStandardSupport: '2024-07-24', endOfExtendedSupport: '2025-07-24' },
  { version: '1.26', endOfStandardSupport: '2024-06-11', endOfExtendedSupport: '2025-06-11' },
  { version: '1.25', endOfStandardSupport: '2024-05-01', endOfExtendedSupport: '2025-05-01' },
  { version: '1.24', endOfStandardSupport: '2024-01-31', endOfExtendedSupport: '2025-01-31' },
  { version: '1.23', endOfStandardSupport: '2023-10-11', endOfExtendedSupport: '2024-10-11' },
];
