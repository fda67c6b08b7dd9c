import { distance } from 'fastest-levenshtein';

/** Edits between two names; two letters the wrong way round are one. */
function slips(one: string, two: string): number {
  const edits = distance(one, two);
  if (edits !== 2 || one.length !== two.length) return edits;
  let at = 0;
  while (one[at] === two[at]) at += 1;
  return one[at] === two[at + 1] && one[at + 1] === two[at] ? 1 : edits;
}

/** Names that differ in digits alone are versions of each other, and no slips. */
function withoutDigits(name: string): string {
  return name.replace(/(?:v?\d+)+$/i, '');
}

/**
 * The name that somebody who wrote `name` likely meant: the nearest one, where it is near. Letter case does not count,
 * and `?` may be any letter.
 * AWS adds names that are like older ones, so that what looks like a version of one is no slip of it.
 */
export function nearName(name: string, names: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const limit = (wanted.length < 5 ? 1 : wanted.length < 12 ? 2 : 3) + wanted.split('?').length - 1;
  let nearest: string | undefined;
  let least = limit + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const apart = slips(wanted, candidate.toLowerCase());
    if (apart < least) {
      nearest = candidate;
      least = apart;
    }
  }
  if (nearest !== undefined && least > 0 && withoutDigits(nearest.toLowerCase()) === withoutDigits(wanted))
    return undefined;
  return nearest;
}

const LONGEST = 100;

/** Text in quotation marks, as messages show it. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
}
