import { findRule, PROVIDER_SCHEMA_RULE, suggestRuleId } from '../compliance/engine/registry';
import type { Rule } from '../compliance/engine/rule';
import { UnknownNameError } from '../compliance/engine/rule-selection';
import { ExitCode } from './exit-code';
import { colorsOf, widthOf, type Io } from './io';
import { rulePage } from './rule-page';

/** Prints everything that is known of one rule. */
export function explain(id: string, io: Io): ExitCode {
  const rule = id === PROVIDER_SCHEMA_RULE ? providerSchema() : findRule(id);
  if (rule === undefined) throw new UnknownNameError('rule', id, suggestRuleId(id));
  io.stdout.write(rulePage(rule, { colors: colorsOf(io), width: widthOf(io) }));
  return ExitCode.ok;
}

/** The texts of the rule that a run with `--schema` has. */
function providerSchema(): Rule {
  const { providerSchemaRule } = require('../compliance/schema') as typeof import('../compliance/schema');
  return providerSchemaRule([]);
}
