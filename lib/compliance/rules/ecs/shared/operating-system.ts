import type { Block } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import type { Presence } from '../../../reading/presence';

export const OPERATING_SYSTEM = 'runtime_platform';

/** Whether the containers of a task run on Windows. Without `runtime_platform` they run on Linux. */
export function runsOnWindows(task: Block): Presence {
  let open: Presence = 'absent';
  for (const platform of task.nested(OPERATING_SYSTEM)) {
    const family = platform.unknown ?? toText(platform.get('operating_system_family'));
    if (isUnknown(family)) {
      if (/^windows/i.test(family.knownPrefix)) return 'set';
      open = family;
    } else if (family !== undefined && /^windows/i.test(family)) return 'set';
  }
  return open;
}
