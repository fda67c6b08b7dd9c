import { fail, notApplicable, pass, undecided, type Outcome } from '../compliance/engine/outcome';
import { findRule } from '../compliance/engine/registry';
import type { ProgrammaticRule, Rule } from '../compliance/engine/rule';
import type { SelectedRule } from '../compliance/engine/rule-selection';
import type { Block, NestedBlock } from '../compliance/model/block';
import { isUnknown, toText, type Value } from '../compliance/model/value';
import type { EffectivePolicy } from './effective-policy';
import { instanceArguments, TYPES_WITH_INSTANCES } from './instance-arguments';
import { allowedTexts, familyOf, type Service } from './policy-terms';

const REQUIRED_TAGS = 'required-tags';
const TAG_VALUES = 'tag-values-allowed';
const DATA_STORES = 'tag-data-classification';
const NAMING = 'resource-naming';

/** The rules that judge a policy: those of the catalogue with its terms as options, and two of its own. */
export function rulesOf(policy: EffectivePolicy): readonly SelectedRule[] {
  const { requiredTags, classificationTags, naming, regions } = policy;
  const tags = [...requiredTags, ...classificationTags];
  const keys = requiredTags.map(({ key }) => key);
  const storeKeys = [...keys, ...classificationTags.map(({ key }) => key)];
  const stores = catalogued(DATA_STORES).resourceTypes.map((type) => [type, storeKeys] as const);
  const patterns = tags.flatMap((tag) => {
    const allowed = allowedTexts(tag) ?? tag.pattern;
    return allowed === undefined ? [] : [[tag.key, allowed] as const];
  });
  return [
    ...(tags.length === 0
      ? []
      : [selected(REQUIRED_TAGS, { requiredTags: keys, requiredTagsByType: Object.fromEntries(stores) })]),
    ...(patterns.length === 0 ? [] : [selected(TAG_VALUES, { tagPatterns: Object.fromEntries(patterns) })]),
    ...(Object.keys(naming).length === 0 ? [] : [selected(NAMING, { namePatterns: naming })]),
    ...(regions === undefined ? [] : [own(approvedRegions(regions))]),
    ...(policy.classes.size + policy.families.size === 0 ? [] : [own(approvedInstances(policy))]),
  ];
}

/** Keys of the tags that a policy asks of a resource type. */
export function keysFor(type: string, { requiredTags, classificationTags }: EffectivePolicy): readonly string[] {
  const isStore = catalogued(DATA_STORES).resourceTypes.includes(type);
  return [...requiredTags, ...(isStore ? classificationTags : [])].map(({ key }) => key);
}

function catalogued(id: string): Rule {
  const rule = findRule(id);
  if (rule === undefined) throw new Error(`the catalogue has no rule ${id}`);
  return rule;
}

function selected(id: string, options: object): SelectedRule {
  const rule = catalogued(id);
  return { rule, severity: rule.severity, options: { ...rule.defaultOptions, ...options } };
}

function own(rule: ProgrammaticRule): SelectedRule {
  return { rule, severity: rule.severity, options: {} };
}

function approvedRegions(regions: readonly string[]): ProgrammaticRule {
  const expected = `one of ${regions.join(', ')}`;
  const judge = (path: string, value: Value): readonly Outcome[] => {
    const region = toText(value);
    if (region === undefined) return [];
    if (isUnknown(region)) return [undecided(path, region, expected)];
    if (regions.includes(region)) return [pass(path)];
    return [fail({ path, message: `region ${region} is not approved`, observed: region, expected, subject: region })];
  };
  return {
    ...TEXTS,
    id: 'approved-regions',
    title: 'Resources are in approved regions',
    why: 'Data may have to stay in some countries, and nobody watches regions that are not in use.',
    remediation: 'Use an approved region, or have the region approved with GuardrailsPolicy.',
    resourceTypes: ['*', 'provider.aws'],
    whenUnknown: 'The region is an expression that only Terraform can compute.',
    check: (block) => judged(regionsOf(block).flatMap(([path, value]) => judge(path, value))),
  };
}

