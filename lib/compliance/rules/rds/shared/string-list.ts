import { isUnknown, toList, toText, type Unknown, type Value } from '../../../model/value';

/** The texts of a list, and one of its unknown parts. */
export interface StringList {
  readonly texts: readonly string[];
  /** Set where the list, or an element of it, is unknown: it may hold more. */
  readonly unknown: Unknown | undefined;
}

/** Reads a list of texts. Absent is an empty list. */
export function stringList(value: Value): StringList {
  const elements = toList(value);
  if (isUnknown(elements)) return { texts: [], unknown: elements };
  const texts: string[] = [];
  let unknown: Unknown | undefined;
  for (const element of elements) {
    const text = toText(element);
    if (isUnknown(text)) unknown ??= text;
    else if (text !== undefined) texts.push(text);
  }
  return { texts, unknown };
}
