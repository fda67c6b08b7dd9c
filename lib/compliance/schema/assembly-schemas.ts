import type { JsonSchema } from '../engine/rule';
import { InputError } from '../model/input-error';
import { readArgument, snakeCase } from './argument-schema';
import type { JsiiAssembly, JsiiClass } from './jsii-assembly';
import { META_ARGUMENTS } from './meta-arguments';
import { structSchema } from './struct-schema';

/** What a provider says of one type of block. */
export interface BlockSchema {
  /** JSON Schema, draft 7, of the block's body. */
  readonly schema: JsonSchema;
  /** Attributes that the provider sets and no configuration can. */
  readonly computed: readonly string[];
}

/** What an assembly holds of its provider. */
export interface AssemblySchemas {
  /** `hashicorp/aws`. */
  readonly provider: string;
  /** Version of the provider that the bindings were generated from: `6.25.0`. */
  readonly version: string;
  /** By selector: `aws_db_instance`, `data.aws_vpc`, `provider.aws`. */
  readonly blocks: ReadonlyMap<string, BlockSchema>;
}

/**
 * Providers that speak version 5 of Terraform's plugin protocol alone: attributes that hold objects have to name every
 * field, and an `id` that bindings call doubtful is refused. Measured with terraform on 1,233 resources: 1,219 refuse
 * it, one takes it, and 13 were not reached.
 */
const PROTOCOL_5 = new Set(['hashicorp/aws']);

/** Resources that take the `id` that bindings call doubtful. */
const WITH_ID = new Set(['aws_elasticache_reserved_cache_node']);

const KINDS = new Map<string, keyof typeof META_ARGUMENTS>([
  ['TerraformResource', 'resource'],
  ['TerraformDataSource', 'data'],
  ['TerraformProvider', 'provider'],
]);

/**
 * JSON Schemas of every resource, data source and provider of an assembly.
 *
 * @throws InputError when the assembly is not one of provider bindings
 */
export function schemasOf(assembly: JsiiAssembly): AssemblySchemas {
  const { provider, version } = identityOf(assembly);
  const found = new Map<string, BlockSchema>();
  for (const each of Object.values(assembly.types)) {
    const kind = KINDS.get(each.base?.split('.').at(-1) ?? '');
    const type = kind === undefined ? undefined : linkOf(each)?.type;
    if (kind === undefined || type === undefined) continue;
    const struct = each.initializer?.parameters?.find(({ name }) => name === 'config')?.type.fqn ?? '';
    const schema = structSchema(assembly, struct, {
      metaArguments: META_ARGUMENTS[kind],
      withoutDoubtful: kind === 'resource' && PROTOCOL_5.has(provider) && !WITH_ID.has(type),
      wholeObjects: PROTOCOL_5.has(provider),
    });
    const computed = kind === 'provider' ? [] : computedOf(assembly, each, struct, schema);
    found.set(kind === 'resource' ? type : `${kind}.${type}`, { schema, computed });
  }
  return { provider, version, blocks: found };
}

/** Names that only the class has: what can be read of a resource and not be set. */
function computedOf(
  assembly: JsiiAssembly,
  { properties = [] }: JsiiClass,
  struct: string,
  { properties: known }: JsonSchema,
): readonly string[] {
  const inputs = new Set((assembly.types[struct]?.properties ?? []).map(({ name }) => name));
  const doubtful = (assembly.types[struct]?.properties ?? []).map(readArgument).map(({ name }) => name);
  const outputs = properties.filter((each) => each.static !== true && !each.name.endsWith('Input'));
  const names = outputs.filter(({ name }) => !inputs.has(name)).map(({ name }) => snakeCase(name));
  const left = doubtful.filter((name) => !Object.hasOwn(known as object, name));
  return [...names, ...left];
}

/** `Represents a {@link https://registry…/providers/hashicorp/aws/6.25.0/docs/resources/db_instance aws_db_instance}.` */
const LINK = /\/providers\/([\w-]+\/[\w-]+)\/([^/\s]+)\/docs\S* (\w+)\}/;

function linkOf({ docs }: JsiiClass): { provider: string; version: string; type: string } | undefined {
  const [, provider, version, type] = LINK.exec(docs?.summary ?? '') ?? [];
  return provider === undefined || version === undefined || type === undefined
    ? undefined
    : { provider, version, type };
}

function identityOf({ name, types }: JsiiAssembly): { provider: string; version: string } {
  for (const each of Object.values(types)) {
    const link = each.base?.endsWith('.TerraformProvider') === true ? linkOf(each) : undefined;
    if (link !== undefined) return link;
  }
  throw new InputError(`${name} holds no bindings of a Terraform provider: its jsii assembly names none`);
}
