import type { Block, Configuration } from '../../compliance/model/block';
import { readPolicy } from '../../compliance/model/policy-document';
import { hasUnknown, isUnknown, toText, Unknown } from '../../compliance/model/value';
import { policyFromJson, type NamedPolicy } from '../named-policy';
import type { PolicyText } from '../../compliance/model/policy-document-types';
import type { KnownReferences } from './known-references';

/** Where the policy of a resource is written: in an argument of its own, or in a block that names it. */
interface PolicyHome {
  readonly own: string | undefined;
  readonly blocks: readonly { readonly type: string; readonly names: string; readonly keys: readonly string[] }[];
}

const HOMES: ReadonlyMap<string, PolicyHome> = new Map([
  ['aws_s3_bucket', home('policy', 'aws_s3_bucket_policy', 'bucket', 'bucket')],
  ['aws_sqs_queue', home('policy', 'aws_sqs_queue_policy', 'queue_url', 'url')],
  ['aws_sns_topic', home('policy', 'aws_sns_topic_policy', 'arn', 'arn')],
  ['aws_kms_key', home('policy', 'aws_kms_key_policy', 'key_id', 'key_id')],
  ['aws_secretsmanager_secret', home('policy', 'aws_secretsmanager_secret_policy', 'secret_arn', 'arn')],
  ['aws_dynamodb_table', home(undefined, 'aws_dynamodb_resource_policy', 'resource_arn', 'arn')],
  ['aws_ecr_repository', home(undefined, 'aws_ecr_repository_policy', 'repository', 'name')],
  ['aws_iam_role', { own: 'assume_role_policy', blocks: [] }],
]);

function home(own: string | undefined, type: string, names: string, key: string): PolicyHome {
  return { own, blocks: [{ type, names, keys: [key] }] };
}

/**
 * The resource of a configuration that an ARN means: by its reference, or by the ARN that the configuration spells out.
 */
export function resourceOf(
  resource: PolicyText,
  configuration: Configuration,
  known: KnownReferences,
): Block | undefined {
  if (isUnknown(resource)) {
    const first = resource.parts.length === 0 ? resource : resource.parts[0];
    const [reference] = isUnknown(first) && first.isReference ? first.references : [];
    if (reference !== undefined)
      return reference.attribute === 'arn' ? configuration.block(reference.address) : undefined;
  }
  for (const selector of HOMES.keys()) {
    for (const block of configuration.ofType(selector)) {
      const arn = known.text(reference(block));
      if (String(resource) === String(arn) || String(resource).startsWith(`${String(arn)}/`)) return block;
    }
  }
  return undefined;
}

/** The reference to the ARN of a block. */
export function reference({ address }: Block): Unknown {
  return new Unknown(`\${${address}.arn}`, [{ address, attribute: 'arn' }], [], true);
}

/** The policy of a resource; undefined where it has none. A key without one has the policy that KMS gives it. */
export function policyOfResource(block: Block, known: KnownReferences): NamedPolicy | undefined {
  const found = HOMES.get(block.selector);
  if (found === undefined) return undefined;
  for (const { type, names, keys } of found.blocks) {
    for (const carrier of block.configuration.ofType(type)) {
      const { blocks, unknown } = block.configuration.link(carrier.get(names), [block.selector], keys);
      if (blocks.includes(block)) {
        const number = [carrier.get('count'), carrier.get('for_each')].find(hasUnknown);
        const isCertain = blocks.length === 1 && unknown === undefined && number === undefined;
        if (isCertain) return named(carrier, 'policy', carrier.address);
        return { name: carrier.address, document: whose(carrier) };
      }
      if (blocks.length === 0 && unknown !== undefined) return { name: carrier.address, document: unknown };
    }
  }
  const own = found.own === undefined ? undefined : named(block, found.own, block.address);
  return own ?? (block.selector === 'aws_kms_key' ? defaultKeyPolicy(known.accountOf(block)) : undefined);
}

/**
 * The policy that a configuration gives to a resource of elsewhere, by its name or ARN. Where it is not known whether a
 * policy is that resource's, what it says is not known either.
 */
export function policyOfElsewhere(
  resource: PolicyText,
  configuration: Configuration,
  known: KnownReferences,
): NamedPolicy | undefined {
  const owned = [...carriersOf(configuration, known), ...resourcesOf(resource, configuration, known)].map((each) => ({
    ...each,
    isOwner: mayBe(each.owner, each.service, resource),
  }));
  const certain = owned.find(({ isOwner }) => isOwner === true);
  if (certain !== undefined) return certain.policy();
  return owned
    .filter(({ isOwner }) => isOwner !== false)
    .map(({ block, policy }) => policy() && { name: block.address, document: whose(block) })
    .find((policy) => policy !== undefined);
}

/** What has a policy: its name, URL or ARN, and where the policy is. */
interface PolicyOwner {
  readonly owner: PolicyText;
  readonly service: string | undefined;
  readonly block: Block;
  readonly policy: () => NamedPolicy | undefined;
}

