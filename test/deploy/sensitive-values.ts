interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, { readonly sensitive?: boolean; readonly write_only?: boolean }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: SchemaBlock }>>;
}

/** What `terraform providers schema -json` prints. */
export interface ProviderSchemas {
  readonly provider_schemas: Readonly<
    Record<string, { readonly resource_schemas?: Readonly<Record<string, { readonly block: SchemaBlock }>> }>
  >;
}

interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface StateModule {
  readonly resources?: readonly StateResource[];
  readonly child_modules?: readonly StateModule[];
}

/** What `terraform show -json` prints of a state. */
export interface StateJson {
  readonly values?: { readonly root_module: StateModule };
}

/** Every resource of a state, data sources included. */
export function resourcesIn(state: StateJson): readonly StateResource[] {
  const below = (module: StateModule): readonly StateResource[] => [
    ...(module.resources ?? []),
    ...(module.child_modules ?? []).flatMap(below),
  ];
  return state.values === undefined ? [] : below(state.values.root_module);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function sensitivePaths(block: SchemaBlock, values: unknown, path: string): readonly string[] {
  if (Array.isArray(values))
    return values.flatMap((each, index) => sensitivePaths(block, each, `${path}[${String(index)}]`));
  if (typeof values !== 'object' || values === null) return [];
  const known = new Map(Object.entries(values));
  const attributes = Object.entries(block.attributes ?? {})
    .filter(([name, { sensitive, write_only }]) => (sensitive ?? write_only ?? false) && !isEmpty(known.get(name)))
    .map(([name]) => `${path}.${name}`);
  const blocks = Object.entries(block.block_types ?? {}).flatMap(([name, nested]) =>
    sensitivePaths(nested.block, known.get(name), `${path}.${name}`),
  );
  return [...attributes, ...blocks];
}

/** Attributes of a state that the provider's schema calls sensitive or write-only, and that hold a value. */
export function sensitiveValuesIn(state: StateJson, schemas: ProviderSchemas): readonly string[] {
  const types = new Map(
    Object.values(schemas.provider_schemas).flatMap(({ resource_schemas = {} }) => Object.entries(resource_schemas)),
  );
  return resourcesIn(state)
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ address, type, values }) => {
      const schema = types.get(type);
      if (schema === undefined) throw new Error(`the provider's schema does not know ${type}`);
      return sensitivePaths(schema.block, values, address);
    });
}
