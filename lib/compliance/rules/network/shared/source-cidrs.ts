import type { Block, Configuration } from '../../../model/block';
import { isList, isUnknown, toList, Unknown, type Value } from '../../../model/value';
import { addressesOf, ADDRESS_BITS, parseCidr, type Cidr, type Family } from '../../../reading/cidr';
import { namesOf } from './data-source-names';
import { instancesOf } from '../../../reading/block-instances';

/** One source (or destination) of a permission that names addresses. Security groups and `self` name none. */
export interface CidrSource {
  /** Path of the attribute in which it stands: `ingress[0].cidr_blocks`. */
  readonly path: string;
  /** The source as it is written: a CIDR, or an expression. */
  readonly text: string;
  readonly families: readonly Family[];
  /** The addresses, where they are known. */
  readonly cidr: Cidr | undefined;
  /** Set where the addresses are not known. */
  readonly unknown: Unknown | undefined;
  /** Most addresses that an unknown source can stand for; undefined when that is not known. */
  readonly limit: bigint | undefined;
  /** What is not known, where it is not simply the value at the path. */
  readonly reason?: string | undefined;
}

const ENTRY = 'aws_ec2_managed_prefix_list_entry';

/** Attributes that hold a network of a VPC: at most a /16, or a /44 of IPv6. */
const VPC_CIDR = /^((ipv6_)?cidr_block_associations(\[[^\]]*\])?\.)?(ipv6_)?cidr_block$/;
const VPC_BLOCKS =
  /^(data\.)?aws_(default_)?(vpc|subnet|vpc_ipv4_cidr_block_association|vpc_ipv6_cidr_block_association)\./;

