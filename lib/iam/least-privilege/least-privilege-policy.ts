import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../../core/guardrails-error';
import { shown } from '../../core/texts';
import { serviceTable, type ServiceTable } from '../../iam-data/service-table';
import { Grant } from '../grant';
import { PolicyDocument } from '../policy-document';
import type { PolicyStatement } from '../policy-statement';
import { requireRegions } from '../region-names';
import type { IRole } from '../role-ref';
import { type AddedCondition, withCondition } from './condition';
import { actionsOf, denialOf, denialsOf, type Draft, permissionsOf, requireSound, statementOf } from './draft';
import { merged } from './permission';
import { draftsOf, type PlainPolicyProps } from './plain-policy';
import { groupsWithin, type PolicyPlace, requireLength, statementsWithin } from './policy-limit';
import { ResourceArn } from './resource-arn';
import type {
  ActionOf,
  ArnFor,
  ConditionKeyOf,
  ConditionValueOf,
  KindOf,
  OperatorOf,
  RegionsOf,
  UnscopableReason,
} from './service-types';
import { prefixOfService, type Service } from './typed-service';

/** Type of the metadata that a role gets for each reason that was given. */
const REASONS = 'cdktf-guardrails:least-privilege';

/** Actions that are granted on every resource, or on every one of a kind, with the reason that was given. */
export interface WideGrant {
  /** Full names of the actions. */
  readonly actions: readonly string[];
  /** ARNs; `*` for actions without resource types. */
  readonly resources: readonly string[];
  /** Why. */
  readonly reason: string;
}

function requireReason(name: string, reason: unknown): void {
  if (typeof reason === 'string' && reason.trim() !== '') return;
  throw new GuardrailsError(
    'POLICY_RESOURCE_INVALID',
    `${name} has reason ${shown(reason)}, allowed is a reason in words; say why, or name the resources with on`,
  );
}

/**
 * Permissions of a policy: exact actions, each on resources of a kind that it works on. Nothing is granted that was not
 * named. A policy never changes: each method returns another one.
 *
 *     LeastPrivilegePolicy.of(S3)
 *       .allow('GetObject').on(S3.object({ bucketName: 'data', objectName: 'reports/*' })).inRegions('eu-west-1')
 *       .allow('ListAllMyBuckets').onUnscopable('the console lists them')
 *       .attachTo(role);
 */
export class LeastPrivilegePolicy {
  /**
   * Begins a policy with permissions for a service.
   *
   * @param service a typed service, such as `S3` of `cdktf-guardrails/iam/s3`
   * @throws GuardrailsError PROPS_INVALID for what is no typed service
   */
  static of<S extends Service>(service: S): ServiceActions<S> {
    const prefix = prefixOfService(service);
    const table = prefix === undefined ? undefined : serviceTable(prefix);
    if (table !== undefined) return ServiceActions._of<S>(table, []);
    throw new GuardrailsError(
      'PROPS_INVALID',
      `service is ${shown(service)}, allowed is a typed service; import one, as S3 of cdktf-guardrails/iam/s3`,
    );
  }

  /**
   * A policy from plain texts, for generators: everything is checked when it is called. All services that AWS documents
   * are known here.
   *
   * @throws GuardrailsError POLICY_ACTION_INVALID, POLICY_ACTION_WILDCARD, POLICY_RESOURCE_INVALID,
   * POLICY_RESOURCE_WILDCARD, POLICY_CONDITION_INVALID, PROPS_INVALID
   */
  static from(props: PlainPolicyProps): LeastPrivilegePolicy {
    return new LeastPrivilegePolicy(draftsOf(props).map(requireSound));
  }

  protected constructor(private readonly _drafts: readonly Draft[]) {}

  /** The permissions of this policy and of others. */
  and(...others: LeastPrivilegePolicy[]): LeastPrivilegePolicy {
    const policies: readonly LeastPrivilegePolicy[] = [this, ...others];
    const wrong = policies.find((each) => !((each as unknown) instanceof LeastPrivilegePolicy));
    if (wrong !== undefined) {
      throw new GuardrailsError(
        'POLICY_STATEMENT_INVALID',
        `policy is ${shown(wrong)}, allowed is a LeastPrivilegePolicy; make it with of or from`,
      );
    }
    return new LeastPrivilegePolicy(policies.flatMap((each) => each._drafts));
  }

