import { distance } from 'fastest-levenshtein';

/** `; did you mean X` for the name that is written most alike; nothing where none is alike. */
export function nearest(name: string, names: readonly string[]): string {
  const lower = name.toLowerCase();
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const each of names) {
    const far = distance(lower, each.toLowerCase());
    if (far >= least) continue;
    best = each;
    least = far;
  }
  return best === undefined ? '' : `; did you mean ${best}?`;
}
