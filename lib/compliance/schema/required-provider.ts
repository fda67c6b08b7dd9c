import type { Block, Configuration } from '../model/block';
import { member } from '../model/value';

/** What `required_providers` says of the provider that a block is made by. */
export interface RequiredProvider {
  /** `hashicorp/aws`, without the host of the registry. */
  readonly source: string;
  /** The constraint, as written; undefined where there is none. */
  readonly version: string | undefined;
  /** Where the constraint stands in its `terraform` block. */
  readonly path: string;
}

/** The name that a configuration knows the block's provider by: `aws` for `aws_vpc` and for `provider = aws.eu`. */
export function localName(block: Block): string {
  if (block.kind === 'provider') return block.type;
  const written = block.rawAt('provider');
  const name = typeof written === 'string' ? /^(?:\$\{\s*)?([\w-]+)/.exec(written)?.[1] : undefined;
  return name ?? block.type.split('_')[0] ?? block.type;
}

const known = new WeakMap<Configuration, Map<string, RequiredProvider>>();

/** What a configuration requires of a provider; HashiCorp's of that name where it says nothing. */
export function requiredProvider(configuration: Configuration, name: string): RequiredProvider {
  const ofConfiguration = known.get(configuration) ?? new Map<string, RequiredProvider>();
  known.set(configuration, ofConfiguration);
  const required = ofConfiguration.get(name) ?? findRequirement(configuration, name);
  ofConfiguration.set(name, required);
  return required;
}

function findRequirement(configuration: Configuration, name: string): RequiredProvider {
  const found = configuration.ofType('terraform').map((block) => requirementIn(block, name));
  return found.find((each) => each !== undefined) ?? { source: `hashicorp/${name}`, version: undefined, path: '' };
}

/** What a `terraform` block requires of a provider; undefined where it does not name it. */
export function requirementIn(terraform: Block, name: string): RequiredProvider | undefined {
  for (const { path, value } of terraform.nested('required_providers')) {
    const entry = member(value, name);
    if (entry === undefined) continue;
    const isText = typeof entry === 'string';
    const version = isText ? entry : member(entry, 'version');
    const source = isText ? undefined : member(entry, 'source');
    return {
      source: typeof source === 'string' ? withoutHost(source) : `hashicorp/${name}`,
      version: typeof version === 'string' ? version : undefined,
      path: isText ? `${path}.${name}` : `${path}.${name}.version`,
    };
  }
  return undefined;
}

/** `aws` and `registry.terraform.io/hashicorp/aws` are both `hashicorp/aws`. */
function withoutHost(source: string): string {
  const parts = source.toLowerCase().split('/');
  return parts.length === 1 ? `hashicorp/${source.toLowerCase()}` : parts.slice(-2).join('/');
}
