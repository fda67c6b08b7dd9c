import type { IConstruct } from 'constructs';

/** A VPC, made here or elsewhere. */
export interface IVpc extends IConstruct {
  /** Id of the VPC: `vpc-…`. */
  readonly vpcId: string;

  /**
   * Its IPv4 addresses, such as `10.0.0.0/16`.
   *
   * @throws GuardrailsError VPC_ATTRIBUTES_INVALID for a VPC made elsewhere that was not told
   */
  readonly cidrBlock: string;

  /** Ids of subnets with a route to the internet gateway, in the order of the zones. */
  readonly publicSubnetIds: string[];

  /** Ids of subnets that reach the internet through NAT gateways, if at all, in the order of the zones. */
  readonly privateSubnetIds: string[];

  /** Ids of subnets without a route out of the VPC, in the order of the zones. */
  readonly isolatedSubnetIds: string[];
}
