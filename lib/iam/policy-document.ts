import { Lazy, type IResolveContext, Token } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { resolveTokens } from '../core/tokens';
import { partsOf } from './expressions';
import { PolicyStatement } from './policy-statement';
import { type StatementJson, statementKey } from './statement-json';

/** Policy variables of IAM such as `${aws:username}`: Terraform would read them as its own expressions. */
const POLICY_VARIABLE = /(?<!\$)\$\{(?=(?:[A-Za-z0-9-]+:[^\s{}?"]+(?:,\s*'[^']*')?|[*?$])\})/g;

/** JSON in whose texts expressions stay as Terraform reads them; all that is around them is escaped. */
function jsonText(value: unknown): string {
  if (typeof value === 'string') {
    const escaped = partsOf(value).map(({ text, isExpression }) =>
      isExpression ? text : JSON.stringify(text).slice(1, -1),
    );
    return `"${escaped.join('')}"`;
  }
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${members.map(([key, each]) => `${jsonText(key)}:${jsonText(each)}`).join(',')}}`;
}

/** The statement as it stands in a policy. Its tokens have to be resolved: else what they stand for is not escaped. */
export function statementText(statement: StatementJson): string {
  return jsonText(statement).replace(POLICY_VARIABLE, '$$${');
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
  private readonly statements = new Map<string, StatementJson>();
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
    this.statements.set(key, statement);
  }

  /** The document as JSON text, with what was added until now; a token where statements hold tokens. */
  toJson(): string {
    const statements = [...this.statements.values()];
    if (!Token.isUnresolved(JSON.stringify(statements))) return policyText(statements.map(statementText));
    return Lazy.stringValue({ produce: (context: IResolveContext) => render(statements, context) });
  }

  /** The document as a token that includes statements added later. */
  toString(): string {
    return Lazy.stringValue({ produce: (context: IResolveContext) => render([...this.statements.values()], context) });
  }

  /**
   * The statements with tokens resolved.
   *
   * @internal
   */
  _resolved(scope: IConstruct): readonly StatementJson[] {
    return [...this.statements.values()].map((each) => resolveTokens(scope, each) as StatementJson);
  }
}

/** Two tokens of the same attribute differ until they are resolved: so do the statements that hold them. */
function render(statements: readonly StatementJson[], context: IResolveContext): string {
  const texts = statements.map((each) => statementText(context.resolve(each) as StatementJson));
  return policyText([...new Set(texts)]);
}
