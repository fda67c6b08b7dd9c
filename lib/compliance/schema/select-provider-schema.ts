import type { SelectedRule } from '../engine/rule-selection';
import type { Severity } from '../engine/severity';
import { loadProviderSchema, type ProviderSchemaRequest } from './load-provider-schema';
import { providerSchemaRule } from './provider-schema-rule';

/** Which schemas blocks are checked against, and how much a difference counts. */
export interface ProviderSchemaSelection extends Omit<ProviderSchemaRequest, 'provider'> {
  /**
   * Names of providers, as in `@cdktf/provider-<name>`.
   *
   * @default ['aws']
   */
  readonly providers?: readonly string[];
  /**
   * How bad a difference is.
   *
   * @default 'medium'
   */
  readonly severity?: Severity;
}

/**
 * The rule of the provider schemas, to be added to the rules of a run.
 *
 * @throws InputError when the bindings of a provider are not installed or cannot be read
 */
export function selectProviderSchema({
  providers = ['aws'],
  severity,
  ...request
}: ProviderSchemaSelection = {}): SelectedRule {
  const rule = providerSchemaRule(providers.map((provider) => loadProviderSchema({ ...request, provider })));
  return { rule, severity: severity ?? rule.severity, options: {} };
}
