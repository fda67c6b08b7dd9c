import type { ApprovedInstances, GuardrailsPolicyProps, RequiredTag } from './policy-props';

export type Service = keyof ApprovedInstances;

export const SERVICES: readonly Service[] = ['rds', 'ec2', 'elastiCache', 'openSearch', 'redshift', 'eksNodeGroups'];

/** Tags of every resource. */
export function tagsOfAll({ requiredTags = [], costCentreTag }: GuardrailsPolicyProps): readonly RequiredTag[] {
  return costCentreTag === undefined ? requiredTags : [...requiredTags, costCentreTag];
}

/** Every tag that a policy says something of. */
export function allTags(props: GuardrailsPolicyProps): readonly RequiredTag[] {
  const { dataClassificationTag } = props;
  return dataClassificationTag === undefined ? tagsOfAll(props) : [...tagsOfAll(props), dataClassificationTag];
}

/** Texts that the tag may have; undefined where a pattern alone decides, or nothing. */
export function allowedTexts({ allowedValues, pattern }: RequiredTag): readonly string[] | undefined {
  if (allowedValues === undefined || pattern === undefined) return allowedValues;
  const whole = new RegExp(`^(?:${pattern})$`);
  return allowedValues.filter((value) => whole.test(value));
}

/** True where two policies say the same of a tag. */
export function sameTerms(left: RequiredTag, right: RequiredTag): boolean {
  const texts = ({ allowedValues }: RequiredTag): string => JSON.stringify([...new Set(allowedValues ?? [])].sort());
  return (
    left.key === right.key &&
    left.pattern === right.pattern &&
    (left.allowedValues === undefined) === (right.allowedValues === undefined) &&
    texts(left) === texts(right)
  );
}

const FAMILY_OF: Readonly<Record<Service, RegExp>> = {
  rds: /^db\.([a-z][a-z0-9-]*)(?:\.|$)/,
  ec2: /^([a-z][a-z0-9-]*)\./,
  elastiCache: /^cache\.([a-z][a-z0-9-]*)\./,
  openSearch: /^([a-z][a-z0-9-]*)\.[a-z0-9]+\.(?:search|elasticsearch)$/,
  redshift: /^([a-z][a-z0-9-]*)\./,
  eksNodeGroups: /^([a-z][a-z0-9-]*)\./,
};

/** Family of an instance class as its service writes it; undefined for what is no class of it. */
export function familyOf(service: Service, instanceClass: string): string | undefined {
  return FAMILY_OF[service].exec(instanceClass)?.[1];
}
