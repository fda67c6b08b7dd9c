import type { ResourceArn } from './resource-arn';
import type { DEFINITION, Service } from './typed-service';

type DefinitionOf<S extends Service> = S[typeof DEFINITION];

/** Prefix of a service, such as `s3`. */
export type PrefixOf<S extends Service> = DefinitionOf<S>['prefix'];

/** Names of the actions of a service. */
export type ActionOf<S extends Service> = keyof DefinitionOf<S>['actions'];

/** Kinds of resource that any of the actions can be limited to. */
export type KindOf<S extends Service, A extends ActionOf<S>> = DefinitionOf<S>['actions'][A] & string;

/** Actions that none of the kinds is for. */
type ActionsWithout<S extends Service, A extends ActionOf<S>, K extends string> = A extends unknown
  ? [DefinitionOf<S>['actions'][A] & K] extends [never]
    ? A
    : never
  : never;

/** ARNs of kinds that leave no action without a resource. */
export type ArnFor<S extends Service, A extends ActionOf<S>, K extends KindOf<S, A>> = ResourceArn<PrefixOf<S>, K> &
  ([ActionsWithout<S, A, K>] extends [never]
    ? unknown
    : { readonly 'actions without a resource of their kind': ActionsWithout<S, A, K> });

/** The reason for actions without kinds of resource; nothing for those that can be limited. */
export type UnscopableReason<S extends Service, A extends ActionOf<S>> = [KindOf<S, A>] extends [never]
  ? string
  : never;

/** Regions, where a service answers in each of them; nothing where it has one endpoint. */
export type RegionsOf<S extends Service> = 'global' extends DefinitionOf<S>['reach']
  ? never
  : readonly [string, ...string[]];

/** Keys by type: those of the service and the global ones. */
type KeyTypes<S extends Service> = DefinitionOf<S>['conditionKeys'];

/** Condition keys that requests to a service carry. */
export type ConditionKeyOf<S extends Service> = keyof KeyTypes<S>;

// Spelled out: the compiler has it cheaper than unions that are multiplied out of templates.
type StringOperator =
  | 'StringEquals'
  | 'StringNotEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringNotEqualsIgnoreCase'
  | 'StringLike'
  | 'StringNotLike';
type ArnOperator = 'ArnEquals' | 'ArnNotEquals' | 'ArnLike' | 'ArnNotLike';
type Comparison = 'Equals' | 'NotEquals' | 'LessThan' | 'LessThanEquals' | 'GreaterThan' | 'GreaterThanEquals';
type SetOperator = 'ForAnyValue' | 'ForAllValues';

interface OperatorsByType {
  readonly String: StringOperator;
  readonly ARN: ArnOperator | StringOperator;
  readonly Bool: 'Bool';
  readonly Numeric: `Numeric${Comparison}`;
  readonly Date: `Date${Comparison}`;
  readonly IPAddress: 'IpAddress' | 'NotIpAddress';
  readonly ArrayOfString: `${SetOperator}:${StringOperator}`;
  readonly ArrayOfARN: `${SetOperator}:${ArnOperator | StringOperator}`;
  readonly ArrayOfBool: `${SetOperator}:Bool`;
}

type OperatorFor<Type> = Type extends keyof OperatorsByType ? OperatorsByType[Type] | 'Null' : never;

/** Operators that compare values of a key. */
export type OperatorOf<S extends Service, K extends ConditionKeyOf<S>> = OperatorFor<KeyTypes<S>[K]>;

/** Values that a key is compared with. */
export type ConditionValueOf<S extends Service, K extends ConditionKeyOf<S>> = KeyTypes<S>[K] extends
  'Bool' | 'ArrayOfBool'
  ? 'true' | 'false'
  : string;
