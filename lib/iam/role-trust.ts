import { Annotations, type TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { resolveTokens } from '../core/tokens';
import { PolicyDocument } from './policy-document';
import { policySize } from './policy-size';
import { Principal } from './principal';
import { isForEveryone, type StatementJson } from './statement-json';

/** Longest trust policy without a raised quota, and with the highest one: characters without white space. */
const DEFAULT_LENGTH = 2048;
const MAX_LENGTH = 4096;

/** Who may assume a role. */
export class RoleTrust {
  private readonly document = new PolicyDocument();
  private warned = false;

  /** The trust policy as a token that includes principals added later. */
  readonly policy = this.document.toString();

  constructor(private readonly role: IConstruct) {
    role.node.addValidation({ validate: () => this.strangers() });
  }

  /**
   * @param resource the role's own resource, once it is there
   * @returns the statements of the principal
   */
  add(principal: Principal, resource?: TerraformResource): readonly StatementJson[] {
    if (!((principal as unknown) instanceof Principal)) {
      throw new GuardrailsError(
        'PRINCIPAL_MISSING',
        'nobody is named who may assume the role; pass a principal, such as new ServicePrincipal("ecs-tasks.amazonaws.com")',
        this.role,
      );
    }
    const statements = principal._trustStatements(this.role);
    if (resource !== undefined) this.requireOthers(statements, resource);
    for (const statement of statements) this.document._addJson(statement);
    this.requireSize();
    return statements;
  }

  /** Nobody may trust everybody, whatever a principal of one's own says, or a token has turned out to be. */
  private strangers(): string[] {
    const everyone = this.document._resolved(this.role).find(isForEveryone);
    if (everyone === undefined) return [];
    const problem = `principal ${shown(everyone.Principal)} is everyone in the world; name who may assume the role`;
    return [new GuardrailsError('PRINCIPAL_MISSING', problem, this.role).message];
  }

  private requireOthers(statements: readonly StatementJson[], resource: TerraformResource): void {
    const own = `\${${resource.terraformResourceType}.${resource.friendlyUniqueId}.`;
    if (!JSON.stringify(resolveTokens(this.role, statements)).includes(own)) return;
    throw new GuardrailsError(
      'PRINCIPAL_ARN_INVALID',
      'the role is named in its own trust, but it has to exist before a trust can name it; use its credentials as they are, or assume another role',
      this.role,
    );
  }

  private requireSize(): void {
    const { certain } = policySize(String(resolveTokens(this.role, this.document.toJson())));
    if (certain > MAX_LENGTH) {
      throw new GuardrailsError(
        'ROLE_TRUST_TOO_LARGE',
        `the trust policy is at least ${certain} characters long, allowed are ${DEFAULT_LENGTH}, and ${MAX_LENGTH} with a raised quota; trust fewer principals, or split the role`,
        this.role,
      );
    }
    if (certain <= DEFAULT_LENGTH || this.warned) return;
    this.warned = true;
    Annotations.of(this.role).addWarning(
      `the trust policy is longer than ${DEFAULT_LENGTH} characters: AWS takes it only where the quota "Role trust policy length" was raised`,
    );
  }
}
