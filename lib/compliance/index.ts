export type { Baseline, BaselineEntry } from './engine/baseline';
export { addRules } from './engine/custom-rules';
export { defineRule } from './engine/define-rule';
export { fail, notApplicable, pass, undecided, unknown } from './engine/outcome';
export type { FailOutcome, NotApplicableOutcome, Outcome, PassOutcome, UnknownOutcome } from './engine/outcome';
export type {
  CisVersion,
  Controls,
  DeclarativeRule,
  Equivalent,
  Equivalents,
  Example,
  ExampleConfiguration,
  JsonSchema,
  ProgrammaticRule,
  Relation,
  Rule,
  RuleContext,
  RuleDefinition,
  RuleExamples,
  RuleMetadata,
  RuleScope,
} from './engine/rule';
export { allRules, findRule, suggestRuleId, toRule } from './engine/registry';
export { selectRules, UnknownNameError } from './engine/rule-selection';
export type { RuleSetting, SelectedRule, SelectionRequest } from './engine/rule-selection';
export { assess } from './engine/runner';
export type { AssessOptions } from './engine/runner';
export type {
  AssessedInput,
  AssessedRule,
  Assessment,
  Finding,
  LoosenedDefault,
  ReportedVerdict,
  SourceLocation,
  Summary,
  Suppression,
  SuppressionOrigin,
  ToolError,
  Verdict,
} from './engine/assessment';
export { placeSuppressions } from './engine/suppressions';
export type { PlacedSuppression, SuppressionProblem, SuppressionRequest } from './engine/suppressions';
export { reaches, SEVERITIES } from './engine/severity';
export type { Severity } from './engine/severity';
export { InputError } from './model/input-error';
export { loadJson, loadPaths } from './model/load';
export type { InputFile, JsonOptions, LoadedInput, LoadOptions } from './model/load';
export type { ModuleWarning } from './model/modules/called-module';
export type { Block, BlockKind, Configuration, InputKind, Link, NestedBlock, Position, Referrer } from './model/block';
export {
  hasUnknown,
  isAbsent,
  isList,
  isMap,
  isUnknown,
  toBoolean,
  toList,
  toNumber,
  toText,
  Unknown,
} from './model/value';
export type { Reference, Value, ValueMap } from './model/value';
export { packNames, packRules } from './packs';
export { loadProviderSchema, providerSchemaRule, selectProviderSchema } from './schema';
export type { BlockSchema, ProviderSchema, ProviderSchemaRequest, ProviderSchemaSelection } from './schema';
export type { RuleId } from './rules/index.generated';
