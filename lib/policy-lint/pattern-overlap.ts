/** A piece of a pattern: a character, or characters of any kind. */
export type PatternPiece = string | AnyCharacters;

export interface AnyCharacters {
  /** Exactly one, or as many as there are. */
  readonly count: 'one' | 'any';
  /** A character that is not among them. */
  readonly without: string | undefined;
}

const ANY_ONE: AnyCharacters = { count: 'one', without: undefined };
export const ANY_TEXT: AnyCharacters = { count: 'any', without: undefined };

/** One or more characters. */
export function someCharacters(without?: string): readonly PatternPiece[] {
  return [
    { count: 'one', without },
    { count: 'any', without },
  ];
}

/** The pieces of an IAM pattern, in which `*` is any text and `?` any character. */
export function wildcardPieces(pattern: string): readonly PatternPiece[] {
  const pieces: PatternPiece[] = [];
  for (const character of pattern) {
    if (character !== '*') pieces.push(character === '?' ? ANY_ONE : character);
    else if (pieces.at(-1) !== ANY_TEXT) pieces.push(ANY_TEXT);
  }
  return pieces;
}

/** True where some text matches both patterns. */
export function overlaps(first: readonly PatternPiece[], second: readonly PatternPiece[]): boolean {
  const start = commonStart(first, second);
  const [one, two] = [first[start], second[start]];
  if (one === undefined && two === undefined) return true;
  return (typeof one === 'string' && typeof two === 'string') || (one === undefined && typeof two === 'string')
    ? false
    : new Overlap(first, second, start).exists();
}

/** How many characters both begin with. */
function commonStart(first: readonly PatternPiece[], second: readonly PatternPiece[]): number {
  let at = 0;
  while (typeof first[at] === 'string' && first[at] === second[at]) at += 1;
  return at;
}

class Overlap {
  private readonly seen = new Set<number>();
  private readonly pending: (readonly [left: number, right: number])[];

  constructor(
    private readonly first: readonly PatternPiece[],
    private readonly second: readonly PatternPiece[],
    start: number,
  ) {
    this.pending = [[start, start]];
  }

  /** Looks at each pair of places in the two patterns once. */
  exists(): boolean {
    for (let pair = this.pending.pop(); pair !== undefined; pair = this.pending.pop()) {
      const [left, right] = pair;
      if (left === this.first.length && right === this.second.length) return true;
      const key = left * (this.second.length + 1) + right;
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.follow(left, right);
    }
    return false;
  }

  private follow(left: number, right: number): void {
    const [one, two] = [this.first[left], this.second[right]];
    const [oneStays, twoStays] = [isAny(one), isAny(two)];
    if (oneStays) this.pending.push([left + 1, right]);
    if (twoStays) this.pending.push([left, right + 1]);
    if (one === undefined || two === undefined || (oneStays && twoStays) || !share(one, two)) return;
    this.pending.push([oneStays ? left : left + 1, twoStays ? right : right + 1]);
  }
}

function isAny(piece: PatternPiece | undefined): boolean {
  return typeof piece === 'object' && piece.count === 'any';
}

/** True where one character can be both. */
function share(one: PatternPiece, two: PatternPiece): boolean {
  if (typeof one === 'string') return typeof two === 'string' ? one === two : two.without !== one;
  return typeof two !== 'string' || one.without !== two;
}
