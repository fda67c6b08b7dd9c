import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireProps } from '../core/props';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { isSlow } from './pattern-cost';
import type { ApprovedInstances, GuardrailsPolicyProps, RequiredTag } from './policy-props';
import { allowedTexts, allTags, familyOf, sameTerms, SERVICES } from './policy-terms';

const PROPS: readonly (keyof GuardrailsPolicyProps)[] = [
  'requiredTags',
  'costCentreTag',
  'dataClassificationTag',
  'naming',
  'approvedRegions',
  'approvedInstanceClasses',
  'approvedInstanceFamilies',
];
const TAG_PROPS: readonly (keyof RequiredTag)[] = ['key', 'allowedValues', 'pattern'];
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/;
const NAMED = /^aws_[a-z0-9_]+(?:\.[a-z0-9_]+)?$/;
const FAMILY = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Refuses a policy that is not understood, that nothing could keep, or that contradicts one that holds already.
 *
 * @param inForce policies that hold together, at the scope and at each scope below it: those of stacks beside each other
 *   may differ
 * @throws GuardrailsError GUARDRAILS_POLICY_INVALID, PROPS_INVALID
 */
export function checkPolicy(
  props: GuardrailsPolicyProps,
  inForce: readonly (readonly GuardrailsPolicyProps[])[],
  scope: IConstruct,
): void {
  requireProps(props, 'props of GuardrailsPolicy.apply', scope);
  const problem =
    problemOf(props) ?? inForce.map((each) => contradiction(props, each)).find((each) => each !== undefined);
  if (problem !== undefined) throw new GuardrailsError('GUARDRAILS_POLICY_INVALID', problem, scope);
}

function problemOf(props: GuardrailsPolicyProps): string | undefined {
  const unknown = unknownKey(props, PROPS);
  if (unknown !== undefined) return unknown;
  const { requiredTags, naming, approvedRegions, approvedInstanceClasses, approvedInstanceFamilies } = props;
  if (requiredTags !== undefined && !Array.isArray(requiredTags))
    return `requiredTags is ${shown(requiredTags)}, allowed is a list of tags with a key; write one`;
  const tags = allTags(props).map(tagProblem);
  return (
    tags.find((each) => each !== undefined) ??
    namingProblem(naming) ??
    listProblem('approvedRegions', approvedRegions, REGION, 'regions such as eu-west-1') ??
    instancesProblem('approvedInstanceFamilies', approvedInstanceFamilies, () => FAMILY, 'families such as m7g') ??
    classesProblem(approvedInstanceClasses, approvedInstanceFamilies)
  );
}

function tagProblem(tag: RequiredTag): string | undefined {
  if (!isMap(tag)) return `a tag is ${shown(tag)}, allowed is an object with a key; write one`;
  const unknown = unknownKey(tag, TAG_PROPS);
  if (unknown !== undefined) return unknown;
  const { key, allowedValues, pattern } = tag;
  if (!isLiteral(key) || key.length > 128 || /^aws:/i.test(key))
    return `the key of a tag is ${shown(key)}, allowed are 1 to 128 characters that are known now and do not begin with aws:; correct it`;
  const values = listProblem(`allowedValues of ${key}`, allowedValues, /^[^]{1,256}$/, 'texts of 1 to 256 characters');
  const broken = values ?? patternProblem(`pattern of ${key}`, pattern);
  if (broken !== undefined) return broken;
  return allowedTexts(tag)?.length === 0
    ? `the pattern of the tag ${key}, ${shown(pattern)}, matches none of its allowedValues ${shown(allowedValues)}, so that nothing could be made; change one of them`
    : undefined;
}

function namingProblem(naming: unknown): string | undefined {
  if (naming === undefined) return undefined;
  if (!isMap(naming)) return `naming is ${shown(naming)}, allowed are patterns by resource type; write them so`;
  const wrong = Object.keys(naming).find((type) => !NAMED.test(type));
  if (wrong !== undefined)
    return `naming has the key ${shown(wrong)}, allowed are types such as aws_s3_bucket, or types with an argument such as aws_db_instance.db_name; correct it`;
  return Object.entries(naming)
    .map(([type, pattern]) => patternProblem(`naming of ${type}`, pattern))
    .find((each) => each !== undefined);
}

function classesProblem(
  classes: ApprovedInstances | undefined,
  families: ApprovedInstances | undefined,
): string | undefined {
  const problem = instancesProblem('approvedInstanceClasses', classes, () => /./, 'classes');
  if (problem !== undefined || classes === undefined) return problem;
  for (const service of SERVICES) {
    for (const each of classes[service] ?? []) {
      const family = familyOf(service, each);
      const approved = families?.[service];
      if (family === undefined)
        return `approvedInstanceClasses.${service} holds ${shown(each)}, which is no class of that service; write it as Terraform does`;
      if (approved !== undefined && !approved.includes(family))
        return `approvedInstanceClasses.${service} holds ${shown(each)}, but approvedInstanceFamilies.${service} are ${approved.join(', ')}; approve the family, or drop the class`;
    }
  }
  return undefined;
}