  /** What applies to every resource, or to every one of a kind, with the reasons: for reviews. */
  get wideGrants(): readonly WideGrant[] {
    const permissions = this._drafts.flatMap((draft) => merged(permissionsOf(draft)));
    return permissions.flatMap(({ actions, resources, unscopable, wholeKindReason }) => {
      const reason = unscopable ?? wholeKindReason;
      return reason === undefined ? [] : [{ actions, resources, reason }];
    });
  }

  /**
   * The statements, as few as allow exactly what was named: those that allow the same actions, or on the same resources,
   * are one. A statement that is too long for a managed policy is divided.
   */
  toStatements(): PolicyStatement[] {
    return this.statementsFor(undefined);
  }

  /**
   * The policy as one document.
   *
   * @param place where it is to be kept
   * @throws GuardrailsError POLICY_TOO_LARGE where it is longer than IAM takes there
   */
  toDocument(place: PolicyPlace = 'managed'): PolicyDocument {
    const statements = this.toStatements();
    requireLength(statements, place);
    return new PolicyDocument(...statements);
  }

  /**
   * The policy as documents that each fit into a managed policy; expressions count as what they usually stand for.
   *
   * @throws GuardrailsError POLICY_TOO_LARGE for a single ARN that is too long
   */
  toDocuments(): PolicyDocument[] {
    return groupsWithin(this.toStatements()).map((statements) => new PolicyDocument(...statements));
  }

  /**
   * Adds the statements to the managed policies of a role, which are made as needed, up to the ten that a role may have.
   * Reasons go to the role's metadata (`node.metadata`), not to AWS: a statement has no place for them.
   *
   * @throws GuardrailsError POLICY_TOO_LARGE, ROLE_POLICIES_TOO_MANY
   */
  attachTo(role: IRole): Grant {
    const grant = Grant.toRole(role, ...this.statementsFor(role));
    for (const wide of this.wideGrants) role.node.addMetadata(REASONS, wide);
    return grant;
  }

  private statementsFor(scope: IConstruct | undefined): PolicyStatement[] {
    const allowed = merged(this._drafts.flatMap(permissionsOf));
    const denied = merged(this._drafts.flatMap(denialsOf));
    return [
      ...allowed.flatMap((each) => statementsWithin(each, scope, statementOf)),
      ...denied.flatMap((each) => statementsWithin(each, scope, denialOf)),
    ];
  }
}

/** A service of which actions are to be allowed. */
export class ServiceActions<S extends Service> {
  /** @internal */
  static _of<S extends Service>(table: ServiceTable, before: readonly Draft[]): ServiceActions<S> {
    return new ServiceActions<S>(table, before);
  }

  private constructor(
    private readonly _table: ServiceTable,
    private readonly _before: readonly Draft[],
  ) {}

  /**
   * Names the actions, without the prefix of the service. What they may be done with has to follow.
   *
   * @throws GuardrailsError POLICY_ACTION_INVALID, POLICY_ACTION_WILDCARD
   */
  allow<A extends ActionOf<S>>(...actions: [A, ...A[]]): UnscopedActions<S, A> {
    const named = actionsOf(this._table, actions);
    const draft: Draft = { table: this._table, actions: named, targets: [], conditions: {} };
    return UnscopedActions._of<S, A>(draft, this._before);
  }
}

/** Actions that lack what they may be done with. */
export class UnscopedActions<S extends Service, A extends ActionOf<S>> {
  /** @internal */
  static _of<S extends Service, A extends ActionOf<S>>(draft: Draft, before: readonly Draft[]): UnscopedActions<S, A> {
    return new UnscopedActions<S, A>(draft, before);
  }

  private constructor(
    private readonly _draft: Draft,
    private readonly _before: readonly Draft[],
  ) {}

  /**
   * Names the resources. Each action is allowed on those of a kind that it works on, and on no other.
   *
   * @throws GuardrailsError POLICY_RESOURCE_INVALID, POLICY_RESOURCE_WILDCARD
   */
  on<K extends KindOf<S, A>>(...resources: [ArnFor<S, A, K>, ...ArnFor<S, A, K>[]]): ServicePolicy<S> {
    return this.scoped(resources, {});
  }

