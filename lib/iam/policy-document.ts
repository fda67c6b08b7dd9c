import { Lazy, type IResolveContext } from 'cdktf';
import type { PolicyStatement } from './policy-statement';
import type { StatementJson } from './statement-json';

/** Policy variables of IAM such as `${aws:username}`: Terraform would read them as its own expressions. */
const POLICY_VARIABLE = /(?<!\$)\$\{(?=(?:[A-Za-z0-9-]+:[^\s{}?"]+(?:,\s*'[^']*')?|[*?$])\})/g;

/**
 * A policy document: statements in the order they were added, each once.
 *
 * Rendered as plain JSON text with Terraform expressions inside its strings, which every checker can read.
 */
export class PolicyDocument {
  private readonly statements = new Set<string>();

  constructor(...statements: PolicyStatement[]) {
    this.addStatements(...statements);
  }

  /** True while no statement was added. */
  get isEmpty(): boolean {
    return this.statements.size === 0;
  }

  /** Adds statements; one that is there already changes nothing. */
  addStatements(...statements: PolicyStatement[]): void {
    for (const statement of statements) this._addJson(statement._toStatementJson());
  }

  /** @internal */
  _addJson(statement: StatementJson): void {
    this.statements.add(JSON.stringify(statement).replace(POLICY_VARIABLE, '$$${'));
  }

  /** The document as JSON text. Holds tokens where statements do. */
  toJson(): string {
    return render([...this.statements]);
  }

  /** The document as a token that includes statements added later. */
  toString(): string {
    return Lazy.stringValue({
      // Two tokens of the same attribute differ until they are resolved: so do the statements that hold them.
      produce: (context: IResolveContext) =>
        render([...new Set([...this.statements].map((statement) => context.resolve(statement) as string))]),
    });
  }
}

function render(statements: readonly string[]): string {
  return `{"Version":"2012-10-17","Statement":[${statements.join(',')}]}`;
}
