import type { Controls } from '../compliance/engine/rule';

/** One control of a published standard. */
export interface ListedControl {
  /** Name of the standard for machines, as packs spell it: `cis-aws-5.0.0`. */
  readonly standard: string;
  readonly id: string;
}

/** Every control of a rule, what most readers look for first; the newest version of CIS before the older ones. */
export function listControls({ cisAws = {}, ...others }: Controls): readonly ListedControl[] {
  const { fsbp, nist80053r5, pciDss, soc2, iso27001_2022: iso } = others;
  return [
    ...listed('aws-fsbp', fsbp),
    ...listed('cis-aws-6.0.0', cisAws['6.0.0']),
    ...listed('cis-aws-5.0.0', cisAws['5.0.0']),
    ...listed('cis-aws-3.0.0', cisAws['3.0.0']),
    ...listed('cis-aws-1.4.0', cisAws['1.4.0']),
    ...listed('nist-800-53-r5', nist80053r5),
    ...listed('pci-dss', pciDss),
    ...listed('soc2', soc2),
    ...listed('iso-27001-2022', iso),
  ];
}

function listed(standard: string, ids: readonly string[] = []): readonly ListedControl[] {
  return ids.map((id) => ({ standard, id }));
}
