/** A piece of a pattern: a character, or characters of any kind. */
export type PatternPiece = string | AnyCharacters;

export interface AnyCharacters {
  /** How many: exactly one, one or more, or also none. */
  readonly count: 'one' | 'some' | 'any';
  /** A character that is not among them. */
  readonly without: string | undefined;
}

const ANY_ONE: AnyCharacters = { count: 'one', without: undefined };
export const ANY_TEXT: AnyCharacters = { count: 'any', without: undefined };

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
  return new Overlap(unfolded(first), unfolded(second)).exists();
}

/** One or more are one, then any. */
function unfolded(pieces: readonly PatternPiece[]): readonly PatternPiece[] {
  return pieces.flatMap((piece): readonly PatternPiece[] =>
    typeof piece === 'string' || piece.count !== 'some'
      ? [piece]
      : [
          { ...piece, count: 'one' },
          { ...piece, count: 'any' },
        ],
  );
}

class Overlap {
  private readonly seen = new Set<number>();
  private readonly pending: (readonly [left: number, right: number])[] = [[0, 0]];

  constructor(
    private readonly first: readonly PatternPiece[],
    private readonly second: readonly PatternPiece[],
  ) {}

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
