/** What the subnets of a VPC are for, and so where their routes lead. */
export class SubnetTier {
  /** A route to the internet gateway: load balancers and NAT gateways. Nothing gets a public address by itself. */
  static readonly PUBLIC = new SubnetTier('public', 0);
  /** A route to the internet through NAT gateways, where the VPC has any: applications. */
  static readonly PRIVATE = new SubnetTier('private', 1);
  /** No route out of the VPC: databases. */
  static readonly ISOLATED = new SubnetTier('isolated', 2);

  private constructor(
    /** `public`, `private` or `isolated`. */
    readonly name: string,
    /**
     * Quarter of the VPC's addresses that the tier's subnets lie in.
     *
     * @internal
     */
    readonly _quarter: number,
  ) {}

  /** The name. */
  toString(): string {
    return this.name;
  }
}
