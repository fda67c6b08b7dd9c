import type { Block } from '../../model/block';
import type { PolicyText } from '../../model/policy-document';
import { matchesWildcard } from '../../model/policy-match';
import { isUnknown, type Reference, type Unknown, type Value } from '../../model/value';
import type { Truth } from '../truth';
import { arnFields, isIdentifier, OPAQUE } from './pattern-text';

/** The resource that a resource policy belongs to, as far as the configuration tells. */
export interface PolicyTarget {
  /** Service of its ARN: `s3`, `sqs`. */
  readonly service: string;
  /** The resource, where the configuration has it. */
  readonly block?: Block | undefined;
  /** What holds its name, such as `bucket` of a bucket and of its policy: literals and expressions. */
  readonly names?: readonly Value[];
  /** What holds its ARN, such as `arn` of the policy of a topic: literals and expressions. */
  readonly arns?: readonly Value[];
  /** Attributes of the resource that are its ARN. `arn` when left out; the id of a topic is its ARN too. */
  readonly arnAttributes?: readonly string[];
}

/** Stands for the name of the target. */
const TARGET = '\uE001';
/** Stands for text that may be anything. */
const HIDDEN = '\uE002';

/**
 * Says whether a `Resource` element matches the target, or what lies below it (`/object` of a bucket), whatever
 * partition, region and account the ARN names. A reference to another AWS resource does not; a variable may.
 */
export function coversResource(resource: PolicyText, target: PolicyTarget, below = ''): Truth {
  const pattern = textOf(resource, target);
  const wanted = namesOf(target).map((name) => `${arnOf(target, name)}${below}`);
  const matches = (text: string): boolean => {
    const located = anywhere(text);
    return wanted.some((arn) => matchesWildcard(located, arn));
  };
  if (matches(pattern)) return true;
  return isUnknown(resource) && pattern.includes(HIDDEN) && matches(pattern.replaceAll(HIDDEN, '*')) ? resource : false;
}

/** The pattern for any partition, region and account. */
function anywhere(pattern: string): string {
  const fields = arnFields(pattern);
  if (fields.length < 6 || fields[0] !== 'arn') return pattern;
  return ['arn', 'aws', fields[2], '', '', ...fields.slice(5)].join(':');
}

function arnOf({ service }: PolicyTarget, name: string): string {
  return `arn:aws:${service}:::${name}`;
}

function namesOf({ names = [], arns = [] }: PolicyTarget): readonly string[] {
  const texts = (values: readonly Value[]): readonly string[] =>
    values.filter((value) => typeof value === 'string' && value !== '') as readonly string[];
  return [TARGET, ...texts(names), ...texts(arns).map((arn) => arnFields(arn).slice(5).join(':'))];
}

function textOf(resource: PolicyText, target: PolicyTarget): string {
  if (!isUnknown(resource)) return resource;
  const parts = resource.parts.length === 0 ? [resource] : resource.parts;
  return parts.map((part) => (isUnknown(part) ? pieceText(part, target) : part)).join('');
}

function pieceText(piece: Unknown, target: PolicyTarget): string {
  if (isSame(piece, target.arns)) return arnOf(target, TARGET);
  if (isSame(piece, target.names)) return TARGET;
  const [reference] = piece.references;
  if (piece.isReference && reference !== undefined && reference.address === target.block?.address)
    return isOtherInstance(reference, target)
      ? OPAQUE
      : (target.arnAttributes ?? ['arn']).includes(reference.attribute)
        ? arnOf(target, TARGET)
        : TARGET;
  return isIdentifier(piece) ? OPAQUE : HIDDEN;
}

/** True for an instance of the target that is not the one that its names pick. */
function isOtherInstance({ index }: Reference, { block, names = [], arns = [] }: PolicyTarget): boolean {
  if (index === undefined || index === '*') return false;
  const picked = [...names, ...arns]
    .flatMap((value) => (isUnknown(value) ? value.references : []))
    .filter((reference) => reference.address === block?.address && reference.index !== undefined);
  return (
    picked.length > 0 &&
    picked.every((reference) => reference.index !== '*' && String(reference.index) !== String(index))
  );
}

function isSame(piece: Unknown, values: readonly Value[] | undefined): boolean {
  return (values ?? []).some((value) => isUnknown(value) && value.expression === piece.expression);
}