/** Replicas are where they are, whatever the provider says. */
const REPLICA_REGIONS: ReadonlyMap<string, readonly [blocks: readonly string[], attribute: string]> = new Map([
  ['aws_db_snapshot_copy', [[], 'destination_region']],
  ['aws_dynamodb_global_table', [['replica'], 'region_name']],
  ['aws_dynamodb_table', [['replica'], 'region_name']],
  ['aws_ecr_replication_configuration', [['replication_configuration', 'rule', 'destination'], 'region']],
  ['aws_efs_replication_configuration', [['destination'], 'region']],
  ['aws_secretsmanager_secret', [['replica'], 'region']],
  ['aws_ssmincidents_replication_set', [['region'], 'name']],
]);

type Place = readonly [path: string, value: Value];

/** The values of an attribute in blocks within blocks. */
function inBlocks(holder: Block | NestedBlock, blocks: readonly string[], attribute: string): readonly Place[] {
  const [name, ...rest] = blocks;
  if (name === undefined)
    return [['path' in holder ? `${holder.path}.${attribute}` : attribute, holder.get(attribute)]];
  return holder
    .nested(name)
    .flatMap((item): readonly Place[] =>
      item.unknown === undefined ? inBlocks(item, rest, attribute) : [[item.path, item.unknown]],
    );
}

function regionsOf(block: Block): readonly Place[] {
  if (block.kind === 'provider') return [['region', block.get('region')]];
  if (block.kind !== 'resource' || !block.type.startsWith('aws_')) return [];
  const [blocks, attribute] = REPLICA_REGIONS.get(block.type) ?? [];
  const replicas = blocks === undefined || attribute === undefined ? [] : inBlocks(block, blocks, attribute);
  return [['region', block.get('region')], ...replicas];
}

function approvedInstances({ classes, families }: EffectivePolicy): ProgrammaticRule {
  const judge = (service: Service, path: string, value: Value): readonly Outcome[] => {
    const [approvedClasses, approvedFamilies] = [classes.get(service), families.get(service)];
    const name = toText(value);
    if (name === undefined || (approvedClasses === undefined && approvedFamilies === undefined)) return [];
    const expected = [
      approvedClasses === undefined ? '' : `one of ${approvedClasses.join(', ')}`,
      approvedFamilies === undefined ? '' : `a class of the families ${approvedFamilies.join(', ')}`,
    ]
      .filter((each) => each !== '')
      .join(', ');
    if (isUnknown(name)) return [undecided(path, name, expected)];
    const family = familyOf(service, name);
    const isApproved =
      approvedClasses?.includes(name) !== false &&
      (approvedFamilies === undefined || (family !== undefined && approvedFamilies.includes(family)));
    if (isApproved) return [pass(path)];
    return [fail({ path, message: `${name} is not approved`, observed: name, expected, subject: name })];
  };
  return {
    ...TEXTS,
    id: 'approved-instances',
    title: 'Instances are of approved classes',
    why: 'Other classes cost more than was agreed, or run on hardware that nobody has tested.',
    remediation: 'Use an approved class, or have the class approved with GuardrailsPolicy.',
    resourceTypes: TYPES_WITH_INSTANCES,
    whenUnknown: 'The class is an expression that only Terraform can compute.',
    check: (block) =>
      judged(instanceArguments(block).flatMap(({ service, path, value }) => judge(service, path, value))),
  };
}

const TEXTS = {
  severity: 'high',
  scope: 'resource',
  controls: {},
  equivalents: {},
  sources: [],
  examples: { good: [], bad: [] },
} as const;

function judged(outcomes: readonly Outcome[]): Outcome | readonly Outcome[] {
  return outcomes.length === 0 ? notApplicable() : outcomes;
}
