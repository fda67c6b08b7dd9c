import type { Block } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import type { Presence } from '../../../reading/presence';

export const OPERATING_SYSTEM = 'runtime_platform';

/** Whether the containers of a task run on Windows. Without `runtime_platform` they run on Linux. */
export function runsOnWindows(task: Block): Presence {
  let found: Presence = 'absent';
  for (const platform of task.nested(OPERATING_SYSTEM)) {
    const family = platform.unknown ?? toText(platform.get('operating_system_family'));
    const text = isUnknown(family) ? family.knownPrefix : (family ?? '');
    if (!isUnknown(family) && !/^windows/i.test(text)) return 'absent';
    if (isUnknown(family) && !/^windows/i.test(text)) found = family;
    else if (found === 'absent') found = 'set';
  }
  return found;
}
