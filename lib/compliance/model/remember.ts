/** Longer texts are seldom said twice. */
const LONGEST = 300;
const MOST = 20_000;

/** Remembers what a pure function makes of a text: findings repeat addresses, paths and sentences. */
export function remember<Result>(work: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    if (text.length > LONGEST) return work(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = work(text);
    if (known.size >= MOST) known.clear();
    known.set(text, result);
    return result;
  };
}
