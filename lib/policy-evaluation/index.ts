export { evaluate } from './evaluate';
export type { DecidingStatement, Decision, Evaluation, PolicyKind } from './evaluation';
export { policyFromJson, textWithTokens, type NamedPolicy } from './named-policy';
export type {
  AwsRequestPrincipal,
  ContextValue,
  EvaluationRequest,
  FederatedRequestPrincipal,
  RequestContext,
  RequestPrincipal,
  ServiceRequestPrincipal,
} from './request';
export { readRole, requestOf, simulateRole, type RoleInConfiguration, type RoleQuestion } from './of-role/simulate';
export { contentOf, DECISION_TEXTS, statementLine, statementLines } from './evaluation-lines';
export {
  effectivePermissions,
  mayMeet,
  type EffectivePermission,
  type EffectivePermissions,
  type HeldStatement,
} from './effective-permissions';
export { policyOfResource, resourceOf } from './of-role/resource-policy';
