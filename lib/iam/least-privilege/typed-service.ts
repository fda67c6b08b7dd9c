import type { ResourcePlace } from './arn-format';
import type { ResourceArn } from './resource-arn';

/** Key of what the compiler knows of a service. */
export declare const DEFINITION: unique symbol;

/**
 * What the compiler knows of a service: kinds of resource by action, types of values by condition key, and whether it
 * answers in each region or for all of them at one endpoint.
 */
export interface ServiceDefinition<Prefix extends string, Actions, Keys, Reach extends 'regional' | 'global'> {
  readonly prefix: Prefix;
  readonly actions: Actions;
  readonly conditionKeys: Keys;
  readonly reach: Reach;
}

/** A service whose actions, kinds of resource and condition keys the compiler knows. */
export interface Service<
  Prefix extends string = string,
  Actions = object,
  Keys = object,
  Reach extends 'regional' | 'global' = 'regional' | 'global',
> {
  readonly [DEFINITION]: ServiceDefinition<Prefix, Actions, Keys, Reach>;
}

/** The part of a place that ARNs of a kind name. */
type PlaceOf<Places extends 'region' | 'accountId'> = Pick<ResourcePlace, 'partition'> &
  Readonly<Record<Places, string>>;

/** Makes ARNs of one kind of resource. */
export interface ArnMaker<
  Prefix extends string,
  Kind extends string,
  Names extends string,
  Places extends 'region' | 'accountId' = never,
> {
  /**
   * ARN of a resource, by its names; wildcards in them make a pattern for several.
   *
   * @throws GuardrailsError POLICY_RESOURCE_INVALID, POLICY_RESOURCE_WILDCARD
   */
  (
    names: Readonly<Record<Names, string>>,
    ...place: [Places] extends [never] ? [place?: PlaceOf<Places>] : [place: PlaceOf<Places>]
  ): ResourceArn<Prefix, Kind>;

  /**
   * A resource by its ARN, such as the attribute of a construct. A token is believed; a literal has to be of the kind.
   *
   * @throws GuardrailsError POLICY_RESOURCE_INVALID, POLICY_RESOURCE_WILDCARD
   */
  fromArn(arn: string): ResourceArn<Prefix, Kind>;
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
