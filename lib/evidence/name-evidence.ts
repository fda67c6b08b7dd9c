import { maskText } from '../compliance/engine/redact';
import type { Block, Configuration } from '../compliance/model/block';
import { isUnknown, toText, type Value } from '../compliance/model/value';
import { instancesOf } from '../compliance/reading/block-instances';
import type { NameEvidence } from './evidence';
import { placeOf } from './tag-evidence';

/** A pattern that names have to match. */
export interface NamePattern {
  /** As it was given: `^shop-`, `aws_s3_bucket=^shop-`. */
  readonly text: string;
  /** Resource type that it holds for; undefined for all that have no pattern of their own. */
  readonly type: string | undefined;
  readonly pattern: RegExp;
}

/** Arguments by which AWS knows a resource, best first. */
const NAME_ARGUMENTS = [
  'name',
  'bucket',
  'function_name',
  'identifier',
  'cluster_identifier',
  'replication_group_id',
  'cluster_id',
  'domain_name',
  'family',
  'db_name',
] as const;
/** Resources in which such an argument refers to another one, or is no name of a resource. */
const REFERENCES =
  /^aws_(?:s3_bucket_\w+|lambda_(?!function$|layer_version$)\w+|route53_record|iam_\w+_attachment|db_instance_\w+|rds_cluster_instance)$/;

/**
 * Reads `^shop-` or `aws_s3_bucket=^shop-`.
 *
 * @throws SyntaxError for what is no regular expression
 */
export function namePattern(text: string): NamePattern {
  const [, type, rest] = /^(aws_\w+)=(.*)$/s.exec(text) ?? [];
  return { text, type, pattern: new RegExp(rest ?? text, 'u') };
}

/** Whether the names of resources match. A resource that has no name, or only a prefix of one, is left out. */
export function nameEvidence(
  configurations: readonly Configuration[],
  patterns: readonly NamePattern[],
): readonly NameEvidence[] {
  return configurations.flatMap((configuration) =>
    configuration.blocks.flatMap((block) => {
      const fitting = patterns.filter(({ type }) => type === block.type);
      const chosen = fitting.length > 0 ? fitting : patterns.filter(({ type }) => type === undefined);
      return block.kind !== 'resource' || chosen.length === 0 ? [] : namesOf(block, chosen);
    }),
  );
}

/** Every instance of a resource has a name of its own. */
function namesOf(block: Block, patterns: readonly NamePattern[]): readonly NameEvidence[] {
  if (REFERENCES.test(block.type)) return [];
  const argument = NAME_ARGUMENTS.find((each) => block.get(each) !== undefined);
  if (argument === undefined) return [];
  const judged = instancesOf(block).flatMap(({ get }) => judge(get(argument), argument, block, patterns));
  return [...new Map(judged.map((each) => [each.name, each])).values()];
}

function judge(
  value: Value,
  argument: string,
  block: Block,
  patterns: readonly NamePattern[],
): readonly NameEvidence[] {
  const name = toText(value);
  if (name === undefined) return [];
  const text = isUnknown(name) ? name.expression : name;
  const verdict = isUnknown(name) ? 'unknown' : patterns.some(({ pattern }) => pattern.test(name)) ? 'pass' : 'fail';
  return [{ ...placeOf(block), argument, name: maskText(text), verdict }];
}
