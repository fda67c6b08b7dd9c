import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { type StatementJson, withConditions } from '../iam/statement-json';

/** What a statement of a secret's own policy allows or denies. */
export interface SecretPolicyStatementProps {
  /**
   * ARNs of roles and users, or ids of accounts.
   *
   * @default - none: an allowing statement needs them, a denying one is for everyone
   */
  readonly principals?: string[];

  /** Full action names such as `secretsmanager:GetSecretValue`. An allowing statement takes no wildcards. */
  readonly actions: string[];

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

const PRINCIPAL =
  /^(?:\d{12}|arn:[^:*?]+:(?:iam|sts)::\d{12}:(?:root|(?:role|user|assumed-role|federated-user)\/[^*?]+))$/;

/** Condition keys that tell who of an account calls, or from where. */
const CALLER_KEYS = new Set([
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
]);

/** Operators that ask for a value; those with `IfExists` let a request without the key through. */
const ASKING = /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/i;

/** A wildcard may stand below an organization alone. A variable of IAM, `$${…}`, is what anybody presents. */
const FIXED = /^(?:[^*?]+|o-[a-z0-9]+\/[^?]*)$/;

function isList(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.length > 0 && !isUnresolved(value) && value.every((each) => typeof each === 'string')
  );
}

function invalid(problem: string): GuardrailsError {
  return new GuardrailsError('SECRET_POLICY_STATEMENT_INVALID', problem);
}

function requireActions(actions: string[], pattern: RegExp, allowed: string): void {
  if (!isList(actions)) throw invalid(`actions are ${shown(actions)}, allowed is a list of ${allowed}; name them`);
  const wrong = actions.find((action) => isUnresolved(action) || !pattern.test(action));
  if (wrong === undefined) return;
  throw invalid(
    `action ${isUnresolved(wrong) ? 'is not known before Terraform runs' : shown(wrong)}, allowed are ${allowed}; list those that are needed`,
  );
}

function requirePrincipals(principals: string[]): void {
  if (!isList(principals))
    throw invalid(
      `principals are ${isUnresolved(principals) ? 'a list that is not known before Terraform runs' : shown(principals)}, allowed are ARNs of roles and users, and account ids; name who is meant`,
    );
  const everyone = principals.find((principal) => !isUnresolved(principal) && /^\*+$/.test(principal));
  if (everyone !== undefined) {
    throw new GuardrailsError(
      'SECRET_POLICY_PUBLIC',
      `principal ${shown(everyone)} is everyone in the world; name the roles that may use the secret`,
    );
  }
  const wrong = principals.find((principal) => !isUnresolved(principal) && !PRINCIPAL.test(principal));
  if (wrong !== undefined)
    throw invalid(
      `principal ${shown(wrong)}, allowed are ARNs of roles and users, and account ids, without wildcards; correct it`,
    );
}

function requireConditions(conditions: Readonly<Record<string, Readonly<Record<string, string[]>>>> | undefined): void {
  if (conditions === undefined) return;
  const isMap = typeof conditions === 'object' && (conditions as unknown) !== null && !isUnresolved(conditions);
  const keys = isMap ? Object.values(conditions) : [];
  const isComplete = keys.every(
    (each) =>
      typeof each === 'object' &&
      (each as unknown) !== null &&
      Object.values(each).length > 0 &&
      Object.values(each).every(isList),
  );
  if (keys.length > 0 && isComplete) return;
  throw invalid(
    'conditions are no map of operators to keys to lists of values; write them as { StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } }',
  );
}

/** One statement of the policy of a secret, for `Secret.addToResourcePolicy`. */
export class SecretPolicyStatement {
  /**
   * A statement that allows.
   *
   * @throws GuardrailsError SECRET_POLICY_PUBLIC, SECRET_POLICY_STATEMENT_INVALID
   */
  static allow(props: SecretPolicyStatementProps): SecretPolicyStatement {
    return new SecretPolicyStatement('Allow', props);
  }

  /**
   * A statement that denies. Wildcards are welcome in its actions.
   *
   * @throws GuardrailsError SECRET_POLICY_STATEMENT_INVALID
   */
  static deny(props: SecretPolicyStatementProps): SecretPolicyStatement {
    return new SecretPolicyStatement('Deny', props);
  }

  /**
   * Accounts that are literally named by an allowing statement.
   *
   * @internal
   */
  readonly _accounts: readonly string[];

  /**
   * Whether a condition says who of them, or from where.
   *
   * @internal
   */
  readonly _isConditional: boolean;

  private readonly json: StatementJson;

  private constructor(effect: 'Allow' | 'Deny', props: SecretPolicyStatementProps) {
    requireProps(props, 'props of SecretPolicyStatement');
    const { principals, actions, conditions, sid } = props;
    if (effect === 'Allow') {
      requireActions(actions, /^secretsmanager:[A-Za-z]+$/, 'full names such as secretsmanager:GetSecretValue');
      requirePrincipals(principals ?? []);
    } else {
      requireActions(actions, /^secretsmanager:[A-Za-z*?]+$/, 'names such as secretsmanager:Delete*');
      if (principals !== undefined) requirePrincipals(principals);
    }
    requireConditions(conditions);
    if (sid !== undefined && (typeof (sid as unknown) !== 'string' || !/^[A-Za-z0-9]+$/.test(sid)))
      throw invalid(`sid ${shown(sid)}, allowed are letters and digits; correct it`);
    const statement: StatementJson = {
      ...(sid === undefined ? {} : { Sid: sid }),
      Effect: effect,
      Principal: principals === undefined ? '*' : { AWS: [...principals] },
      Action: [...actions],
      Resource: ['*'],
    };
    this.json = withConditions(statement, structuredClone(conditions));
    const literal = effect === 'Deny' ? [] : (principals ?? []).filter((principal) => !isUnresolved(principal));
    this._accounts = literal.map((principal) => /\d{12}/.exec(principal)?.[0] ?? principal);
    this._isConditional = Object.entries(conditions ?? {}).some(
      ([operator, keys]) =>
        ASKING.test(operator) &&
        Object.entries(keys).some(
          ([key, values]) =>
            CALLER_KEYS.has(key.toLowerCase()) &&
            values.every((value) => !value.includes('$${') && (isUnresolved(value) || FIXED.test(value))),
        ),
    );
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
