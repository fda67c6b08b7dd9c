import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import { type StatementJson, withConditions } from './statement-json';

/** What a statement allows or denies. */
export interface PolicyStatementProps {
  /** Full action names such as `s3:GetObject`. An allowing statement takes no wildcards. */
  readonly actions: string[];

  /**
   * ARNs of the resources.
   *
   * @default - none: an allowing statement needs `resources` or `unscopable`, a denying one covers every resource
   */
  readonly resources?: string[];

  /**
   * Why the actions cannot be limited to resources, such as `xray has no resource-level permissions`.
   *
   * Makes the statement apply to every resource. Refused for actions that read secrets, decrypt, assume or pass roles,
   * or change IAM: those can always be limited.
   *
   * @default - the statement names its resources
   */
  readonly unscopable?: string;

  /**
   * Condition values by operator and key.
   *
   * @default - no conditions
   */
  readonly conditions?: Record<string, Record<string, string[]>>;

  /**
   * Statement id: letters and digits.
   *
   * @default - none
   */
  readonly sid?: string;
}

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9]+$/;

/** Services whose actions hand out data or privilege wherever they are not limited, apart from verbs that only list. */
const SENSITIVE_SERVICES = new Set(['iam', 'kms', 'secretsmanager', 'ssm', 'sts']);
const HARMLESS_VERB =
  /^(?:List|Describe|GetRandomPassword|GenerateRandom|GetCallerIdentity|GetAccountSummary|GetParametersForImport)/;

/** Resource names of these services begin with the resource's own name, not with a type. */
const UNTYPED_SERVICES = new Set(['s3', 'execute-api', 'sns', 'sqs']);

function requireAction(action: string, allow: boolean): void {
  if (isUnresolved(action)) {
    throw new GuardrailsError(
      'POLICY_ACTION_INVALID',
      'an action is not known before Terraform runs, so nobody can review it; write its name, such as s3:GetObject',
    );
  }
  if (ACTION.test(action)) return;
  if (!/[*?]/.test(action)) {
    throw new GuardrailsError(
      'POLICY_ACTION_INVALID',
      `action ${JSON.stringify(action)} is malformed, allowed is service:Action; write it as in s3:GetObject`,
    );
  }
  if (!allow) return;
  throw new GuardrailsError(
    'POLICY_ACTION_WILDCARD',
    `action ${JSON.stringify(action)} has a wildcard, which also allows actions that AWS adds later; list the actions that are needed`,
  );
}

/** True for an ARN whose resource part is nothing but wildcards, apart from a type such as `role/`. */
function coversEverything(arn: string): boolean {
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  if (/^[*?/:]*$/.test(resource)) return true;
  if (UNTYPED_SERVICES.has(service)) return /^[*?]+(?:\/.*)?$/.test(resource);
  return /^[A-Za-z-]+[/:][*?/:]+$/.test(resource);
}

function requireResource(resource: string, allow: boolean): void {
  const literal = !isUnresolved(resource);
  if (literal && resource !== '*' && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+/.test(resource)) {
    throw new GuardrailsError(
      'POLICY_RESOURCE_INVALID',
      `resource ${JSON.stringify(resource)} is no ARN; pass the ARN of the resource, such as the arn attribute of its construct`,
    );
  }
  if (!allow || !literal) return;
  if (resource !== '*' && !coversEverything(resource)) return;
  throw new GuardrailsError(
    'POLICY_RESOURCE_WILDCARD',
    `resource ${JSON.stringify(resource)} covers every resource of its kind; name the ARNs, or say in unscopable why the actions cannot be limited`,
  );
}

function requireUnscopable(reason: string, props: PolicyStatementProps): void {
  if (reason.trim() === '' || props.resources !== undefined) {
    throw new GuardrailsError(
      'POLICY_RESOURCE_INVALID',
      'unscopable needs a reason and goes without resources; give a reason, or name the resources instead',
    );
  }
  const sensitive = props.actions.find((action) => {
    const [service = '', verb = ''] = action.split(':');
    return SENSITIVE_SERVICES.has(service) && !HARMLESS_VERB.test(verb);
  });
  if (sensitive === undefined) return;
  throw new GuardrailsError(
    'POLICY_RESOURCE_WILDCARD',
    `action ${sensitive} may not apply to every resource, because it hands out secrets or privilege; name the ARNs it is needed for`,
  );
}

/** One statement of an identity policy: exact actions on named resources. */
export class PolicyStatement {
  /**
   * A statement that allows.
   *
   * @throws GuardrailsError for wildcards in actions, for resources that cover everything, for malformed ARNs
   */
  static allow(props: PolicyStatementProps): PolicyStatement {
    const { actions, resources, unscopable } = props;
    for (const action of actions) requireAction(action, true);
    if (unscopable !== undefined) {
      requireUnscopable(unscopable, props);
      return new PolicyStatement('Allow', props, ['*']);
    }
    if (resources === undefined || resources.length === 0) {
      throw new GuardrailsError(
        'POLICY_RESOURCE_INVALID',
        'an allowing statement names no resources; pass their ARNs, or say in unscopable why the actions cannot be limited',
      );
    }
    PolicyStatement.requireNoListToken(resources);
    for (const resource of resources) requireResource(resource, true);
    return new PolicyStatement('Allow', props, resources);
  }

  /** A statement that denies. Wildcards are welcome here. */
  static deny(props: PolicyStatementProps): PolicyStatement {
    const { actions, resources = ['*'] } = props;
    for (const action of actions) if (action !== '*') requireAction(action, false);
    PolicyStatement.requireNoListToken(resources);
    for (const resource of resources) requireResource(resource, false);
    return new PolicyStatement('Deny', props, resources);
  }

  private static requireNoListToken(resources: readonly string[]): void {
    if (!isUnresolved(resources)) return;
    throw new GuardrailsError(
      'POLICY_RESOURCE_INVALID',
      'resources is a list that is not known before Terraform runs; pass one ARN an element, such as Fn.element(list, 0)',
    );
  }

  private readonly json: StatementJson;

  private constructor(effect: 'Allow' | 'Deny', props: PolicyStatementProps, resources: readonly string[]) {
    if (props.actions.length === 0) {
      throw new GuardrailsError('POLICY_ACTION_INVALID', 'a statement names no actions; list those it is about');
    }
    const statement: StatementJson = {
      ...(props.sid === undefined ? {} : { Sid: props.sid }),
      Effect: effect,
      Action: [...props.actions],
      Resource: [...resources],
    };
    this.json = withConditions(statement, props.conditions);
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
