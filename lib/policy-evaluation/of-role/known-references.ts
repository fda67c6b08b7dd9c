import type { Block, Configuration } from '../../compliance/model/block';
import type { PolicyDocument, PolicyText, Statement } from '../../compliance/model/policy-document-types';
import { providerAddress } from '../../compliance/model/provider-address';
import { isUnknown, toText, Unknown } from '../../compliance/model/value';
import { ownAccounts } from '../../compliance/reading/policies/own-accounts';
import type { NamedPolicy } from '../named-policy';

/** Attributes that are the name which the ARN ends in, and what stands before it. */
interface ArnForm {
  readonly name: string;
  /** `{name}` and `{path}` are replaced; `P`, `R` and `A` are partition, region and account. */
  readonly pieces: readonly string[];
}

const ARN_FORMS: ReadonlyMap<string, ArnForm> = new Map([
  ['aws_s3_bucket', { name: 'bucket', pieces: ['arn:', 'P', ':s3:::', '{name}'] }],
  ['aws_iam_role', { name: 'name', pieces: ['arn:', 'P', ':iam::', 'A', ':role', '{path}', '{name}'] }],
  ['aws_iam_user', { name: 'name', pieces: ['arn:', 'P', ':iam::', 'A', ':user', '{path}', '{name}'] }],
  ['aws_iam_policy', { name: 'name', pieces: ['arn:', 'P', ':iam::', 'A', ':policy', '{path}', '{name}'] }],
  ['aws_sqs_queue', { name: 'name', pieces: ['arn:', 'P', ':sqs:', 'R', ':', 'A', ':', '{name}'] }],
  ['aws_sns_topic', { name: 'name', pieces: ['arn:', 'P', ':sns:', 'R', ':', 'A', ':', '{name}'] }],
  ['aws_dynamodb_table', { name: 'name', pieces: ['arn:', 'P', ':dynamodb:', 'R', ':', 'A', ':table/', '{name}'] }],
  [
    'aws_lambda_function',
    { name: 'function_name', pieces: ['arn:', 'P', ':lambda:', 'R', ':', 'A', ':function:', '{name}'] },
  ],
  [
    'aws_cloudwatch_log_group',
    { name: 'name', pieces: ['arn:', 'P', ':logs:', 'R', ':', 'A', ':log-group:', '{name}'] },
  ],
]);

/**
 * Spells out references whose value follows from the configuration: ARNs of resources with a literal name, account,
 * region and partition. What does not follow stays a reference, the same one everywhere.
 */
export class KnownReferences {
  /**
   * @param account of the configuration; the provider's where it tells
   */
  constructor(
    private readonly configuration: Configuration,
    private readonly account: string | undefined,
  ) {}

  /** A text with its references spelt out. */
  text(text: PolicyText): PolicyText {
    if (!isUnknown(text)) return text;
    const parts = text.parts.length === 0 ? this.reference(text) : text.parts.flatMap((part) => this.piece(part));
    return joined(parts, text);
  }

  /** A policy with its references spelt out. */
  policy({ name, document }: NamedPolicy): NamedPolicy {
    return { name, document: isUnknown(document) ? document : this.document(document) };
  }

  private document(document: PolicyDocument): PolicyDocument {
    return { ...document, statements: document.statements.map((statement) => this.statement(statement)) };
  }

  private statement(statement: Statement): Statement {
    const texts = (list: readonly PolicyText[] | undefined): readonly PolicyText[] | undefined =>
      list?.map((each) => this.text(each));
    const named = (list: Statement['principals']): Statement['principals'] =>
      list?.map((each) => ({ ...each, identifiers: each.identifiers.map((identifier) => this.text(identifier)) }));
    return {
      ...statement,
      resources: texts(statement.resources),
      notResources: texts(statement.notResources),
      principals: named(statement.principals),
      notPrincipals: named(statement.notPrincipals),
      conditions: statement.conditions.map((each) => ({
        ...each,
        key: this.text(each.key),
        values: each.values.map((value) => this.text(value)),
      })),
    };
  }

  private piece(part: string | Unknown): readonly (string | Unknown)[] {
    return typeof part === 'string' ? [part] : this.reference(part);
  }

