import type { CisVersion, Controls } from '../engine/rule';

/** A published standard whose controls rules name. */
export interface Standard {
  /** The pack that stands for it. */
  readonly pack: string;
  readonly title: string;
  readonly controlsOf: (controls: Controls) => readonly string[];
}

const PCI_DSS = 'v4.0.1/';

const CIS_VERSIONS: readonly CisVersion[] = ['1.4.0', '3.0.0', '5.0.0', '6.0.0'];

/** Every standard, in the order of the packs. */
export const STANDARDS: readonly Standard[] = [
  ...CIS_VERSIONS.map((version) => ({
    pack: `cis-aws-${version}`,
    title: `CIS AWS Foundations Benchmark ${version}`,
    controlsOf: ({ cisAws }: Controls) => cisAws?.[version] ?? [],
  })),
  { pack: 'aws-fsbp', title: 'AWS Foundational Security Best Practices', controlsOf: ({ fsbp = [] }) => fsbp },
  { pack: 'nist-800-53-r5', title: 'NIST SP 800-53 revision 5', controlsOf: ({ nist80053r5 = [] }) => nist80053r5 },
  {
    pack: 'pci-dss-4.0.1',
    title: 'PCI DSS 4.0.1',
    controlsOf: ({ pciDss = [] }) =>
      pciDss.filter((control) => control.startsWith(PCI_DSS)).map((control) => control.slice(PCI_DSS.length)),
  },
  { pack: 'soc2', title: 'SOC 2 trust services criteria', controlsOf: ({ soc2 = [] }) => soc2 },
  {
    pack: 'iso-27001-2022',
    title: 'ISO/IEC 27001:2022, annex A',
    controlsOf: ({ iso27001_2022: iso = [] }) => iso,
  },
];
