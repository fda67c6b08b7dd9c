export { EncodedJson } from './encoded-json';
export { evaluateText } from './evaluate';
export { PartialMap } from './partial-map';
export { parseTemplate } from './parser';
export { collectReferences } from './references';
export type { Iteration, Scope } from './scope';
export type { Template } from './syntax';
export { convertToType } from './type-constraint';