/** Policies that name their owner without making it. */
function carriersOf(configuration: Configuration, known: KnownReferences): readonly PolicyOwner[] {
  return [...HOMES].flatMap(([selector, { blocks }]) =>
    blocks.flatMap(({ type, names, keys }) =>
      configuration.ofType(type).flatMap((block) => {
        const value = block.get(names);
        const owner = toText(value);
        const link = configuration.link(value, [selector], keys);
        if (owner === undefined || (link.blocks.length > 0 && link.unknown === undefined)) return [];
        const policy = (): NamedPolicy | undefined => named(block, 'policy', block.address);
        return [{ owner: known.text(owner), service: SERVICES.get(selector), block, policy }];
      }),
    ),
  );
}

/** Resources of the configuration that it may be, as far as their names are known. One that Terraform makes up is none that exists. */
function resourcesOf(
  resource: PolicyText,
  configuration: Configuration,
  known: KnownReferences,
): readonly PolicyOwner[] {
  return [...SERVICES].flatMap(([selector, service]) =>
    configuration.ofType(selector).flatMap((block) => {
      const owner = arnOf(block, known);
      const isMadeUp = block.get(NAMES.get(selector) ?? 'name') === undefined;
      const policy = (): NamedPolicy | undefined => policyOfResource(block, known);
      return isMadeUp || !(isUnknown(owner) || isUnknown(resource)) ? [] : [{ owner, service, block, policy }];
    }),
  );
}

/** What is known of an ARN: AWS adds to the names of secrets, and does not tell where a repository is before it is made. */
function arnOf(block: Block, known: KnownReferences): PolicyText {
  const arn = known.text(reference(block));
  const before = PATHS.get(block.selector);
  const name = toText(block.get('name'));
  if (!isUnknown(arn) || before === undefined || name === undefined) return arn;
  const pieces = isUnknown(name) && name.parts.length > 0 ? name.parts : [name];
  const end = block.selector === 'aws_secretsmanager_secret' ? ['-', arn] : [];
  return new Unknown(arn.expression, [], ['arn:', arn, `:${before}`, ...pieces, ...end]);
}

const PATHS: ReadonlyMap<string, string> = new Map([
  ['aws_secretsmanager_secret', 'secret:'],
  ['aws_ecr_repository', 'repository/'],
]);

/** Stands for a piece of text that may be anything. */
const ANY = '\uE000';

/** Whether a name, a URL or an ARN is that of the resource, or of what holds it; unknown where it may be. */
function mayBe(owner: PolicyText, service: string | undefined, resource: PolicyText): boolean | 'unknown' {
  const asked = String(resource);
  const written = String(owner);
  if (written !== '' && serviceOf(asked) === service && arnPattern(written).test(asked)) return true;
  if (!isUnknown(owner) && !isUnknown(resource)) return false;
  const template = templateOf(owner);
  const wanted = templateOf(resource);
  if (template === '' || !mayAgree(serviceOf(wanted), service)) return false;
  // Of two texts that are not known only the beginnings can be compared.
  if (isUnknown(resource)) return !template.startsWith('arn:') || mayBegin(template, wanted) ? 'unknown' : false;
  return arnPattern(template).test(wanted) ? 'unknown' : false;
}

function mayAgree(service: string | undefined, wanted: string | undefined): boolean {
  return service === undefined || service.includes(ANY) || service === wanted;
}

function mayBegin(one: string, other: string): boolean {
  const [first = '', second = ''] = [one, other].map((text) => text.split(ANY)[0]);
  return first.startsWith(second) || second.startsWith(first);
}

function templateOf(text: PolicyText): string {
  if (!isUnknown(text)) return text;
  if (text.parts.length === 0) return ANY;
  return text.parts.map((part) => (isUnknown(part) ? ANY : part)).join('');
}

function arnPattern(owner: string): RegExp {
  const name = `(?:repository/)?${escaped(lastSegment(owner))}`;
  const pattern = owner.startsWith('arn:') ? escaped(owner) : `arn:[^:]*:[^:]*:[^:]*:[^:]*:${name}`;
  const whole = owner.startsWith(ANY) ? `(?:${pattern}|${escaped(owner)})` : pattern;
  return new RegExp(`^${whole.replaceAll(ANY, '.*')}(?:/|$)`, 's');
}

function whose({ address }: Block): Unknown {
  return new Unknown(`whose policy ${address} is`);
}

/** Service in the ARNs of each kind of resource. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['aws_s3_bucket', 's3'],
  ['aws_sqs_queue', 'sqs'],
  ['aws_sns_topic', 'sns'],
  ['aws_secretsmanager_secret', 'secretsmanager'],
  ['aws_dynamodb_table', 'dynamodb'],
  ['aws_ecr_repository', 'ecr'],
]);

/** Argument that names each kind of resource, where it is not `name`. */
const NAMES: ReadonlyMap<string, string> = new Map([['aws_s3_bucket', 'bucket']]);

function serviceOf(arn: string): string | undefined {
  return arn.split(':')[2];
}

/** The name at the end of the URL of a queue; another name as it is. */
function lastSegment(name: string): string {
  return name.startsWith('https:') ? (name.split('/').at(-1) ?? name) : name;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function named(block: Block, path: string, name: string): NamedPolicy | undefined {
  const document = readPolicy(block.get(path), block.configuration, { block, path });
  return document === undefined ? undefined : { name, document };
}

/** Lets the account decide. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function defaultKeyPolicy(account: PolicyText): NamedPolicy {
  return policyFromJson('the default key policy', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${String(account)}:root` }, Action: 'kms:*', Resource: '*' },
    ],
  });
}
