import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { faultWhenKnown } from '../core/known-literal';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { requireActions } from './action-name';
import { isResourceless } from './action-resources';
import { requireConditions } from './condition-block';
import { coverageOf, requireArns } from './resource-arn';
import { type StatementJson, withConditions } from './statement-json';

/** What a statement allows or denies. */
export interface PolicyStatementProps {
  /**
   * Full action names such as `s3:GetObject`. An allowing statement takes no wildcards.
   *
   * @default - none: an allowing statement needs them, a denying one needs them or `notActions`
   */
  readonly actions?: string[];

  /**
   * ARNs of the resources.
   *
   * @default - none: an allowing statement needs `resources` or `unscopable`, a denying one covers every resource
   */
  readonly resources?: string[];

  /**
   * Denies every action but these. Only for statements that deny.
   *
   * @default - the statement names its actions
   */
  readonly notActions?: string[];

  /**
   * Denies the actions on every resource but these. Only for statements that deny.
   *
   * @default - the statement names its resources
   */
  readonly notResources?: string[];

  /**
   * Why the actions cannot be limited to resources, such as `xray has no resource-level permissions`.
   *
   * Makes the statement apply to every resource. Refused for every action that AWS documents with a resource type, and
   * for those that are not documented: they can be limited.
   *
   * @default - the statement names its resources
   */
  readonly unscopable?: string;

  /**
   * Why `resources` names every resource of a kind, such as `arn:aws:ec2:eu-west-1:111122223333:network-interface/*`:
   * actions that create resources may need it, and those that conditions limit by tags.
   *
   * Refused for roles, users, groups, policies, keys, secrets, parameters, and for every resource of a service.
   *
   * @default - none: such resources are refused
   */
  readonly wholeKindReason?: string;

  /**
   * Condition values by operator and key.
   *
   * @default - no conditions
   */
  readonly conditions?: Record<string, Record<string, string[]>>;

  /**
   * Statement id: letters and digits, unique in a policy.
   *
   * @default - none
   */
  readonly sid?: string;
}

/** Services whose resources hand out data or privilege: none of their kinds is ever granted as a whole. */
const SENSITIVE_SERVICES = new Set(['iam', 'kms', 'secretsmanager', 'ssm', 'sts']);

function requireReason(name: string, reason: string | undefined): void {
  if (reason === undefined || (typeof reason === 'string' && reason.trim() !== '')) return;
  throw new GuardrailsError(
    'POLICY_RESOURCE_INVALID',
    `${name} is ${shown(reason)}, allowed is a reason in words; say why, or name the resources instead`,
  );
}

function requireNarrow(resource: string, wholeKindReason: string | undefined): void {
  const coverage = coverageOf(resource);
  if (coverage === 'named') return;
  const sensitive = SENSITIVE_SERVICES.has(resource.split(':')[2] ?? '');
  if (coverage === 'kind' && !sensitive && wholeKindReason !== undefined) return;
  const remedy =
    coverage === 'kind' && !sensitive
      ? 'or say in wholeKindReason why all of them are meant'
      : 'or say in unscopable why the actions cannot be limited';
  throw new GuardrailsError(
    'POLICY_RESOURCE_WILDCARD',
    `resource ${shown(resource)} covers every resource of its kind; name the ARNs, ${remedy}`,
  );
}

function requireUnscopable({ actions = [], resources, wholeKindReason }: PolicyStatementProps): void {
  if (resources !== undefined || wholeKindReason !== undefined) {
    throw new GuardrailsError(
      'POLICY_RESOURCE_INVALID',
      'unscopable goes without resources and wholeKindReason; give one reason, or name the resources instead',
    );
  }
  const scopable = actions.find((action) => !isResourceless(action));
  if (scopable === undefined) return;
  throw new GuardrailsError(
    'POLICY_RESOURCE_WILDCARD',
    `action ${scopable} may not apply to every resource: AWS documents no such action without resource types; name the ARNs it is needed for, in a statement of its own`,
  );
}

function requireSid(sid: string | undefined): void {
  if (sid === undefined || (typeof sid === 'string' && /^[A-Za-z0-9]{1,128}$/.test(sid))) return;
  throw new GuardrailsError(
    'POLICY_SID_INVALID',
    `sid is ${shown(sid)}, allowed are 1 to 128 letters and digits; write it as in ReadReports, or leave it out`,
  );
}

