import { type TerraformDataSource, type TerraformElement, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { attributeAt, type Attributes } from './final-attributes';
import { GuardrailsError } from './guardrails-error';
import { aws } from './provider-resources';
import { hasDefaultProvider } from './stack-provider';

function idOf(kind: string): string {
  return `guardrails-${kind}`;
}

/** The account, region and partition that a stack deploys to: data sources, one of each kind a stack, made when first asked for. */
export class AwsAccount {
  private static readonly known = new WeakMap<TerraformStack, AwsAccount>();

  /** The account of the stack that holds a construct. */
  static of(scope: IConstruct): AwsAccount {
    const stack = TerraformStack.of(scope);
    const known = AwsAccount.known.get(stack);
    if (known !== undefined) return known;
    const account = new AwsAccount(stack);
    AwsAccount.known.set(stack, account);
    return account;
  }

  /** References by attribute: each new one costs a stack trace. */
  private readonly references = new Map<string, string>();

  private constructor(private readonly stack: TerraformStack) {
    stack.node.addValidation({ validate: () => this.changes() });
  }

  /** Twelve digits, known when Terraform runs. */
  get accountId(): string {
    return this.reference(
      'aws-caller-identity',
      (id) => new aws.dataAwsCallerIdentity.DataAwsCallerIdentity(this.stack, id, {}),
      (identity) => identity.accountId,
    );
  }

  /** `aws`, `aws-cn` or `aws-us-gov`. */
  get partition(): string {
    return this.reference(
      'aws-partition',
      (id) => new aws.dataAwsPartition.DataAwsPartition(this.stack, id, {}),
      ({ partition }) => partition,
    );
  }

  /** Region of the stack's AWS provider, such as `eu-west-1`. Read from `id`: the name that every provider version knows. */
  get region(): string {
    return this.reference(
      'aws-region',
      (id) => new aws.dataAwsRegion.DataAwsRegion(this.stack, id, {}),
      ({ id }) => id,
    );
  }

  /** Policies name the account of the stack: a lookup through another provider would let in another account. */
  private changes(): string[] {
    return [...this.references.keys()].flatMap((kind) => {
      const source = this.stack.node.tryFindChild(idOf(kind)) as TerraformDataSource | undefined;
      if (source === undefined) return [];
      const address = `data.${source.terraformResourceType}.${source.friendlyUniqueId}`;
      const { data } = source.toTerraform() as { readonly data?: unknown };
      const { rawOverrides } = this.stack as unknown as { readonly rawOverrides?: Attributes };
      const path = `${source.terraformResourceType}.${source.friendlyUniqueId}`;
      const written = Object.entries((attributeAt(data as Attributes, path) ?? {}) as Attributes);
      const changed = written.find(
        ([name, value]) => name !== '//' && value !== undefined && !this.isNeeded(name),
      )?.[0];
      const isOverridden = attributeAt(rawOverrides ?? {}, `data.${path}`) !== undefined;
      if (changed === undefined && !isOverridden) return [];
      const problem = `${address} has ${changed ?? 'an override'}, but policies name the account, partition and region of the stack by it; leave it as it is, or look other accounts up with a data source of your own`;
      return [new GuardrailsError('AWS_ACCOUNT_CHANGED', problem, source).message];
    });
  }

  /** A stack without a default provider has to name one. */
  private isNeeded(name: string): boolean {
    return name === 'provider' && !hasDefaultProvider(this.stack);
  }

  private reference<T extends TerraformElement>(
    kind: string,
    create: (id: string) => T,
    read: (source: T) => string,
  ): string {
    const known = this.references.get(kind);
    const id = idOf(kind);
    const source = this.stack.node.tryFindChild(id) as T | undefined;
    if (known !== undefined && source !== undefined) return known;
    const reference = read(source ?? create(id));
    this.references.set(kind, reference);
    return reference;
  }
}
