import { matchers } from './matchers';

export { complianceSuite } from './compliance-suite';
export { matchers };
export { toAllow } from './matchers/to-allow';
export { toDeny } from './matchers/to-deny';
export type { ContextValue, RequestContext } from '../policy-evaluation';
export type { ResourceConstruct, ResourceSubject } from './evaluate-subject';
export { toComply } from './matchers/to-comply';
export { toHaveNoPlaintextSecret } from './matchers/to-have-no-plaintext-secret';
export { toMatchProviderSchema } from './matchers/to-match-provider-schema';
export type { ProviderSchemaOptions } from './matchers/to-match-provider-schema';
export { toPassRule } from './matchers/to-pass-rule';
export { toViolateRule } from './matchers/to-violate-rule';
export type { ViolationOptions } from './matchers/to-violate-rule';
export type { MatcherResult } from './matchers/result';
export type { GuardrailsMatchers } from './matcher-types';
export type { ComplianceOptions } from './options';
export type { Subject } from './subject';
export type { TestGlobals } from './test-globals';
export type { PolicyText } from '../compliance/model/policy-document';
export { runRule, testRule } from './rule-tester';
export type { RuleCase, RuleCases, RuleResult } from './rule-tester';

const { expect } = globalThis as { expect?: { extend?(matchers: object): void } };
expect?.extend?.(matchers);
