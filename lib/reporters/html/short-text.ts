import { shorten, visible } from '../visible-text';

/** Longer ids, addresses and paths say nothing more. */
const LONGEST_PLACE = 300;

/** Text from outside that is safe to show, shortened. */
export function shortText(text: string, length = LONGEST_PLACE): string {
  return visible(shorten(text, length));
}
