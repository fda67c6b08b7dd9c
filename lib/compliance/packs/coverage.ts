import { allRules } from '../engine/registry';
import type { CisVersion } from '../engine/rule';
import { CIS_RECOMMENDATIONS, type CisRecommendation } from './data/cis-recommendations';

/** How far the rules decide a recommendation. */
export type CoverageStatus = 'decided' | 'partly' | 'baseline only' | 'not decidable' | 'no rule';

export interface Coverage extends Pick<CisRecommendation, 'id' | 'topic' | 'level' | 'reason'> {
  readonly status: CoverageStatus;
  /** Ids of the rules. */
  readonly rules: readonly string[];
}

const PACK = /^cis-aws-(\d+\.\d+\.\d+)$/;

const STATUS = {
  full: 'decided',
  partial: 'partly',
  'account-baseline': 'baseline only',
  'not-decidable': 'not decidable',
} as const;

/** What the rules cover of the benchmark that a pack stands for; undefined for packs that no benchmark lists. */
export function coverageOf(pack: string): readonly Coverage[] | undefined {
  const version = PACK.exec(pack)?.[1] as CisVersion | undefined;
  const recommendations = version === undefined ? undefined : CIS_RECOMMENDATIONS[version];
  if (version === undefined || recommendations === undefined) return undefined;
  return recommendations.map(({ id, topic, level, reason, decidability }) => {
    const rules = allRules()
      .filter(({ controls }) => controls.cisAws?.[version]?.includes(id) === true)
      .map((rule) => rule.id);
    const status = decidability !== 'not-decidable' && rules.length === 0 ? 'no rule' : STATUS[decidability];
    return { id, topic, level, reason, status, rules };
  });
}

/** Names of the packs whose benchmark is listed recommendation by recommendation. */
export const COVERED_PACKS: readonly string[] = Object.keys(CIS_RECOMMENDATIONS).map((version) => `cis-aws-${version}`);
