import { fail, pass, undecided, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown } from '../../../model/value';
import { stringList } from './string-list';

const PATH = 'enabled_cloudwatch_logs_exports';

/** Demands that a database exports the named logs. */
export function requireLogs(block: Block, required: readonly string[]): Outcome {
  const { texts, unknown } = stringList(block.get(PATH));
  const missing = required.filter((log) => !texts.includes(log));
  const expected = `${PATH} holds ${required.join(', ')}`;
  if (missing.length === 0) return pass(PATH);
  if (isUnknown(unknown)) return undecided(PATH, unknown, expected);
  const message = `logs that stay on the database and are lost with it: ${missing.join(', ')}`;
  return fail({ path: PATH, message, observed: block.get(PATH), expected });
}

/** True where a database exports no log at all. */
export function exportsNothing(block: Block): boolean {
  const { texts, unknown } = stringList(block.get(PATH));
  return texts.length === 0 && unknown === undefined;
}
