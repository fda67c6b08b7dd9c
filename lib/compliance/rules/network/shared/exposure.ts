import { fail, notApplicable, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isPublicSet, publicSizeOf, union } from './address-set';
import type { Family } from './cidr';
import { carries, isPublic, knownAddresses, permissionsIn, type Direction, type Permission } from './permission';
import { groupsOf, isGroup, permissionsOf } from './security-group';
import { isHidden, type Hidden, type Ternary } from './ternary';
import { describeTraffic } from './traffic';

/** Something that must not be open to the internet. */
export interface Exposure {
  /** Tells findings apart: `tcp/22`. */
  readonly subject: string;
  /** What a reader calls it: `SSH (22)`. */
  readonly label?: string | undefined;
  covers(permission: Permission): Ternary;
}

export interface ExposureQuestion {
  readonly direction: Direction;
  readonly families: readonly Family[];
  readonly expected: string;
  exposures(permission: Permission): readonly Exposure[];
}

/** One outcome for each permission of the block that exposes something to the internet, or may do so. */
export function publicExposures(block: Block, question: ExposureQuestion): readonly Outcome[] {
  if (!carries(block, question.direction)) return [notApplicable()];
  const permissions = permissionsIn(block).filter(({ direction }) => direction === question.direction);
  const outcomes = permissions.flatMap((permission) => judge(permission, question));
  return [...outcomes, ...(isGroup(block) ? joinedExposures(block, question) : [])];
}

function judge(permission: Permission, question: ExposureQuestion): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  const doubts = new Map<string, Outcome>();
  for (const family of question.families) {
    const open = isPublic(permission, family);
    if (open === false) continue;
    const answers = question.exposures(permission).map((exposure) => ({ exposure, answer: exposure.covers(permission) }));
    const certain = answers.filter(({ answer }) => answer === true).map(({ exposure }) => exposure);
    const possible = answers.filter(({ answer }) => answer !== false);
    const doubt = permission.hidden ?? (isHidden(open) ? open : certain.length > 0 ? undefined : possible.map(({ answer }) => answer).find(isHidden));
    if (doubt !== undefined && possible.length > 0) {
      if (!doubts.has(doubt.path)) doubts.set(doubt.path, doubtful(permission, doubt, possible.map(({ exposure }) => exposure), question));
    } else if (certain.length > 0) outcomes.push(exposed(permission, family, certain, question));
  }
  return [...outcomes, ...doubts.values()];
}

function exposed(permission: Permission, family: Family, exposures: readonly Exposure[], question: ExposureQuestion): Outcome {
  const path = widestSource(permission, family);
  return fail({
    path,
    message: `${describeTraffic(permission)}${groupName(permission)} is open to the whole IPv${String(family)} internet${namesOf(exposures)}`,
    observed: permission.get(path.slice(path.lastIndexOf('.') + 1)),
    expected: question.expected,
    subject: subjectOf(exposures, family),
  });
}

function doubtful(permission: Permission, doubt: Hidden, exposures: readonly Exposure[], question: ExposureQuestion): Outcome {
  const reason = doubt.reason ?? `${doubt.path} is ${doubt.value.expression}, which is not known before Terraform runs`;
  const what = question.direction === 'ingress' ? 'so the permission may be open to the internet' : 'so the permission may reach the whole internet';
  return unknown({
    path: doubt.path,
    message: `${reason}, ${what}${groupName(permission)}`,
    observed: doubt.value,
    expected: question.expected,
    subject: exposures.map(({ subject }) => subject).join(','),
  });
}

/** Permissions of one group that leave little of the internet out together, though none of them does alone. */
function joinedExposures(group: Block, question: ExposureQuestion): readonly Outcome[] {
  const permissions = permissionsOf(group, question.direction).filter(({ hidden }) => hidden === undefined);
  return question.families.flatMap((family): readonly Outcome[] => {
    const narrow = permissions.filter((permission) => permission.sources.length > 0 && isPublic(permission, family) !== true);
    if (narrow.length < 2 || !isPublicSet(union(narrow.flatMap((permission) => knownAddresses(permission, family))), family)) return [];
    const found = new Map<string, Exposure>();
    for (const exposure of narrow.flatMap((permission) => question.exposures(permission))) found.set(exposure.subject, exposure);
    const joined = [...found.values()].filter((exposure) => {
      const covering = narrow.filter((permission) => exposure.covers(permission) === true);
      return isPublicSet(union(covering.flatMap((permission) => knownAddresses(permission, family))), family);
    });
    if (joined.length === 0) return [];
    return [
      fail({
        message: `${String(narrow.length)} permissions of the group open it to the IPv${String(family)} internet together${namesOf(joined)}`,
        expected: question.expected,
        subject: `together ${subjectOf(joined, family)}`,
      }),
    ];
  });
}

/** Path of the attribute that opens the most addresses. */
function widestSource(permission: Permission, family: Family): string {
  let widest = permission.path;
  let most = -1n;
  for (const { cidr, path } of permission.sources) {
    const size = cidr?.family === family ? publicSizeOf([cidr], family) : -1n;
    if (size > most) [widest, most] = [path, size];
  }
  return widest;
}

function namesOf(exposures: readonly Exposure[]): string {
  const labels = exposures.flatMap(({ label }) => (label === undefined ? [] : [label]));
  if (labels.length === 0) return '';
  const shown = labels.length > 5 ? [...labels.slice(0, 4), `${String(labels.length - 4)} more ports`] : labels;
  return `, ${shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`} included`;
}

function subjectOf(exposures: readonly Exposure[], family: Family): string {
  return `${exposures.map(({ subject }) => subject).join(',')} ipv${String(family)}`;
}

function groupName(permission: Permission): string {
  if (isGroup(permission.block)) return '';
  const group = groupsOf(permission.block)[0];
  return group === undefined ? '' : ` of ${group.address}`;
}
