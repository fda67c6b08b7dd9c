import { fail, notApplicable, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import {
  EVERY_ADDRESS,
  halfOfInternet,
  isPublicSet,
  publicSizeOf,
  subtract,
  union,
} from '../../../reading/address-set';
import type { Family } from '../../../reading/cidr';
import {
  carries,
  isPublic,
  knownAddresses,
  permissionsIn,
  publicAddressCount,
  type Direction,
  type Permission,
} from './permission';
import { groupsOfPermission, isGroup, jointPermissions } from './security-group';
import { isHidden, type Hidden, type Ternary } from './ternary';
import { describeTraffic } from './traffic';

/** Something that must not be open to the internet. */
export interface Exposure {
  /** Tells findings apart: `tcp/22`. */
  readonly subject: string;
  /** What a reader calls it: `SSH (22)`. */
  readonly label?: string | undefined;
  /** The port, where it is one. */
  readonly port?: number | undefined;
  covers(permission: Permission): Ternary;
}

export interface ExposureQuestion {
  readonly direction: Direction;
  readonly families: readonly Family[];
  readonly expected: string;
  exposures(permission: Permission): readonly Exposure[];
  /**
   * What several permissions may expose together.
   *
   * @default - the exposures of the first permission
   */
  joined?(permissions: readonly Permission[]): readonly Exposure[];
}

/** AWS refuses a group with more rules. */
const MOST_RULES = 1_000;

/** One outcome for each permission of the block that exposes something to the internet, or may do so. */
export function publicExposures(block: Block, question: ExposureQuestion): readonly Outcome[] {
  if (!carries(block, question.direction)) return [notApplicable()];
  const outcomes = candidatesIn(block, question.direction).flatMap((permission) => judge(permission, question));
  const joined = joinedExposures(block, question);
  return joined.length === 0 ? outcomes : [...outcomes, ...joined];
}

const candidates: Readonly<Record<Direction, WeakMap<Block, readonly Permission[]>>> = {
  ingress: new WeakMap(),
  egress: new WeakMap(),
};

/** The permissions of a block that are, or may be, for the internet: the others expose nothing, whatever is asked. */
function candidatesIn(block: Block, direction: Direction): readonly Permission[] {
  const known = candidates[direction].get(block);
  if (known !== undefined) return known;
  const open = permissionsIn(block).filter(
    (permission) =>
      permission.direction === direction && (isPublic(permission, 4) !== false || isPublic(permission, 6) !== false),
  );
  candidates[direction].set(block, open);
  return open;
}

function judge(permission: Permission, question: ExposureQuestion): readonly Outcome[] {
  const families = question.families.filter((family) => isPublic(permission, family) !== false);
  if (families.length === 0) return [];
  const outcomes: Outcome[] = [];
  const doubts = new Map<string, Outcome>();
  for (const family of families) {
    const open = isPublic(permission, family);
    const answers = question
      .exposures(permission)
      .map((exposure) => ({ exposure, answer: exposure.covers(permission) }));
    const certain = answers.filter(({ answer }) => answer === true).map(({ exposure }) => exposure);
    const possible = answers.filter(({ answer }) => answer !== false);
    const doubt =
      permission.hidden ??
      (isHidden(open) ? open : certain.length > 0 ? undefined : possible.map(({ answer }) => answer).find(isHidden));
    if (doubt !== undefined && possible.length > 0) {
      if (!doubts.has(doubt.path))
        doubts.set(
          doubt.path,
          doubtful(
            permission,
            doubt,
            possible.map(({ exposure }) => exposure),
            question,
          ),
        );
    } else if (certain.length > 0) outcomes.push(exposed(permission, family, certain, question));
  }
  return [...outcomes, ...doubts.values()];
}

function exposed(
  permission: Permission,
  family: Family,
  exposures: readonly Exposure[],
  question: ExposureQuestion,
): Outcome {
  const path = widestSource(permission, family);
  const isWhole = subtract(EVERY_ADDRESS[family], knownAddresses(permission, family)).length === 0;
  const internet = `${isWhole ? 'the whole' : 'most of the'} IPv${String(family)} internet`;
  const [only] = exposures;
  const isOnePort = only?.port !== undefined && permission.from === only.port && permission.to === only.port;
  const traffic =
    isOnePort && only.label !== undefined
      ? describeTraffic(permission).replace(String(only.port), only.label)
      : describeTraffic(permission);
  const reach = question.direction === 'ingress' ? 'is open to' : 'may go out to';
  return fail({
    path,
    message: `${traffic}${ownerOf(permission)} ${reach} ${internet}${isOnePort ? '' : namesOf(exposures)}`,
    observed: permission.get(path.slice(path.lastIndexOf('.') + 1)),
    expected: question.expected,
    subject: `${subjectOf(exposures, family)}${instanceOf(permission)}`,
  });
}

function doubtful(
  permission: Permission,
  doubt: Hidden,
  exposures: readonly Exposure[],
  question: ExposureQuestion,
): Outcome {
  const reason = doubt.reason ?? `${doubt.path} is ${doubt.value.expression}, which is not known before Terraform runs`;
  const what = question.direction === 'ingress' ? 'may be open to the internet' : 'may reach the whole internet';
  return unknown({
    path: doubt.path,
    message: `${reason}, so the permission${ownerOf(permission)} ${what}`,
    observed: doubt.value,
    expected: question.expected,
    subject: `${exposures.map(({ subject }) => subject).join(',')}${instanceOf(permission)}`,
  });
}

const joinable: Readonly<Record<Direction, Readonly<Record<Family, WeakMap<Block, readonly Permission[]>>>>> = {
  ingress: { 4: new WeakMap(), 6: new WeakMap() },
  egress: { 4: new WeakMap(), 6: new WeakMap() },
};

/** The permissions that a block stands for which are for the internet of a family together, though none of them is alone; else none. */
function joinablePermissions(block: Block, direction: Direction, family: Family): readonly Permission[] {
  const before = joinable[direction][family].get(block);
  if (before !== undefined) return before;
  const joined = joinPermissions(block, direction, family);
  joinable[direction][family].set(block, joined);
  return joined;
}

function joinPermissions(block: Block, direction: Direction, family: Family): readonly Permission[] {
  for (const together of jointPermissions(block, direction)) {
    const joined = joinAll(together, direction, family);
    if (joined.length > 0) return joined;
  }
  return [];
}

function joinAll(all: readonly Permission[], direction: Direction, family: Family): readonly Permission[] {
  const narrow = all.filter(
    (permission) =>
      permission.direction === direction &&
      permission.hidden === undefined &&
      permission.sources.length > 0 &&
      isPublic(permission, family) !== true,
  );
  const most = narrow.reduce((sum, permission) => sum + publicAddressCount(permission, family), 0n);
  const isMany = narrow.length >= 2 && narrow.length <= MOST_RULES && most >= halfOfInternet(family);
  return isMany && isPublicSet(union(narrow.flatMap((permission) => knownAddresses(permission, family))), family)
    ? narrow
    : [];
}

/** Permissions of one group that leave little of the internet out together, though none of them does alone. */
function joinedExposures(block: Block, question: ExposureQuestion): readonly Outcome[] {
  return question.families.flatMap((family): readonly Outcome[] => {
    const narrow = joinablePermissions(block, question.direction, family);
    if (narrow.length === 0) return [];
    const addresses = new Map(narrow.map((permission) => [permission, knownAddresses(permission, family)]));
    const [first] = narrow;
    const candidates = question.joined?.(narrow) ?? (first === undefined ? [] : question.exposures(first));
    const joined = candidates.filter((exposure) => {
      const covering = narrow.filter((permission) => exposure.covers(permission) === true);
      return isPublicSet(union(covering.flatMap((permission) => addresses.get(permission) ?? [])), family);
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

function instanceOf({ instance }: Permission): string {
  return instance === undefined ? '' : ` [${instance}]`;
}

/** The instance of a rule resource, and the group it belongs to. */
function ownerOf(permission: Permission): string {
  if (isGroup(permission.block)) return instanceOf(permission);
  const [group] = groupsOfPermission(permission);
  return `${instanceOf(permission)}${group === undefined ? '' : ` of ${group.address}`}`;
}
