import type { ApprovedInstances, GuardrailsPolicyProps, RequiredTag } from './policy-props';
import { allTags, SERVICES, tagsOfAll, type Service } from './policy-terms';

/** What all policies of a stack ask together. */
export interface EffectivePolicy {
  readonly requiredTags: readonly RequiredTag[];
  /** Tags of data stores alone. */
  readonly classificationTags: readonly RequiredTag[];
  readonly naming: Readonly<Record<string, string>>;
  readonly regions: readonly string[] | undefined;
  readonly classes: ReadonlyMap<Service, readonly string[]>;
  readonly families: ReadonlyMap<Service, readonly string[]>;
}

/** Every policy holds: what is approved is what each of them approves. */
export function combine(policies: readonly GuardrailsPolicyProps[]): EffectivePolicy {
  const requiredTags = distinct(policies.flatMap(tagsOfAll));
  const required = new Set(requiredTags.map(({ key }) => key));
  return {
    requiredTags,
    classificationTags: distinct(policies.flatMap(allTags)).filter(({ key }) => !required.has(key)),
    naming: Object.fromEntries(policies.flatMap(({ naming = {} }) => Object.entries(naming))),
    regions: intersection(policies.map(({ approvedRegions }) => approvedRegions)),
    classes: byService(policies.map(({ approvedInstanceClasses }) => approvedInstanceClasses)),
    families: byService(policies.map(({ approvedInstanceFamilies }) => approvedInstanceFamilies)),
  };
}

function distinct(tags: readonly RequiredTag[]): readonly RequiredTag[] {
  return [...new Map(tags.map((tag) => [tag.key, tag])).values()];
}

function byService(lists: readonly (ApprovedInstances | undefined)[]): ReadonlyMap<Service, readonly string[]> {
  return new Map(
    SERVICES.flatMap((service) => {
      const common = intersection(lists.map((each) => each?.[service]));
      return common === undefined ? [] : [[service, common] as const];
    }),
  );
}

function intersection(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return lists.reduce<readonly string[] | undefined>(
    (common, list) =>
      list === undefined ? common : common === undefined ? list : common.filter((each) => list.includes(each)),
    undefined,
  );
}
