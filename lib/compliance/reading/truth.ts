import { isUnknown, type Unknown } from '../model/value';

/** True, false, or the value that keeps it from being decided. */
export type Truth = boolean | Unknown;

/** True where one test is true; unknown where none is and one is unknown. */
export function some<Item>(items: readonly Item[] | undefined, test: (item: Item) => Truth): Truth {
  let undecided: Unknown | undefined;
  for (const item of items ?? []) {
    const truth = test(item);
    if (truth === true) return true;
    if (truth !== false) undecided ??= truth;
  }
  return undecided ?? false;
}

/** False where one test is false; unknown where none is and one is unknown. True without items. */
export function every<Item>(items: readonly Item[], test: (item: Item) => Truth): Truth {
  let undecided: Unknown | undefined;
  for (const item of items) {
    const truth = test(item);
    if (truth === false) return false;
    if (truth !== true) undecided ??= truth;
  }
  return undecided ?? true;
}

/** False where one is false; unknown where none is and one is unknown. */
export function both(...truths: readonly Truth[]): Truth {
  let undecided: Unknown | undefined;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth !== true) undecided ??= truth;
  }
  return undecided ?? true;
}

/** True where one is true; unknown where none is and one is unknown. */
export function either(...truths: readonly Truth[]): Truth {
  let undecided: Unknown | undefined;
  for (const truth of truths) {
    if (truth === true) return true;
    if (truth !== false) undecided ??= truth;
  }
  return undecided ?? false;
}

export function not(truth: Truth): Truth {
  return isUnknown(truth) ? truth : !truth;
}
