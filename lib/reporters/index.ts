import { json } from './json';
import type { Reporter } from './reporter';
import { stylish } from './stylish';

export type { Reporter } from './reporter';
export { json, stylish };

/** Every reporter, by the name that `--format` takes. */
export const reporters: ReadonlyMap<string, Reporter> = new Map([
  ['stylish', stylish],
  ['json', json],
]);