function instancesProblem(
  name: string,
  instances: ApprovedInstances | undefined,
  pattern: () => RegExp,
  allowed: string,
): string | undefined {
  if (instances === undefined) return undefined;
  if (!isMap(instances)) return `${name} is ${shown(instances)}, allowed are lists by service; write them so`;
  return (
    unknownKey(instances, SERVICES) ??
    SERVICES.map((service) => listProblem(`${name}.${service}`, instances[service], pattern(), allowed)).find(
      (each) => each !== undefined,
    )
  );
}

function listProblem(name: string, list: unknown, pattern: RegExp, allowed: string): string | undefined {
  if (list === undefined) return undefined;
  const valid = Array.isArray(list) && list.length > 0 && list.every((each) => isLiteral(each) && pattern.test(each));
  return valid ? undefined : `${name} is ${shown(list)}, allowed are ${allowed}, at least one; correct the list`;
}

function patternProblem(name: string, pattern: unknown): string | undefined {
  if (pattern === undefined) return undefined;
  try {
    if (isLiteral(pattern)) {
      new RegExp(`^(?:${pattern})$`);
      new RegExp(pattern);
      return isSlow(pattern)
        ? `${name} is ${shown(pattern)}, which takes too long to refuse a text; do not repeat what repeats, as in (a+)+`
        : undefined;
    }
  } catch {
    // Said below.
  }
  return `${name} is ${shown(pattern)}, allowed is a regular expression; correct it`;
}

function contradiction(props: GuardrailsPolicyProps, inForce: readonly GuardrailsPolicyProps[]): string | undefined {
  const known = new Map<string, RequiredTag>();
  for (const tag of [...inForce.flatMap(allTags), ...allTags(props)]) {
    const other = known.get(tag.key.toLowerCase());
    if (other === undefined) known.set(tag.key.toLowerCase(), tag);
    else if (other.key !== tag.key)
      return `the tags ${other.key} and ${tag.key} differ by letter case only, which AWS takes for two tags; agree on one`;
    else if (!sameTerms(other, tag))
      return `the tag ${tag.key} is asked for twice with different values: ${terms(other)} and ${terms(tag)}; agree on one`;
  }
  const named = new Map(inForce.flatMap(({ naming = {} }) => Object.entries(naming)));
  for (const [type, pattern] of Object.entries(props.naming ?? {})) {
    const other = named.get(type);
    if (other !== undefined && other !== pattern)
      return `naming of ${type} is ${shown(pattern)}, but ${shown(other)} holds already; agree on one`;
  }
  return emptyIntersection(props, inForce);
}

function emptyIntersection(
  props: GuardrailsPolicyProps,
  inForce: readonly GuardrailsPolicyProps[],
): string | undefined {
  const lists = (each: GuardrailsPolicyProps): readonly (readonly [string, readonly string[] | undefined])[] => [
    ['approvedRegions', each.approvedRegions],
    ...SERVICES.map(
      (service) => [`approvedInstanceClasses.${service}`, each.approvedInstanceClasses?.[service]] as const,
    ),
    ...SERVICES.map(
      (service) => [`approvedInstanceFamilies.${service}`, each.approvedInstanceFamilies?.[service]] as const,
    ),
  ];
  const known = new Map<string, readonly string[]>();
  for (const [name, list] of [...inForce, props].flatMap(lists)) {
    if (list === undefined) continue;
    const before = known.get(name);
    const common = before === undefined ? list : list.filter((each) => before.includes(each));
    if (common.length === 0)
      return `${name} is ${shown(list)}, but only ${shown(before)} hold already, so that nothing is approved; agree on some`;
    known.set(name, common);
  }
  return undefined;
}

function terms({ allowedValues, pattern }: RequiredTag): string {
  if (allowedValues === undefined && pattern === undefined) return 'any';
  return [allowedValues === undefined ? '' : shown(allowedValues), pattern === undefined ? '' : shown(pattern)]
    .filter((each) => each !== '')
    .join(' that match ');
}

function unknownKey(given: object, known: readonly string[]): string | undefined {
  const wrong = Object.keys(given).find((key) => !known.includes(key));
  return wrong === undefined ? undefined : `${wrong} is no prop, allowed are ${known.join(', ')}; correct the name`;
}

function isLiteral(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && !isUnresolved(value);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
