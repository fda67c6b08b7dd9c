export { EncodedJson } from './encoded-json';
export { evaluateText } from './evaluate';
export { PartialMap } from './partial-map';
export { collectReferences } from './references';
export type { Iteration, Scope } from './scope';
export { convertToType } from './type-constraint';
