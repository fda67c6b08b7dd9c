import { memberName } from './names';

/** Where a resource is: what `AwsAccount.of(scope)` knows, or texts. */
export interface ResourcePlace {
  /**
   * `aws`, `aws-cn` or `aws-us-gov`.
   *
   * @default 'aws'
   */
  readonly partition?: string;

  /**
   * Such as `eu-west-1`.
   *
   * @default - none: kinds whose ARNs name a region need it
   */
  readonly region?: string;

  /**
   * Twelve digits.
   *
   * @default - none: kinds whose ARNs name an account need it
   */
  readonly accountId?: string;
}

/** Names of what the placeholders of a format stand for, by the placeholder. */
const PLACES: Readonly<Record<string, keyof ResourcePlace>> = {
  Partition: 'partition',
  Region: 'region',
  Account: 'accountId',
};

const PLACEHOLDER = /\$\{([^}]*)\}/g;

function placeholdersOf(format: string): readonly string[] {
  return [...new Set([...format.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

function placeOf(placeholder: string): keyof ResourcePlace | undefined {
  return Object.hasOwn(PLACES, placeholder) ? PLACES[placeholder] : undefined;
}

/** Names of the resource that a format asks for, such as `bucketName`. */
export function namesIn(format: string): readonly string[] {
  return placeholdersOf(format)
    .filter((placeholder) => placeOf(placeholder) === undefined)
    .map(memberName);
}

/** Parts of the place that a format asks for, besides the partition. */
export function placesIn(format: string): readonly ('region' | 'accountId')[] {
  return placeholdersOf(format)
    .map(placeOf)
    .filter((place) => place !== undefined)
    .filter((place) => place !== 'partition');
}

/**
 * The format with its placeholders filled in.
 *
 * @param valueOf value of a name or of a part of the place
 */
export function filledIn(format: string, valueOf: (name: string) => string): string {
  return format.replace(PLACEHOLDER, (_, placeholder: string) =>
    valueOf(placeOf(placeholder) ?? memberName(placeholder)),
  );
}
