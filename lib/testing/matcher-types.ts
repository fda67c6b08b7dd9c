import type { RuleId } from '../compliance/rules/index.generated';
import type { RequestContext } from '../policy-evaluation';
import type { ResourceSubject } from './evaluate-subject';
import type { ProviderSchemaOptions } from './matchers/to-match-provider-schema';
import type { ViolationOptions } from './matchers/to-violate-rule';
import type { ComplianceOptions } from './options';

/**
 * The matchers as `expect(…)` offers them. Jest's global `expect` has them already; for others:
 *
 *     declare module 'vitest' { interface Matchers<T = any> extends GuardrailsMatchers<T> {} }
 *     declare module 'expect' { interface Matchers<R extends void | Promise<void>, T = unknown> extends GuardrailsMatchers<R> {} }
 */
export interface GuardrailsMatchers<R> {
  /**
   * A role of a stack, or the holder of an IAM policy in JSON, may certainly do something; unknown fails.
   *
   * @param action one action: `s3:GetObject`
   * @param resource an ARN, which may hold tokens, or a construct (default `*`)
   * @param context condition keys of the request; a key that is not here is not in the request
   */
  toAllow(action: string, resource?: ResourceSubject, context?: RequestContext): R;
  /** A role of a stack, or the holder of an IAM policy in JSON, may certainly not do something; unknown fails. */
  toDeny(action: string, resource?: ResourceSubject, context?: RequestContext): R;
  /**
   * No rule of the packs is violated.
   *
   * @param options packs (default `recommended`), rules, threshold
   */
  toComply(options?: ComplianceOptions): R;
  /** The rule judges at least one block, and passes on every block that it judges. */
  toPassRule(rule: RuleId): R;
  /** The rule is violated, by the given block when there is one. */
  toViolateRule(rule: RuleId, options?: ViolationOptions): R;
  /** No secret stands in the configuration as text. */
  toHaveNoPlaintextSecret(): R;
  /**
   * Every resource, data source and provider block is one that the provider accepts: names, types, and what is
   * required, by the schema of the installed bindings (`@cdktf/provider-aws`).
   *
   * @param options where the bindings are looked for
   */
  toMatchProviderSchema(options?: ProviderSchemaOptions): R;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how jest's types are extended
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- the parameters have to be those of jest's own declaration
    interface Matchers<R, T = {}> extends GuardrailsMatchers<R> {}
  }
}
