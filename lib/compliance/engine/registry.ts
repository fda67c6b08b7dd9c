import { closest, distance } from 'fastest-levenshtein';
import { RULES } from '../rules/index.generated';
import { fromSchema } from './declarative';
import type { Rule, RuleDefinition } from './rule';

/** The rule of the schemas of providers. It is made for the run that asks for it, and stands in no pack. */
export const PROVIDER_SCHEMA_RULE = 'provider-schema';

let registry: Map<string, Rule> | undefined;

function rules(): Map<string, Rule> {
  registry ??= new Map(RULES.map((rule) => [rule.id, toRule(rule)]));
  return registry;
}

/** Adds rules to those of the catalogue. Returns an id that is taken, where there is one; then nothing is added. */
export function registerRules(definitions: readonly RuleDefinition[]): string | undefined {
  const ids = definitions.map(({ id }) => id);
  const taken = ids.find((id, index) => rules().has(id) || ids.indexOf(id) !== index);
  if (taken === undefined) for (const definition of definitions) rules().set(definition.id, toRule(definition));
  return taken;
}

/** Gives either form of a rule the form that the runner calls. */
export function toRule(definition: RuleDefinition<never> | RuleDefinition): Rule {
  return 'schema' in definition ? fromSchema(definition) : definition;
}

/** Every rule of the catalogue, sorted by service and id. */
export function allRules(): readonly Rule[] {
  return [...rules().values()];
}

/** The rule of an id; undefined where the catalogue holds none. */
export function findRule(id: string): Rule | undefined {
  return rules().get(id);
}

/** True for the id of a rule that a run may have: settings and suppressions may name it. */
export function isRuleId(id: string): boolean {
  return id === PROVIDER_SCHEMA_RULE || rules().has(id);
}

/** The rule id that is nearest in spelling, for "did you mean"; undefined where none is near. */
export function suggestRuleId(id: string): string | undefined {
  return suggest(id, [...rules().keys()]);
}

/** The candidate that is nearest in spelling, or that holds every word of the text; undefined where none is. */
export function suggest(text: string, candidates: readonly string[]): string | undefined {
  if (text === '' || candidates.length === 0) return undefined;
  const best = closest(text, candidates);
  if (distance(text, best) <= Math.max(2, text.length / 3)) return best;
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== '');
  const holding = candidates.filter((candidate) => words.length > 0 && words.every((word) => candidate.includes(word)));
  return holding.length > 0 ? closest(text, holding) : undefined;
}
