import type { Configuration } from '../../model/block';
import { unknown, type UnknownOutcome } from '../../engine/outcome';

/** True where the input is what a person wrote; a plan or a state shows values whatever they come from. */
export function isWritten(configuration: Configuration): boolean {
  return configuration.kind === 'synth' || configuration.kind === 'tfjson';
}

/** A value of a plan or a state, which does not say whether it was written or came from a secret store. */
export function notSaidWhetherWritten(path: string, configuration: Configuration): UnknownOutcome {
  return unknown({
    path,
    message: `a ${configuration.kind} shows the value of ${path}, not whether it is written in the configuration or comes from a secret store`,
    sensitive: true,
  });
}
