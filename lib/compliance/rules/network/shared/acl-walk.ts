import { isWideUnknown, type AclEntry } from './acl-entry';
import { EVERY_ADDRESS, isPublicSet, subtract, union, type AddressSet } from '../../../reading/address-set';
import type { Family } from '../../../reading/cidr';
import { isHidden, type Ternary } from './ternary';

/** Which entries decide about the traffic in question. */
export interface AclQuestion {
  readonly family: Family;
  /** Does an allow entry let the traffic in? */
  allows(entry: AclEntry): Ternary;
  /** Does a deny entry stop all of it? */
  denies(entry: AclEntry): Ternary;
}

/** An allow entry that lets the internet in, or may do so. */
export interface ReachedEntry {
  readonly entry: AclEntry;
  readonly certain: boolean;
}

/** Walks the entries by rule number, as AWS does: an address that an earlier entry denies is not let in later. */
export function reachedFromInternet(entries: readonly AclEntry[], question: AclQuestion): readonly ReachedEntry[] {
  const reached: ReachedEntry[] = [];
  const inOrder = [...entries].sort((left, right) => orderOf(left) - orderOf(right));
  const denied = new Denied(inOrder, question);
  let allowed: AddressSet = [];
  for (const entry of inOrder) {
    const { known, most } = addressesOf(entry, question.family);
    const matches = entry.allows === false ? false : question.allows(entry);
    if (matches !== false) {
      const open = subtract(known, denied.possible);
      const certain = matches === true && entry.allows === true && entry.hidden === undefined;
      const together = certain ? union([...allowed, ...open]) : open;
      if (certain && isPublicSet(together, question.family)) reached.push({ entry, certain: true });
      else if (isPublicSet(subtract(most, isHidden(entry.number) ? [] : denied.certain), question.family))
        reached.push({ entry, certain: false });
      if (certain) allowed = isPublicSet(open, question.family) ? allowed : together;
    }
    if (!isHidden(entry.number)) denied.add(entry, question);
  }
  return reached;
}

/** What the entries so far deny, for certain and at most. */
class Denied {
  certain: AddressSet = [];
  possible: AddressSet = [];

  /** True where all entries are there or none is. */
  private readonly together: boolean;

  constructor(entries: readonly AclEntry[], question: AclQuestion) {
    this.together = new Set(entries.map(({ presence }) => presence)).size === 1;
    // Entries whose number is not known may come before every other.
    for (const entry of entries.filter(({ number }) => isHidden(number)))
      this.possible = union([...this.possible, ...mostDenied(entry, question)]);
  }

  add(entry: AclEntry, question: AclQuestion): void {
    this.possible = union([...this.possible, ...mostDenied(entry, question)]);
    if (entry.allows !== false || entry.hidden !== undefined || question.denies(entry) !== true) return;
    if (entry.presence !== undefined && !this.together) return;
    this.certain = union([...this.certain, ...addressesOf(entry, question.family).known]);
  }
}

function mostDenied(entry: AclEntry, question: AclQuestion): AddressSet {
  return entry.allows === true || question.denies(entry) === false ? [] : addressesOf(entry, question.family).most;
}

/** The addresses of an entry: those that are known, and all that it may stand for. */
function addressesOf(entry: AclEntry, family: Family): { readonly known: AddressSet; readonly most: AddressSet } {
  const sources = entry.sources.filter(({ families }) => families.includes(family));
  const known = union(sources.flatMap(({ cidr }) => (cidr === undefined ? [] : [cidr])));
  const open = sources.some(isWideUnknown);
  return { known, most: open ? EVERY_ADDRESS[family] : known };
}

/** Entries without a known number come last. */
function orderOf({ number }: AclEntry): number {
  return isHidden(number) ? Number.MAX_SAFE_INTEGER : number;
}
