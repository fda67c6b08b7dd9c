import { Lazy, type IResolveContext } from 'cdktf';
import { GuardrailsError } from '../core/guardrails-error';
import { PolicyStatement } from './policy-statement';
import { type StatementJson, statementKey } from './statement-json';

/** Policy variables of IAM such as `${aws:username}`: Terraform would read them as its own expressions. */
const POLICY_VARIABLE = /(?<!\$)\$\{(?=(?:[A-Za-z0-9-]+:[^\s{}?"]+(?:,\s*'[^']*')?|[*?$])\})/g;

/** The statement as it stands in a policy. */
export function statementText(statement: StatementJson): string {
  return JSON.stringify(statement).replace(POLICY_VARIABLE, '$$${');
}

/** The policy with statements as `statementText` gives them. */
export function policyText(statements: readonly string[]): string {
  return `{"Version":"2012-10-17","Statement":[${statements.join(',')}]}`;
}

/**
 * A policy document: statements in the order they were added, each once.
 *
 * Rendered as plain JSON text with Terraform expressions inside its strings, which every checker can read.
 */
export class PolicyDocument {
  private readonly statements = new Map<string, string>();
  private readonly sids = new Set<string>();

  constructor(...statements: PolicyStatement[]) {
    this.addStatements(...statements);
  }

  /** True while no statement was added. */
  get isEmpty(): boolean {
    return this.statements.size === 0;
  }

  /**
   * Adds statements; one that is there already, in whatever order its lists are, changes nothing.
   *
   * @throws GuardrailsError POLICY_SID_DUPLICATE where another statement has the same `sid`
   */
  addStatements(...statements: PolicyStatement[]): void {
    for (const statement of statements) this._addJson(PolicyStatement._jsonOf(statement));
  }

  /** @internal */
  _addJson(statement: StatementJson): void {
    const key = statementKey(statement);
    if (this.statements.has(key)) return;
    const { Sid: sid } = statement;
    if (sid !== undefined && this.sids.has(sid)) {
      throw new GuardrailsError(
        'POLICY_SID_DUPLICATE',
        `sid ${JSON.stringify(sid)} is taken by another statement of the policy; give each statement its own, or none`,
      );
    }
    if (sid !== undefined) this.sids.add(sid);
    this.statements.set(key, statementText(statement));
  }

  /** The document as JSON text. Holds tokens where statements do. */
  toJson(): string {
    return policyText([...this.statements.values()]);
  }

  /** The document as a token that includes statements added later. */
  toString(): string {
    return Lazy.stringValue({
      // Two tokens of the same attribute differ until they are resolved: so do the statements that hold them.
      produce: (context: IResolveContext) =>
        policyText([...new Set([...this.statements.values()].map((each) => context.resolve(each) as string))]),
    });
  }
}
