import { fail, pass, undecided, type Outcome } from '../engine/outcome';
import { isUnknown, toText, type Value } from '../model/value';

/** What a text argument has to be. */
export interface AcceptedText {
  readonly accepts: (text: string) => boolean;
  /** What is wrong with a text that is not accepted; `undefined` is an argument that is absent or empty. */
  readonly message: (text: string | undefined) => string;
  /** What would pass. */
  readonly expected: string;
}

/** Demands a text that is accepted; absent, empty, a list or a map is none. */
export function requireText(value: Value, path: string, { accepts, message, expected }: AcceptedText): Outcome {
  const text = toText(value);
  if (isUnknown(text)) return undecided(path, text, expected);
  if (text !== undefined && accepts(text)) return pass(path);
  return fail({ path, message: message(text === '' ? undefined : text), observed: value, expected });
}
