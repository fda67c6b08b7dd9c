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
