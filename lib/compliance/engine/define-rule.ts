import type { DeclarativeRule, ProgrammaticRule } from './rule';

/**
 * Declares a rule. One rule a file; the file has the name of the rule's id.
 *
 * A rule decides by `check`, a function of one block, or by `schema`, a JSON Schema over the attributes of one block.
 */
export function defineRule<Options extends object>(rule: ProgrammaticRule<Options>): ProgrammaticRule<Options>;
export function defineRule(rule: DeclarativeRule): DeclarativeRule;
export function defineRule<Definition>(rule: Definition): Definition {
  return rule;
}
