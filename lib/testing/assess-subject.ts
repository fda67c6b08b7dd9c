import type { Assessment } from '../compliance/engine/assessment';
import type { SelectedRule } from '../compliance/engine/rule-selection';
import { assess } from '../compliance/engine/runner';
import { InputError } from '../compliance/model/input-error';
import type { ComplianceOptions } from './options';
import { readSubject } from './subject';
import { raiseToolErrors } from './tool-errors';

/**
 * Judges a subject by all the rules of a selection.
 *
 * @throws InputError when the subject holds no block: a test that checks nothing must not pass
 */
export function assessSubject(
  subject: unknown,
  selection: readonly SelectedRule[],
  { accountBaseline }: Pick<ComplianceOptions, 'accountBaseline'> = {},
): Assessment {
  const assessment = assess(readSubject(subject), selection, { accountBaseline });
  raiseToolErrors(assessment);
  if (assessment.summary.blocks > 0) return assessment;
  throw new InputError('nothing to check: the subject holds no resource or other block', { exitCode: 3 });
}
