import type { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { Lazy, TerraformStack, type IResolveContext } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { stackAccount } from '../core/stack-provider';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { PolicyDocument } from '../iam/policy-document';
import type { IRole } from '../iam/role-ref';
import { type Conditions, type StatementJson, withConditions } from '../iam/statement-json';
import { SecretPolicyStatement } from './secret-policy-statement';

const OWN_SIDS: ReadonlySet<string | undefined> = new Set(['RequireTls', 'KeepOtherAccountsOut']);

/** The policy of a secret: nobody without TLS, nobody of other accounts but those that are let in by name. */
export class SecretPolicy {
  private readonly statements: StatementJson[] = [];
  private readonly guests = new Set<string>();
  private readonly resource: SecretsmanagerSecretPolicy;
  private readonly account: string;

  constructor(
    private readonly owner: Construct,
    secretArn: string,
  ) {
    // Asked for here: what is made while tokens are resolved is too late for the JSON.
    this.account = AwsAccount.of(owner).accountId;
    this.resource = new aws.secretsmanagerSecretPolicy.SecretsmanagerSecretPolicy(owner, 'Policy', {
      secretArn,
      policy: Lazy.stringValue({ produce: (context) => this.render(context) }),
      blockPublicPolicy: true,
    });
    guarantee(owner, this.resource, [
      {
        code: 'SECRET_POLICY',
        attribute: 'block_public_policy',
        value: true,
        rules: ['secretsmanager-policy-block-public'],
      },
      {
        code: 'SECRET_POLICY',
        attribute: 'policy',
        value: this.resource.policyInput,
        promise: 'a policy that requires TLS and keeps other accounts out',
        instead: 'use addToResourcePolicy',
        rules: ['secretsmanager-policy-not-public'],
      },
      { code: 'SECRET_POLICY', attribute: 'secret_arn', value: secretArn },
    ]);
  }

  /** @throws GuardrailsError SECRET_POLICY_OTHER_ACCOUNT, SECRET_POLICY_STATEMENT_INVALID */
  add(statement: SecretPolicyStatement): void {
    if (!(statement instanceof SecretPolicyStatement)) {
      throw new GuardrailsError(
        'SECRET_POLICY_STATEMENT_INVALID',
        'the statement is no SecretPolicyStatement; make it with SecretPolicyStatement.allow or deny',
        this.owner,
      );
    }
    const json = statement._toStatementJson();
    this.requireOwnSid(json);
    const own = stackAccount(this.owner);
    const others = statement._accounts.filter((account) => account !== own);
    const [other] = others;
    if (other !== undefined && !statement._isConditional) {
      const known = own === undefined ? 'is not known to be the account of the stack' : 'is another account';
      throw new GuardrailsError(
        'SECRET_POLICY_OTHER_ACCOUNT',
        `account ${other} ${known}, and no condition says who of it may use the secret; add one such as aws:PrincipalOrgID, or for the own account pass role.roleArn or set allowedAccountIds of the provider`,
        this.owner,
      );
    }
    for (const account of others) this.guests.add(account);
    if (!this.statements.includes(json)) this.statements.push(json);
  }

  /** Lets a role of another account do what it is granted. */
  admit(grantee: IRole, account: string, actions: readonly string[], conditions?: Conditions): StatementJson {
    if (isUnresolved(grantee.roleArn) && TerraformStack.of(grantee) !== TerraformStack.of(this.owner)) {
      throw new GuardrailsError(
        'SECRET_POLICY_OTHER_ACCOUNT',
        `role ${shown(grantee.node.path)} is of account ${account}, and its stack and this one would need each other first; give the role a roleName, and import it here with Role.fromRoleArn and its literal ARN`,
        this.owner,
      );
    }
    const principal = { AWS: grantee.roleArn };
    const statement = { Effect: 'Allow', Principal: principal, Action: actions, Resource: ['*'] } as const;
    const admitted = withConditions(statement, conditions);
    this.guests.add(account);
    this.statements.push(admitted);
    return admitted;
  }

  private requireOwnSid(statement: StatementJson): void {
    const { Sid: sid } = statement;
    const isTaken = OWN_SIDS.has(sid) || this.statements.some((each) => each !== statement && each.Sid === sid);
    if (sid === undefined || !isTaken) return;
    throw new GuardrailsError(
      'SECRET_POLICY_STATEMENT_INVALID',
      `sid ${shown(sid)} is taken by another statement of the policy; give each statement its own, or none`,
      this.owner,
    );
  }

  private render(context: IResolveContext): string {
    const document = new PolicyDocument();
    const deny = { Effect: 'Deny', Principal: '*', Action: ['secretsmanager:*'], Resource: ['*'] } as const;
    document._addJson({
      Sid: 'RequireTls',
      ...deny,
      Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
    });
    document._addJson({
      Sid: 'KeepOtherAccountsOut',
      ...deny,
      Condition: {
        StringNotEquals: { 'aws:PrincipalAccount': [this.account, ...this.guests] },
        Bool: { 'aws:PrincipalIsAWSService': ['false'] },
      },
    });
    for (const statement of this.statements) document._addJson(statement);
    return context.resolve(document.toJson()) as string;
  }
}
