import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from '../../core/guardrails-error';
import { resolveTokens } from '../../core/tokens';
import type { LockoutInStack } from '../../policy-evaluation/lockout/lockouts-of-stack';
import { PolicyStatement } from '../policy-statement';
import type { IRole } from '../role-ref';

const watched = new WeakSet<TerraformStack>();
const harmless = new WeakSet<PolicyStatement>();

/** Takes note that a statement denies a list of actions that nobody needs for all of their work. */
export function knownHarmless(statement: PolicyStatement): PolicyStatement {
  harmless.add(statement);
  return statement;
}

/** Loaded when a stack is validated that has something to look at: the evaluator is more than most apps need. */
function judging(): typeof import('../../policy-evaluation/lockout/lockouts-of-stack') {
  return require('../../policy-evaluation/lockout/lockouts-of-stack') as typeof import('../../policy-evaluation/lockout/lockouts-of-stack');
}

/** The stack as it will be written, overrides and all. */
function jsonOf(stack: TerraformStack): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(stack.toTerraform())) as Readonly<Record<string, unknown>>;
}

function messageOf(code: GuardrailsErrorCode, { message, constructPath }: LockoutInStack): string {
  const place = constructPath === undefined ? '' : ` (construct ${constructPath})`;
  return `${new GuardrailsError(code, message).message}${place}`;
}

/** Policies in a stack that lock the deployer out, one message each. */
export function lockedResourcesOf(stack: TerraformStack, deployerArn: string): string[] {
  const lockouts = judging().lockedResourcesIn(jsonOf(stack), stack.node.path, deployerArn);
  return lockouts.map((lockout) => messageOf('DEPLOYER_LOCKED_OUT', lockout));
}

/**
 * Looks, when the stack is synthesised, whether a denial that spares some principals locks out the roles that carry it.
 * Costs nothing for other statements.
 */
export function watchLockouts(owner: IConstruct, statement: PolicyStatement): void {
  if (!maySpare(statement)) return;
  watchRoles(TerraformStack.of(owner));
  const { roleArn } = owner as Partial<IRole>;
  if (typeof roleArn !== 'string') return;
  owner.node.addValidation({ validate: () => lockedElsewhere(owner, roleArn, statement) });
}

/** True for a denial that some principals are spared by their ARN, unless it is known to lock nobody out. */
function maySpare(statement: PolicyStatement): boolean {
  const { Effect: effect, Condition: conditions = {} } = PolicyStatement._jsonOf(statement);
  if (effect !== 'Deny' || harmless.has(statement)) return false;
  return Object.values(conditions).some((keys) => Object.keys(keys).some((key) => /^aws:principalarn$/i.test(key)));
}

/** The same for a policy that several roles share: each statement and each role in whatever order they come. */
export class LockoutWatch {
  private readonly statements: PolicyStatement[] = [];
  private readonly roles: IRole[] = [];

  constructor(private readonly policy: IConstruct) {}

  addStatement(statement: PolicyStatement): void {
    if (!maySpare(statement)) return;
    this.statements.push(statement);
    watchRoles(TerraformStack.of(this.policy));
    for (const role of this.roles) watchLockouts(role, statement);
  }

  addRole(role: IRole): void {
    this.roles.push(role);
    for (const statement of this.statements) watchLockouts(role, statement);
  }
}

/** A role that was made elsewhere: the JSON of the stack has nothing of it but its name. */
function lockedElsewhere(role: IConstruct, roleArn: string, statement: PolicyStatement): string[] {
  const arn = String(resolveTokens(role, roleArn));
  const [, partition = '', account = '', path = '', name = ''] = ROLE_ARN.exec(arn) ?? [];
  if (name === '') return [];
  const document = { Version: '2012-10-17', Statement: [resolveTokens(role, PolicyStatement._jsonOf(statement))] };
  const accounts = /^\d{12}$/.test(account) ? { allowed_account_ids: [account] } : {};
  const provider = { aws: [{ ...accounts, region: A_REGION.get(partition) ?? null }] };
  const inlinePolicy = [{ name: 'added', policy: JSON.stringify(document) }];
  const resource = { aws_iam_role: { imported: { name, path, inline_policy: inlinePolicy } } };
  if (judging().lockedRolesIn({ provider, resource }, 'imported').length === 0) return [];
  const problem = `a statement denies role ${name} everything: its own ARN is not among those that the statement spares; deny administrative actions alone (DenyGuards.adminActions), or leave the statement out`;
  return [new GuardrailsError('ROLE_LOCKED_OUT', problem, role).message];
}

/** A region of each partition, which tells the partition of what is made there. */
const A_REGION: ReadonlyMap<string, string> = new Map([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-eusc', 'eusc-de-east-1'],
  ['aws-us-gov', 'us-gov-west-1'],
]);

/** The partition, the account, the path and the name of a role; not that of a role that the stack makes, which is an attribute. */
const ROLE_ARN = /^arn:([^:]+):iam::([^:]+):role(\/(?:[^:]*\/)?)([\w+=,.@-]+)$/;

/** Looks at all roles of a stack when it is synthesised. */
export function watchRoles(stack: TerraformStack): void {
  if (watched.has(stack)) return;
  watched.add(stack);
  stack.node.addValidation({
    validate: () => {
      const lockouts = judging().lockedRolesIn(jsonOf(stack), stack.node.path);
      return lockouts.map((lockout) => messageOf('ROLE_LOCKED_OUT', lockout));
    },
  });
}
