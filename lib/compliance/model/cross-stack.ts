import type { Block, Configuration } from './block';
import type { Reference, Value } from './value';

/** How CDKTF names what one stack reads of another: a remote state, and an output. */
const INPUT = 'data.terraform_remote_state.cross-stack-reference-input-';
const OUTPUT = /^outputs\.([\w-]+)$/;

/** Stacks that were synthesised together, by name. */
export type Siblings = ReadonlyMap<string, Configuration>;

export interface CrossStackOutput {
  /** The stack that has the output. */
  readonly configuration: Configuration;
  readonly value: Value;
}

/** The output of another stack that a reference reads; undefined for other references, and where the stack is not there. */
export function crossStackOutput({ address, attribute }: Reference, siblings: Siblings): CrossStackOutput | undefined {
  if (!address.startsWith(INPUT)) return undefined;
  const configuration = siblings.get(address.slice(INPUT.length));
  const output = OUTPUT.exec(attribute)?.[1];
  const block = output === undefined ? undefined : configuration?.block(`output.${output}`);
  if (configuration === undefined || block === undefined || reading.has(block)) return undefined;
  reading.add(block);
  try {
    return { configuration, value: block.get('value') };
  } finally {
    reading.delete(block);
  }
}

/** Outputs that are being read: one that leads back to itself says nothing. */
const reading = new Set<Block>();