/** Nobody changes a statement after it was judged. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}

/** One statement of an identity policy: exact actions on named resources. */
export class PolicyStatement {
  /**
   * A statement that allows.
   *
   * @throws GuardrailsError POLICY_ACTION_INVALID, POLICY_ACTION_WILDCARD for what is no full action name
   * @throws GuardrailsError POLICY_NEGATION_FORBIDDEN for `notActions` and `notResources`
   * @throws GuardrailsError POLICY_RESOURCE_INVALID, POLICY_RESOURCE_WILDCARD for resources that are none or cover
   * everything
   * @throws GuardrailsError POLICY_CONDITION_INVALID, POLICY_SID_INVALID
   */
  static allow(props: PolicyStatementProps): PolicyStatement {
    requireProps(props, 'props of PolicyStatement.allow');
    const { actions, resources, unscopable, wholeKindReason } = props;
    if (props.notActions !== undefined || props.notResources !== undefined) {
      throw new GuardrailsError(
        'POLICY_NEGATION_FORBIDDEN',
        'an allowing statement has notActions or notResources, which allow all that AWS adds later; list actions and resources',
      );
    }
    requireActions(actions, false);
    requireReason('unscopable', unscopable);
    requireReason('wholeKindReason', wholeKindReason);
    if (unscopable !== undefined) {
      requireUnscopable(props);
      return PolicyStatement.judgedOf('Allow', props, ['*']);
    }
    const none: readonly unknown[] = [undefined, null];
    if (resources === undefined || none.includes(resources) || resources.length === 0) {
      throw new GuardrailsError(
        'POLICY_RESOURCE_INVALID',
        'an allowing statement names no resources; pass their ARNs, or say in unscopable why the actions cannot be limited',
      );
    }
    requireArns(resources);
    for (const resource of resources) requireNarrow(resource, wholeKindReason);
    return PolicyStatement.judgedOf('Allow', props, resources);
  }

  /**
   * A statement that denies. Wildcards are welcome here.
   *
   * @throws GuardrailsError POLICY_ACTION_INVALID, POLICY_RESOURCE_INVALID, POLICY_CONDITION_INVALID, POLICY_SID_INVALID
   */
  static deny(props: PolicyStatementProps): PolicyStatement {
    requireProps(props, 'props of PolicyStatement.deny');
    const { actions, notActions, resources, notResources } = props;
    if (actions !== undefined && notActions !== undefined) {
      throw new GuardrailsError('POLICY_ACTION_INVALID', 'actions goes without notActions; pass one of them');
    }
    if (resources !== undefined && notResources !== undefined) {
      throw new GuardrailsError('POLICY_RESOURCE_INVALID', 'resources goes without notResources; pass one of them');
    }
    requireActions(actions ?? notActions, true);
    const covered = notResources ?? resources ?? ['*'];
    requireArns(covered);
    if (covered.length === 0) {
      throw new GuardrailsError(
        'POLICY_RESOURCE_INVALID',
        'resources is empty; pass ARNs, or leave it out to deny on all',
      );
    }
    return PolicyStatement.judgedOf('Deny', props, covered);
  }

  /** What was made by `allow` and `deny`: JavaScript can call a private constructor. */
  private static readonly judged = new WeakMap<PolicyStatement, string | undefined>();

  private static judgedOf(
    effect: 'Allow' | 'Deny',
    props: PolicyStatementProps,
    resources: readonly string[],
  ): PolicyStatement {
    const statement = new PolicyStatement(effect, props, resources);
    PolicyStatement.judged.set(statement, props.wholeKindReason);
    return statement;
  }

  /**
   * What is wrong with resources that were tokens and have turned out to be literals.
   *
   * @internal
   */
  static _faultsWhenKnown(statement: PolicyStatement, scope: IConstruct): readonly string[] {
    const { Effect: effect, Resource: resources = [] } = statement.json;
    if (effect === 'Deny') return [];
    const reason = PolicyStatement.judged.get(statement);
    return resources
      .filter((resource) => isUnresolved(resource))
      .flatMap((resource) =>
        faultWhenKnown(scope, resource, (literal) => {
          requireArns([literal as string]);
          requireNarrow(literal as string, reason);
        }),
      );
  }

  /**
   * The statement as AWS reads it, of a value that is one for certain.
   *
   * @throws GuardrailsError POLICY_STATEMENT_INVALID
   * @internal
   */
  static _jsonOf(statement: PolicyStatement): StatementJson {
    if ((statement as unknown) instanceof PolicyStatement && PolicyStatement.judged.has(statement))
      return statement.json;
    throw new GuardrailsError(
      'POLICY_STATEMENT_INVALID',
      `statement is ${shown(statement)}, allowed is what PolicyStatement.allow and PolicyStatement.deny return; make it with one of them`,
    );
  }

  private readonly json: StatementJson;

  private constructor(effect: 'Allow' | 'Deny', props: PolicyStatementProps, resources: readonly string[]) {
    requireSid(props.sid);
    requireConditions(props.conditions, effect === 'Allow');
    const { sid, actions, notActions = [], notResources } = props;
    const statement: StatementJson = {
      ...(sid === undefined ? {} : { Sid: sid }),
      Effect: effect,
      ...(actions === undefined ? { NotAction: [...notActions] } : { Action: [...actions] }),
      ...(notResources === undefined ? { Resource: [...resources] } : { NotResource: [...resources] }),
    };
    this.json = frozen(withConditions(statement, copyOf(props.conditions)));
  }

  /**
   * The statement as AWS reads it.
   *
   * @internal
   */
  _toStatementJson(): StatementJson {
    return this.json;
  }
}

function copyOf(conditions: PolicyStatementProps['conditions']): StatementJson['Condition'] {
  if (conditions === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [...values]])),
    ]),
  );
}
