import { resolveTokens } from '../core/tokens';
import type { IConstruct } from 'constructs';
import { PolicyDocument } from './policy-document';
import type { StatementJson } from './statement-json';

/** A statement that a grant added to the policy of a resource: of a secret, of a key, or to the trust of a role. */
export class ResourceStatement {
  /** @internal */
  static _of(resource: IConstruct, statement: StatementJson): ResourceStatement {
    return new ResourceStatement(resource, statement);
  }

  private constructor(
    /** The secret, key or role whose policy has the statement. */
    readonly resource: IConstruct,
    private readonly statement: StatementJson,
  ) {}

  /** A policy of the statement alone, as AWS reads it; Terraform's expressions stay. */
  toJson(): string {
    const document = new PolicyDocument();
    document._addJson(resolveTokens(this.resource, this.statement) as StatementJson);
    return document.toJson();
  }
}