  private reference(unknown: Unknown): readonly (string | Unknown)[] {
    const [reference] = unknown.references;
    if (!unknown.isReference || reference === undefined || reference.index !== undefined) return [unknown];
    const block = this.configuration.block(reference.address);
    if (block === undefined) return [unknown];
    return this.attribute(block, reference.attribute) ?? [unknown];
  }

  private attribute(block: Block, attribute: string): readonly (string | Unknown)[] | undefined {
    // Counted blocks have several values for one address.
    if (block.rawAt('count') !== undefined || block.rawAt('for_each') !== undefined) return undefined;
    switch (block.selector) {
      case 'data.aws_caller_identity':
        return attribute === 'account_id' ? [this.accountOf(block)] : undefined;
      case 'data.aws_partition':
        return attribute === 'partition' ? [this.partitionOf(block)] : undefined;
      case 'data.aws_region':
        return attribute === 'name' || attribute === 'region' || attribute === 'id'
          ? [this.regionOf(block)]
          : undefined;
      default:
        return this.ofResource(block, attribute);
    }
  }

  private ofResource(block: Block, attribute: string): readonly (string | Unknown)[] | undefined {
    // A plan and a state tell.
    const written = attribute === 'arn' ? block.get('arn') : undefined;
    if (typeof written === 'string') return [written];
    const form = ARN_FORMS.get(block.selector);
    if (form === undefined) return undefined;
    const name = piecesAt(block, form.name) ?? [made(block, form.name)];
    if (attribute === form.name || (attribute === 'id' && block.selector === 'aws_s3_bucket')) return name;
    if (attribute !== 'arn') return undefined;
    return form.pieces.flatMap((piece): readonly (string | Unknown)[] => {
      if (piece === 'P') return [this.partitionOf(block)];
      if (piece === 'R') return [this.regionOf(block)];
      if (piece === 'A') return [this.accountOf(block)];
      return piece === '{name}' ? name : piece === '{path}' ? (piecesAt(block, 'path') ?? ['/']) : [piece];
    });
  }

  /** The account that a block is made in. */
  accountOf(block: Block): string | Unknown {
    const [own, another] = ownAccounts(block);
    if (own !== undefined && another === undefined) return own;
    const provider = providerAddress(block);
    if (this.account !== undefined && provider === 'provider.aws') return this.account;
    return shared(`data.aws_caller_identity.of_${provider.replaceAll('.', '_')}`, 'account_id');
  }

  private regionOf(block: Block): string | Unknown {
    const provider = providerAddress(block);
    const region = toText(block.get('region')) ?? toText(this.configuration.block(provider)?.get('region'));
    return typeof region === 'string'
      ? region
      : shared(`data.aws_region.of_${provider.replaceAll('.', '_')}`, 'region');
  }

  /** Of the region; without one, the partition of most accounts. */
  private partitionOf(block: Block): string {
    const region = this.regionOf(block);
    const prefix = typeof region === 'string' ? /^(?:cn|us-gov|eusc)(?=-)/.exec(region)?.[0] : undefined;
    return prefix === undefined ? 'aws' : prefix === 'eusc' ? 'aws-eusc' : `aws-${prefix}`;
  }
}

/** The text of an attribute, in pieces where a part of it is not known. */
function piecesAt(block: Block, attribute: string): readonly (string | Unknown)[] | undefined {
  const text = toText(block.get(attribute));
  if (text === undefined) return undefined;
  return isUnknown(text) && text.parts.length > 0 ? text.parts : [text];
}

/** An attribute that is known when Terraform has made the block. */
function made({ address }: Block, attribute: string): Unknown {
  return shared(address, attribute);
}

/** What has one value for all that one provider makes. */
function shared(address: string, attribute: string): Unknown {
  return new Unknown(`\${${address}.${attribute}}`, [{ address, attribute }], [], true);
}

function joined(parts: readonly (string | Unknown)[], from: Unknown): PolicyText {
  const merged: (string | Unknown)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  const [first = ''] = merged;
  if (merged.length === 1) return first;
  return new Unknown(merged.map(String).join(''), from.references, merged);
}
