import { TerraformStack, type TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { aws } from './provider-resources';

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

  private constructor(private readonly stack: TerraformStack) {}

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

  private reference<T extends TerraformElement>(
    kind: string,
    create: (id: string) => T,
    read: (source: T) => string,
  ): string {
    const known = this.references.get(kind);
    const id = `guardrails-${kind}`;
    const source = this.stack.node.tryFindChild(id) as T | undefined;
    if (known !== undefined && source !== undefined) return known;
    const reference = read(source ?? create(id));
    this.references.set(kind, reference);
    return reference;
  }
}
