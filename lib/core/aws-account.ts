import { TerraformStack, type TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { aws } from './provider-resources';

/** The account, region and partition that a stack deploys to: data sources, one of each kind a stack, made when first asked for. */
export class AwsAccount {
  static of(scope: IConstruct): AwsAccount {
    return new AwsAccount(TerraformStack.of(scope));
  }

  private constructor(private readonly stack: TerraformStack) {}

  /** Twelve digits, known when Terraform runs. */
  get accountId(): string {
    return this.dataSource(
      'aws-caller-identity',
      (id) => new aws.dataAwsCallerIdentity.DataAwsCallerIdentity(this.stack, id, {}),
    ).accountId;
  }

  /** `aws`, `aws-cn` or `aws-us-gov`. */
  get partition(): string {
    return this.dataSource('aws-partition', (id) => new aws.dataAwsPartition.DataAwsPartition(this.stack, id, {}))
      .partition;
  }

  /** Region of the stack's AWS provider, such as `eu-west-1`. Read from `id`: the name that every provider version knows. */
  get region(): string {
    return this.dataSource('aws-region', (id) => new aws.dataAwsRegion.DataAwsRegion(this.stack, id, {})).id;
  }

  private dataSource<T extends TerraformElement>(kind: string, create: (id: string) => T): T {
    const id = `guardrails-${kind}`;
    return (this.stack.node.tryFindChild(id) as T | undefined) ?? create(id);
  }
}