const PART_OF_VPC =
  /^\$\{cidrsubnet\(\s*(data\.)?aws_(default_)?(vpc|subnet)\.[\w-]+(\[[^\]]*\])?\.(ipv6_)?cidr_block\s*,/;

/** The CIDRs of an attribute: a text, a list, or an expression. An empty text is what attributes-as-blocks write for absent. */
export function cidrSources(
  value: Value,
  path: string,
  family: Family,
  configuration: Configuration,
): readonly CidrSource[] {
  const list = toList(value);
  if (isUnknown(list)) return [unknownSource(list, path, family, configuration)];
  return list.flatMap((element) => {
    if (isList(element)) return cidrSources(element, path, family, configuration);
    if (isUnknown(element)) return [unknownSource(element, path, family, configuration)];
    const text = typeof element === 'string' ? element.trim() : JSON.stringify(element);
    if (text === '') return [];
    const cidr = parseCidr(text);
    if (cidr !== undefined)
      return [{ path, text, families: [cidr.family], cidr, unknown: undefined, limit: undefined }];
    return [
      {
        path,
        text,
        families: [family],
        cidr: undefined,
        unknown: new Unknown(text),
        limit: undefined,
        reason: `${path} holds ${text}, which is no CIDR`,
      },
    ];
  });
}

function unknownSource(unknown: Unknown, path: string, family: Family, configuration: Configuration): CidrSource {
  const network = vpcNetwork(unknown, configuration);
  if (typeof network === 'object')
    return {
      path,
      text: unknown.expression,
      families: [network.family],
      cidr: network,
      unknown: undefined,
      limit: undefined,
    };
  return {
    path,
    text: unknown.expression,
    families: [family],
    cidr: undefined,
    unknown,
    limit: network === 'private' ? 0n : limitOf(unknown, family),
  };
}

/** The network of a VPC or subnet that a reference stands for: a literal of this configuration, or one that cannot be wide. */
function vpcNetwork(unknown: Unknown, configuration: Configuration): Cidr | 'private' | undefined {
  if (isPartOfVpc(unknown.expression)) return 'private';
  const reference = unknown.isReference ? unknown.references[0] : undefined;
  if (reference === undefined || !VPC_CIDR.test(reference.attribute) || !VPC_BLOCKS.test(reference.address))
    return undefined;
  const value = configuration.block(reference.address)?.get(reference.attribute);
  return (typeof value === 'string' ? parseCidr(value) : undefined) ?? 'private';
}

/** A part of the network of a VPC is no wider than the whole: true where the expression is that call and nothing else. */
function isPartOfVpc(expression: string): boolean {
  const [call] = PART_OF_VPC.exec(expression) ?? [];
  if (call === undefined) return false;
  const rest = expression.slice(call.length).replace(/"[^"]*"/g, '');
  let depth = 1;
  for (const { 0: bracket, index } of rest.matchAll(/[()]/g)) {
    depth += bracket === '(' ? 1 : -1;
    if (depth === 0) return rest.slice(index) === ')}';
  }
  return false;
}

/** `${aws_eip.nat.public_ip}/32` is one address, whichever it is. */
function limitOf(unknown: Unknown, family: Family): bigint | undefined {
  const last = unknown.parts.at(-1);
  const digits = typeof last === 'string' ? /\/(\d{1,3})$/.exec(last)?.[1] : undefined;
  if (digits === undefined || Number(digits) > ADDRESS_BITS[family]) return undefined;
  return addressesOf(family, Number(digits));
}

/** The CIDRs of prefix lists: those of this configuration are expanded, those that AWS manages hold no wide ranges. */
export function prefixListSources(value: Value, path: string, configuration: Configuration): readonly CidrSource[] {
  const ids = toList(value);
  if (isUnknown(ids)) return prefixList(ids, path, configuration);
  return ids.flatMap((id) =>
    isList(id) ? prefixListSources(id, path, configuration) : prefixList(id, path, configuration),
  );
}

function prefixList(id: Value, path: string, configuration: Configuration): readonly CidrSource[] {
  const { blocks } = configuration.link(id, ['aws_ec2_managed_prefix_list'], ['id']);
  if (blocks.length > 0 && (!isUnknown(id) || id.isReference)) return blocks.flatMap((list) => entries(list, path));
  if (isUnknown(id) && isManagedByAws(id, configuration)) return [];
  const hidden = isUnknown(id) ? id : new Unknown(typeof id === 'string' ? id : JSON.stringify(id));
  return [
    {
      ...opaqueSource(hidden, path),
      reason: `${path} names the prefix list ${hidden.expression}, whose entries are not part of this configuration`,
    },
  ];
}

function entries(list: Block, path: string): readonly CidrSource[] {
  const { configuration } = list;
  const inline = list
    .nested('entry')
    .flatMap((entry) =>
      entry.unknown === undefined ? entryCidrs(entry.get('cidr'), list, path) : [opaqueSource(entry.unknown, path)],
    );
  const referring = new Set(configuration.referrers(list, ENTRY).map(({ block }) => block));
  const standalone = [...referring]
    .flatMap(instancesOf)
    .filter(({ get }) => configuration.link(get('prefix_list_id'), [list.type]).blocks.includes(list));
  return [...inline, ...standalone.flatMap(({ get }) => entryCidrs(get('cidr'), list, path))];
}

function entryCidrs(cidr: Value, list: Block, path: string): readonly CidrSource[] {
  const family = list.get('address_family');
  const sources = cidrSources(cidr, path, family === 'IPv6' ? 6 : 4, list.configuration);
  return isUnknown(family)
    ? sources.map((source) => (source.cidr === undefined ? { ...source, families: [4, 6] } : source))
    : sources;
}

/** A source of which nothing is known. */
export function opaqueSource(unknown: Unknown, path: string): CidrSource {
  return { path, text: unknown.expression, families: [4, 6], cidr: undefined, unknown, limit: undefined };
}

/** Prefix lists of AWS services name the addresses of that service only. */
function isManagedByAws(id: Unknown, configuration: Configuration): boolean {
  const reference = id.isReference ? id.references[0] : undefined;
  if (reference === undefined) return false;
  if (reference.address.startsWith('data.aws_prefix_list.')) return true;
  if (reference.address.startsWith('aws_vpc_endpoint.')) return reference.attribute === 'prefix_list_id';
  if (!reference.address.startsWith('data.aws_ec2_managed_prefix_list.')) return false;
  const list = configuration.block(reference.address);
  const names = list === undefined ? [] : namesOf(list, 'prefix-list-name');
  return (
    names.length > 0 &&
    names.every((name) =>
      (isUnknown(name) ? name.knownPrefix : typeof name === 'string' ? name : '').startsWith('com.amazonaws.'),
    )
  );
}
