import { findRule, suggestRuleId } from '../compliance/engine/registry';
import { UnknownNameError } from '../compliance/engine/rule-selection';
import { ExitCode } from './exit-code';
import { colorsOf, widthOf, type Io } from './io';
import { rulePage } from './rule-page';

/** Prints everything that is known of one rule. */
export function explain(id: string, io: Io): ExitCode {
  const rule = findRule(id);
  if (rule === undefined) throw new UnknownNameError('rule', id, suggestRuleId(id));
  io.stdout.write(rulePage(rule, { colors: colorsOf(io), width: widthOf(io) }));
  return ExitCode.ok;
}
