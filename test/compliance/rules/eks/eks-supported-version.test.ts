import rule from '../../../../lib/compliance/rules/eks/eks-supported-version';
import { KUBERNETES_VERSIONS } from '../../../../lib/compliance/rules/eks/data/kubernetes-versions';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster } from './shared/cluster';

const at = (now: string, support = 'standard') => ({ options: { now, support } });
const november = at('2026-11-22');

testRule(rule, {
  pass: [
    { name: 'absent', configuration: cluster({}) },
    { name: 'null', configuration: cluster({ version: null }) },
    { name: 'in standard support', configuration: cluster({ version: '1.34' }), ...november },
    { name: 'newer than the table', configuration: cluster({ version: '1.40' }), ...november },
    { name: 'with a v', configuration: cluster({ version: 'v1.35' }), ...november },
    { name: 'a number', configuration: cluster({ version: 1.35 }), ...november },
    { name: 'the day before the end', configuration: cluster({ version: '1.33' }), ...at('2026-07-28') },
    {
      name: 'in extended support, which is asked for',
      configuration: cluster({ version: '1.32' }),
      ...at('2026-11-22', 'extended'),
    },
  ],
  fail: [
    {
      name: 'on the day of the end',
      configuration: cluster({ version: '1.33' }),
      ...at('2026-07-29'),
      path: 'version',
      message: 'standard support of Kubernetes 1.33 on EKS ended on 2026-07-29',
    },
    { name: 'in extended support', configuration: cluster({ version: '1.32' }), ...november },
    { name: 'after extended support', configuration: cluster({ version: '1.30' }), ...at('2026-11-22', 'extended') },
    { name: 'older than the table', configuration: cluster({ version: '1.9' }), message: 'long ago' },
    { name: 'a number that lost its zero', configuration: cluster({ version: 1.3 }) },
    {
      name: 'a variable with a default',
      configuration: { ...cluster({ version: '${var.v}' }), variable: { v: { type: 'string', default: '1.24' } } },
    },
  ],
  unknown: [
    { name: 'a variable', configuration: cluster({ version: '${var.v}' }), path: 'version' },
    { name: 'a part', configuration: cluster({ version: '1.${var.minor}' }) },
    { name: 'no number', configuration: cluster({ version: 'latest' }), message: 'no version of Kubernetes' },
  ],
  notApplicable: [{ name: 'count = 0', configuration: cluster({ count: 0, version: '1.9' }) }],
});

describe('the table of Kubernetes versions', () => {
  it('falls by one minor version a row, with dates that fall too', () => {
    for (const [index, entry] of KUBERNETES_VERSIONS.entries()) {
      expect(entry.endOfStandardSupport).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(entry.endOfExtendedSupport > entry.endOfStandardSupport).toBe(true);
      const next = KUBERNETES_VERSIONS[index + 1];
      if (next === undefined) continue;
      expect(Number(entry.version.slice(2)) - Number(next.version.slice(2))).toBe(1);
      expect(entry.endOfStandardSupport > next.endOfStandardSupport).toBe(true);
    }
  });
});
