export { WorkPool } from './budget';
export { EncodedJson } from './encoded-json';
export { evaluateText } from './evaluate';
export { roundsOf } from './iterate';
export { PartialMap } from './partial-map';
export { collectReferences } from './references';
export type { Instance, Iteration, Scope } from './scope';
export { convertToType } from './type-constraint';
