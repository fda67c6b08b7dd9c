import { fail, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import type { Family } from '../../../reading/cidr';
import { isPublic, type Permission } from './permission';
import { jointPermissions } from './security-group';
import { coversEveryPort, LAST_PORT } from './traffic';

const PROTOCOLS = ['tcp', 'udp'] as const;
const FAMILIES = [4, 6] as const satisfies readonly Family[];

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Permissions of one group that leave no port of a protocol closed to the internet together, though each of them does. */
export function everyPortTogether(block: Block, expected: string): readonly Outcome[] {
  const joint = jointPermissions(block, 'ingress');
  if (joint.length === 0) return [];
  return FAMILIES.flatMap((family) => {
    const open = joint.map((permissions) => permissions.filter((permission) => isOpen(permission, family)));
    return PROTOCOLS.flatMap((protocol): readonly Outcome[] => {
      const count = open.map((permissions) => countThatCover(permissions, protocol)).find((each) => each > 0);
      if (count === undefined) return [];
      return [
        fail({
          message: `${String(count)} permissions of the group open every ${protocol} port to the IPv${String(family)} internet together`,
          expected,
          subject: `together ${protocol} ipv${String(family)}`,
        }),
      ];
    });
  });
}

function isOpen(permission: Permission, family: Family): boolean {
  return permission.direction === 'ingress' && permission.hidden === undefined && isPublic(permission, family) === true;
}

/** How many permissions there are for a protocol, where they leave none of its ports out; else 0. */
function countThatCover(permissions: readonly Permission[], protocol: (typeof PROTOCOLS)[number]): number {
  const ranges = permissions.flatMap((permission): readonly Range[] => {
    const { from, to } = permission;
    const isFor = permission.protocol === protocol || permission.protocol === 'unspecified';
    if (!isFor || typeof from !== 'number' || typeof to !== 'number') return [];
    return coversEveryPort(permission, [protocol]) === false ? [{ from, to }] : [];
  });
  return ranges.length > 1 && leaveNoneOut(ranges) ? ranges.length : 0;
}

/** Port 0 is none that a service listens on: ranges from 1 count as whole. */
function leaveNoneOut(ranges: readonly Range[]): boolean {
  let last = 0;
  for (const { from, to } of [...ranges].sort((left, right) => left.from - right.from)) {
    if (from > last + 1) return false;
    last = Math.max(last, to);
  }
  return last >= LAST_PORT;
}
