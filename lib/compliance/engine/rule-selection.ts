import { packNames, packRules } from '../packs';
import { allRules, findRule, PROVIDER_SCHEMA_RULE, suggest, suggestRuleId } from './registry';
import type { Rule } from './rule';
import type { Severity } from './severity';

/** What the settings say of one rule. */
export type RuleSetting = 'off' | Severity | { readonly severity?: Severity; readonly options?: object };

/** Which rules to run, and how severe they are. */
export interface SelectionRequest {
  /** Packs whose rules run. Default: `recommended`. */
  readonly packs?: readonly string[] | undefined;
  /** Rules to run alone, whatever the packs hold. */
  readonly rules?: readonly string[] | undefined;
  /** Severities and options by rule id; a rule with a severity here runs even if no pack holds it. */
  readonly overrides?: Readonly<Record<string, RuleSetting>> | undefined;
}

/** A rule with the severity and options of this run. */
export interface SelectedRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: object;
}

/** A name that is not in the catalogue. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError';

  constructor(
    readonly kind: 'rule' | 'pack',
    readonly given: string,
    readonly suggestion: string | undefined,
  ) {
    const hint = suggestion === undefined ? '' : `; did you mean ${JSON.stringify(suggestion)}?`;
    const list = kind === 'rule' ? 'rules' : 'rules --help';
    super(
      `unknown ${kind} ${JSON.stringify(given)}${hint === '' ? `; \`cdktf-guardrails ${list}\` lists them` : hint}`,
    );
  }
}

/**
 * Chooses the rules of a run.
 *
 * @throws UnknownNameError for a pack or rule that does not exist
 */
export function selectRules(request: SelectionRequest = {}): readonly SelectedRule[] {
  const overrides = new Map(Object.entries(request.overrides ?? {}));
  // A rule that is made for the run is selected by whoever makes it.
  overrides.delete(PROVIDER_SCHEMA_RULE);
  for (const id of overrides.keys()) requireRule(id);
  const severities = new Map<string, Severity>();
  if (request.rules !== undefined && request.rules.length > 0) {
    for (const id of request.rules) severities.set(id, requireRule(id).severity);
  } else {
    for (const pack of request.packs ?? ['recommended']) {
      for (const [id, severity] of requirePack(pack)) severities.set(id, severity);
    }
    for (const [id, setting] of overrides) {
      if (setting !== 'off' && !severities.has(id)) severities.set(id, requireRule(id).severity);
    }
  }
  const alone = request.rules !== undefined && request.rules.length > 0;
  return allRules().flatMap((rule) => {
    const severity = severities.get(rule.id);
    const setting = overrides.get(rule.id);
    if (severity === undefined || (setting === 'off' && !alone)) return [];
    const given = typeof setting === 'object' ? setting : { severity: setting === 'off' ? undefined : setting };
    return [{ rule, severity: given.severity ?? severity, options: { ...rule.defaultOptions, ...optionsOf(setting) } }];
  });
}

function optionsOf(setting: RuleSetting | undefined): object {
  return typeof setting === 'object' ? (setting.options ?? {}) : {};
}

function requireRule(id: string): Rule {
  const rule = findRule(id);
  if (rule === undefined) throw new UnknownNameError('rule', id, suggestRuleId(id));
  return rule;
}

function requirePack(name: string): ReadonlyMap<string, Severity> {
  const names = packNames();
  if (!names.includes(name)) throw new UnknownNameError('pack', name, suggest(name, names));
  return packRules(name);
}
