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
        return { name: carrier.address, document: new Unknown(`whose policy ${carrier.address} is`) };
      }
      if (blocks.length === 0 && unknown !== undefined) return { name: carrier.address, document: unknown };
    }
  }
  const own = found.own === undefined ? undefined : named(block, found.own, block.address);
  return own ?? (block.selector === 'aws_kms_key' ? defaultKeyPolicy(known.accountOf(block)) : undefined);
}

/** The policy that a configuration gives to a resource of elsewhere, by its name or ARN. */
export function policyOfElsewhere(
  resource: PolicyText,
  configuration: Configuration,
  known: KnownReferences,
): NamedPolicy | undefined {
  const asked = String(resource);
  for (const { blocks } of HOMES.values()) {
    for (const { type, names } of blocks) {
      for (const carrier of configuration.ofType(type)) {
        const owner = toText(carrier.get(names));
        const text = owner === undefined ? '' : String(known.text(owner));
        const arn = text.startsWith('arn:')
          ? escaped(text)
          : `arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:repository/)?${escaped(lastSegment(text))}`;
        const isNamed = text !== '' && new RegExp(`^${arn}(?:/|$)`).test(asked);
        if (isNamed && serviceOf(asked) === SERVICES.get(type)) return named(carrier, 'policy', carrier.address);
      }
    }
  }
  return undefined;
}

/** Service in the ARNs of what each kind of block gives a policy to. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['aws_s3_bucket_policy', 's3'],
  ['aws_sqs_queue_policy', 'sqs'],
  ['aws_sns_topic_policy', 'sns'],
  ['aws_secretsmanager_secret_policy', 'secretsmanager'],
  ['aws_dynamodb_resource_policy', 'dynamodb'],
  ['aws_ecr_repository_policy', 'ecr'],
]);

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