  /**
   * Names resources by patterns that cover every one of a kind, such as each network interface of an account. Refused
   * for kinds that hand out data or privilege: roles, keys, secrets, parameters.
   *
   * @param reason why all of them are meant
   * @throws GuardrailsError POLICY_RESOURCE_INVALID, POLICY_RESOURCE_WILDCARD
   */
  onEvery<K extends KindOf<S, A>>(
    reason: string,
    ...resources: [ArnFor<S, A, K>, ...ArnFor<S, A, K>[]]
  ): ServicePolicy<S> {
    requireReason('onEvery', reason);
    return this.scoped(resources, { wholeKindReason: reason });
  }

  /**
   * Allows actions that AWS documents without resource types on every resource.
   *
   * @param reason why they are needed; see `wideGrants`
   * @throws GuardrailsError POLICY_RESOURCE_WILDCARD for actions that can be limited
   * @throws GuardrailsError POLICY_RESOURCE_INVALID for a reason without words
   */
  onUnscopable(reason: UnscopableReason<S, A>): ServicePolicy<S> {
    requireReason('onUnscopable', reason);
    return this.finished({ unscopable: reason });
  }

  private scoped(resources: readonly unknown[], added: Partial<Draft>): ServicePolicy<S> {
    const { prefix } = this._draft.table;
    const targets = resources.map((resource) => {
      if (ResourceArn.isMade(resource) && resource.service === prefix) {
        return { arn: resource.arn, kinds: [resource.kind] };
      }
      throw new GuardrailsError(
        'POLICY_RESOURCE_INVALID',
        `resource ${shown(resource)} is no resource of ${prefix}; make it with a member of the service, such as S3.object`,
      );
    });
    return this.finished({ ...added, targets });
  }

  private finished(added: Partial<Draft>): ServicePolicy<S> {
    return ServicePolicy._of<S>(this._before, requireSound({ ...this._draft, ...added }));
  }
}

/** A policy whose last permission can still be narrowed by conditions. */
export class ServicePolicy<S extends Service> extends LeastPrivilegePolicy {
  /** @internal */
  static _of<S extends Service>(before: readonly Draft[], last: Draft): ServicePolicy<S> {
    return new ServicePolicy<S>(before, last);
  }

  private constructor(
    private readonly _before: readonly Draft[],
    private readonly _last: Draft,
  ) {
    super([..._before, _last]);
  }

  /**
   * Begins another permission for the same service.
   *
   * @throws GuardrailsError POLICY_ACTION_INVALID, POLICY_ACTION_WILDCARD
   */
  allow<A extends ActionOf<S>>(...actions: [A, ...A[]]): UnscopedActions<S, A> {
    return ServiceActions._of<S>(this._last.table, [...this._before, this._last]).allow(...actions);
  }

  /**
   * Limits the last permission to requests to these regions. Services with one endpoint for all regions have none.
   *
   * @throws GuardrailsError POLICY_CONDITION_INVALID
   */
  inRegions(...regions: RegionsOf<S>): ServicePolicy<S> {
    requireRegions(regions);
    return this.narrowed({ operator: 'StringEquals', key: 'aws:RequestedRegion', values: regions });
  }

  /**
   * Limits the last permission to requests that meet a condition.
   *
   * `ForAllValues` operators come with a `Null` condition: without it, requests that lack the key would meet them. They
   * meet negations such as `StringNotEquals`, too: add `when('Null', key, 'false')` where that is not meant.
   *
   * @throws GuardrailsError POLICY_CONDITION_INVALID
   */
  when<K extends ConditionKeyOf<S>>(
    operator: OperatorOf<S, K>,
    key: K,
    ...values: [ConditionValueOf<S, K>, ...ConditionValueOf<S, K>[]]
  ): ServicePolicy<S> {
    return this.narrowed({ operator, key: key as string, values });
  }

  private narrowed(added: AddedCondition): ServicePolicy<S> {
    const { table, actions, conditions } = this._last;
    const last = { ...this._last, conditions: withCondition(table, actions, conditions, added) };
    return new ServicePolicy<S>(this._before, requireSound(last));
  }
}
