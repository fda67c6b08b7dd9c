import type { Block, Configuration } from '../model/block';
import type { Outcome } from './outcome';
import type { Severity } from './severity';

/** Where a rule looks: see the catalogue. `account-baseline` rules report absence only for a declared baseline. */
export type RuleScope = 'resource' | 'config' | 'account-baseline';

/** Versions of the CIS AWS Foundations Benchmark. */
export type CisVersion = '1.4.0' | '3.0.0' | '5.0.0' | '6.0.0';

/** Published controls that a rule supports. Identifiers only. */
export interface Controls {
  readonly cisAws?: Readonly<Partial<Record<CisVersion, readonly string[]>>>;
  /** AWS Foundational Security Best Practices: `RDS.3`. */
  readonly fsbp?: readonly string[];
  readonly nist80053r5?: readonly string[];
  readonly pciDss?: readonly string[];
  readonly soc2?: readonly string[];
  readonly iso27001_2022?: readonly string[];
}

/** How our rule compares with the other tool's check: it asks for the same, for more (`broader`) or for less (`narrower`). */
export type Relation = 'exact' | 'broader' | 'narrower';

/** A check of another tool: its id alone where it asks for the same. */
export type Equivalent = string | { readonly id: string; readonly relation: Relation };

/** Checks of other tools that stand for the same requirement. */
export interface Equivalents {
  readonly checkov?: readonly Equivalent[];
  readonly trivy?: readonly Equivalent[];
  readonly tfsec?: readonly Equivalent[];
  readonly cdkNag?: readonly Equivalent[];
  readonly securityHub?: readonly Equivalent[];
  readonly prowler?: readonly Equivalent[];
  readonly awsConfig?: readonly Equivalent[];
}

/** A JSON Schema, draft 7. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Terraform JSON of a configuration: `{ resource: { aws_db_instance: { main: { … } } } }`. */
export type ExampleConfiguration = Readonly<Record<string, unknown>>;

/** A configuration that shows a verdict of a rule; a test of the rule and part of its page. */
export interface Example {
  /** What the example shows, in a few words. */
  readonly name: string;
  readonly configuration: ExampleConfiguration;
  /** The block that the example is about; the first block the rule judges when left out. */
  readonly address?: string;
  /** Judge the configuration as the baseline of an account: what it lacks counts. */
  readonly accountBaseline?: boolean;
  /** Options of the rule, where its defaults do not show the verdict. Default: the defaults. */
  readonly options?: object;
}

/** Examples of a rule, by the verdict that they show. */
export interface RuleExamples {
  readonly good: readonly Example[];
  readonly bad: readonly Example[];
  /** Configurations that cannot be decided before Terraform runs. */
  readonly unknown?: readonly Example[];
}

/** Text and metadata of a rule: everything that reports and documents say about it. */
export interface RuleMetadata<Options extends object = object> {
  /** kebab-case `<service>-<property>`; equals the file name. Never changes. */
  readonly id: string;
  /** The requirement, as a sentence. */
  readonly title: string;
  /** Why it matters: what can happen otherwise. */
  readonly why: string;
  /** What to do, with the arguments to set. */
  readonly remediation: string;
  readonly severity: Severity;
  readonly scope: RuleScope;
  /** Block selectors: `aws_db_instance`, `data.aws_iam_policy_document`, `provider.aws`, `output`; `*` is every resource. */
  readonly resourceTypes: readonly string[];
  /** When the verdict is `unknown`. */
  readonly whenUnknown: string;
  readonly controls: Controls;
  readonly equivalents: Equivalents;
  /** Documentation that the rule rests on. */
  readonly sources: readonly string[];
  readonly examples: RuleExamples;
  /** Default value of every option. */
  readonly defaultOptions?: Options;
  /** JSON Schema of each option. */
  readonly optionsSchema?: Readonly<Record<keyof Options & string, JsonSchema>>;
  /** Says that the rule belongs to `recommended` or not, against what its severity and controls imply. */
  readonly recommended?: boolean;
}

/** What a rule knows beside the block that it judges. */
export interface RuleContext<Options extends object = object> {
  readonly configuration: Configuration;
  readonly options: Readonly<Options>;
}

/** A rule that a function decides. An empty array means that nothing is wrong. */
export interface ProgrammaticRule<Options extends object = object> extends RuleMetadata<Options> {
  /** Judges one block. */
  check(block: Block, context: RuleContext<Options>): Outcome | readonly Outcome[];
  /**
   * Says what a configuration lacks that is declared as the baseline of an account; an empty array where it lacks
   * nothing. Only for rules of the scope `account-baseline`: they report absence nowhere else.
   */
  absence?(context: RuleContext<Options>): Outcome | readonly Outcome[];
}

/** A rule that a JSON Schema over the attributes of one block decides. */
export interface DeclarativeRule extends RuleMetadata {
  /**
   * JSON Schema over the resolved attributes. Keyword `acceptsReference: true` on an attribute means that an
   * expression counts as set; without it an expression makes the verdict unknown.
   */
  readonly schema: JsonSchema;
  /** What is wrong when the schema does not match: lower case, no final period. */
  readonly message: string;
  /** What would pass: `storage_encrypted = true`. */
  readonly expected: string;
}

/** A rule as its author writes it. */
export type RuleDefinition<Options extends object = object> = ProgrammaticRule<Options> | DeclarativeRule;

/** A rule as the registry and the runner hold it. */
export type Rule = ProgrammaticRule;
