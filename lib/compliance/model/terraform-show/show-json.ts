/** What `terraform show -json` writes of a plan or a state, and `terraform state pull` of a state: the parts that are read. */

export type Json = Readonly<Record<string, unknown>>;

export interface ShownResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values?: Json;
}

export interface ShownModule {
  readonly resources?: readonly ShownResource[];
  readonly child_modules?: readonly ShownModule[];
}

export interface ShownChange {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly change: { readonly actions: readonly string[]; readonly after: unknown; readonly after_unknown?: unknown };
}

/** How an argument is written: its text in Terraform JSON, or what an expression of HCL refers to. */
export interface ShownExpression {
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

export interface ConfiguredResource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly provider_config_key?: string;
  readonly expressions?: Json;
}

export interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[];
  readonly outputs?: Readonly<Record<string, { readonly sensitive?: boolean; readonly expression?: ShownExpression }>>;
  readonly module_calls?: Readonly<Record<string, { readonly expressions?: Json; readonly module?: ConfiguredModule }>>;
}

export interface ConfiguredProvider {
  readonly name: string;
  readonly alias?: string;
  readonly module_address?: string;
  readonly version_constraint?: string;
  readonly expressions?: Json;
}

export interface ShownPlan {
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resource_changes?: readonly ShownChange[];
  readonly prior_state?: { readonly values?: { readonly root_module?: ShownModule } };
  readonly configuration?: {
    readonly provider_config?: Readonly<Record<string, ConfiguredProvider>>;
    readonly root_module?: ConfiguredModule;
  };
}

export interface ShownState {
  readonly values?: { readonly root_module?: ShownModule };
}

export interface PulledState {
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: 'managed' | 'data';
    readonly type: string;
    readonly name: string;
    readonly instances?: readonly { readonly index_key?: string | number; readonly attributes?: Json }[];
  }[];
}

export type ShownKind = 'plan' | 'state' | 'pulled state';

/** Tells a plan or a state from everything else. */
export function shownKind(value: Json): ShownKind | undefined {
  if (typeof value.format_version === 'string') {
    if (Object.hasOwn(value, 'planned_values') || Object.hasOwn(value, 'resource_changes')) return 'plan';
    if (Object.hasOwn(value, 'values') || typeof value.terraform_version === 'string') return 'state';
  }
  return value.version === 4 && typeof value.lineage === 'string' ? 'pulled state' : undefined;
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
