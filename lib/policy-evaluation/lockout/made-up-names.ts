import type { Block, Configuration } from '../../compliance/model/block';
import type { PolicyDocument, PolicyText } from '../../compliance/model/policy-document-types';
import { isUnknown, Unknown } from '../../compliance/model/value';
import { regionOf } from '../../compliance/reading/region';

/** An account that no policy names. */
const SOME_ACCOUNT = '000000000000';

function valuesOf(documents: readonly PolicyDocument[]): readonly PolicyText[] {
  return documents.flatMap(({ statements }) =>
    statements.flatMap(({ conditions }) => conditions.flatMap((condition) => condition.values)),
  );
}

/**
 * The ARN, and the same in every partition that conditions of policies name where that of a block is not known: without a
 * region, its names are taken for those of the partition `aws`.
 */
export function inPartitions(
  arn: PolicyText,
  documents: readonly PolicyDocument[],
  block: Block,
): readonly PolicyText[] {
  if (isUnknown(arn) || regionOf(block).known) return [arn];
  const partitions = valuesOf(documents).flatMap((value) => /^arn:(aws[a-z-]*):/.exec(String(value))?.[1] ?? []);
  return [...new Set([arn, ...partitions.map((each) => arn.replace(/^arn:[^:]*:/, `arn:${each}:`))])];
}

/** Accounts in the conditions of policies and in further texts, and one that is in none of them. */
export function accountsIn(documents: readonly PolicyDocument[], ...texts: readonly PolicyText[]): readonly string[] {
  const accounts = [...valuesOf(documents), ...texts].flatMap((text) => /:(\d{12}):/.exec(String(text))?.[1] ?? []);
  return [...new Set([SOME_ACCOUNT, ...accounts])];
}

/**
 * ARNs with what is not known of them made up: the account, and names that Terraform gives. Whoever is denied something
 * under every account that policies name, and under one that they do not name, is denied it for sure.
 */
export class MadeUpNames {
  constructor(
    private readonly configuration: Configuration,
    private readonly account: string,
  ) {}

  text(text: PolicyText): PolicyText {
    if (!isUnknown(text)) return text;
    const parts = (text.parts.length === 0 ? [text] : text.parts).map((part) => this.piece(part));
    const isKnown = parts.every((part) => typeof part === 'string');
    return isKnown ? parts.join('') : new Unknown(parts.map(String).join(''), text.references, parts);
  }

  /** The policy with the values of its conditions made up. */
  document(document: PolicyDocument): PolicyDocument {
    const statements = document.statements.map((statement) => ({
      ...statement,
      conditions: statement.conditions.map((each) => ({
        ...each,
        values: each.values.map((value) => this.text(value)),
      })),
    }));
    return { ...document, statements };
  }

  private piece(part: string | Unknown): string | Unknown {
    if (!isUnknown(part)) return part;
    const [reference] = part.isReference ? part.references : [];
    if (reference === undefined || reference.index !== undefined) return part;
    const { address, attribute } = reference;
    if (address.startsWith('data.aws_caller_identity.') && attribute === 'account_id') return this.account;
    return attribute === 'name' && this.isNamedByTerraform(address) ? `terraform-${address}` : part;
  }

  private isNamedByTerraform(address: string): boolean {
    const block = this.configuration.block(address);
    if (block?.type !== 'aws_iam_role') return false;
    return ['name', 'name_prefix', 'count', 'for_each'].every((attribute) => block.rawAt(attribute) === undefined);
  }
}
