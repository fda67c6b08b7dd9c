export type { BlockSchema } from './assembly-schemas';
export { loadProviderSchema } from './load-provider-schema';
export type { ProviderSchemaRequest } from './load-provider-schema';
export type { ProviderSchema } from './provider-schema';
export { providerSchemaRule } from './provider-schema-rule';
export { selectProviderSchema } from './select-provider-schema';
export type { ProviderSchemaSelection } from './select-provider-schema';
