import type { ResourcePlace } from './arn-format';
import type { ResourceArn } from './resource-arn';

/** Key of what the compiler knows of a service. */
export declare const DEFINITION: unique symbol;

/**
 * What the compiler knows of a service: kinds of resource by action, types of values by condition key, and whether it
 * answers in each region or for all of them at one endpoint.
 */
export interface ServiceDefinition {
  readonly prefix: string;
  readonly actions: object;
  readonly conditionKeys: object;
  readonly reach: 'regional' | 'global';
}

/** A service whose actions, kinds of resource and condition keys the compiler knows. */
export interface Service<Definition extends ServiceDefinition = ServiceDefinition> {
  readonly [DEFINITION]: Definition;
}

/** The names that ARNs of a kind are made of. */
type NamesOf<Names extends string> = Readonly<Record<Names, string>>;

/** What makers of ARNs have in common. */
interface KnownArns<Prefix extends string, Kind extends string> {
  /**
   * A resource by its ARN, such as the attribute of a construct. A token is believed; a literal has to be of the kind.
   *
   * @throws GuardrailsError POLICY_RESOURCE_INVALID, POLICY_RESOURCE_WILDCARD
   */
  fromArn(arn: string): ResourceArn<Prefix, Kind>;
}

/** Makes ARNs of one kind of resource, which name neither a region nor an account. */
export interface ArnMaker<Prefix extends string, Kind extends string, Names extends string> extends KnownArns<
  Prefix,
  Kind
> {
  /**
   * ARN of a resource, by its names; wildcards in them make a pattern for several.
   *
   * @throws GuardrailsError POLICY_RESOURCE_INVALID, POLICY_RESOURCE_WILDCARD
   */
  (names: NamesOf<Names>, place?: Pick<ResourcePlace, 'partition'>): ResourceArn<Prefix, Kind>;
}

/** Makes ARNs of one kind of resource, which name the region, the account or both. */
export interface PlacedArnMaker<
  Prefix extends string,
  Kind extends string,
  Names extends string,
  Places extends 'region' | 'accountId' = 'region' | 'accountId',
> extends KnownArns<Prefix, Kind> {
  /**
   * ARN of a resource, by its names and its place; wildcards in the names make a pattern for several.
   *
   * @throws GuardrailsError POLICY_RESOURCE_INVALID, POLICY_RESOURCE_WILDCARD
   */
  (names: NamesOf<Names>, place: Pick<ResourcePlace, 'partition'> & NamesOf<Places>): ResourceArn<Prefix, Kind>;
}

/** What is only needed once a member is used: modules of services load in a millisecond without it. */
function makers(): typeof import('./arn-makers') {
  return require('./arn-makers') as typeof import('./arn-makers');
}

const prefixes = new WeakMap<object, string>();

/** Prefix of a service that `typedService` made; undefined for anything else. */
export function prefixOfService(service: unknown): string | undefined {
  return (typeof service === 'object' || typeof service === 'function') && service !== null
    ? prefixes.get(service)
    : undefined;
}

/**
 * The service as it is at run time: a maker of ARNs for each kind of resource, made when it is first asked for.
 *
 * @param prefix as in action names: `s3`
 */
export function typedService(prefix: string): object {
  const service = new Proxy(Object.freeze({}), {
    get: (_, member) => (typeof member === 'string' ? makers().makerOf(prefix, member) : undefined),
    has: (_, member) => typeof member === 'string' && makers().makerOf(prefix, member) !== undefined,
  });
  prefixes.set(service, prefix);
  return service;
}
