import type { IKey } from '../encryption/key-ref';
import type { GatewayEndpoint } from './gateway-endpoint';
import type { SubnetTier } from './subnet-tier';

/** Props of `Vpc`. */
export interface VpcProps {
  /**
   * Zones that the subnets lie in, 1 to 8 of one region.
   *
   * The addresses of a subnet follow from its tier and the letter of its zone: another zone never moves it. Where names
   * are tokens, places in the list stand for letters: add zones at the end then.
   */
  readonly availabilityZones: string[];

  /**
   * IPv4 addresses of the VPC, from /16 to /23. Each subnet gets a thirty-second part.
   *
   * @default - 10.0.0.0/16
   */
  readonly cidrBlock?: string;

  /**
   * Tiers of subnets, each with one subnet a zone.
   *
   * @default - SubnetTier.PRIVATE and SubnetTier.ISOLATED
   */
  readonly tiers?: SubnetTier[];

  /**
   * NAT gateways through which private subnets reach the internet, 0 to the number of zones. They lie in the public
   * subnets of the first zones.
   *
   * @default - 0: no way to the internet
   */
  readonly natGateways?: number;

  /**
   * Services that the subnets reach without the internet. Principals of other accounts are refused.
   *
   * @default - none
   */
  readonly gatewayEndpoints?: GatewayEndpoint[];

  /**
   * Key of the flow logs. The policy of a key made elsewhere must let CloudWatch Logs use it for the log group.
   *
   * @default - a new key
   */
  readonly flowLogKey?: IKey;

  /**
   * Days that flow logs are kept: 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653.
   *
   * @default - 365
   */
  readonly flowLogRetentionDays?: number;

  /**
   * Tags of everything that the VPC makes.
   *
   * @default - a Name, and the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** What has to be known of a VPC that was made elsewhere. */
export interface VpcAttributes {
  /** Id of the VPC. */
  readonly vpcId: string;

  /**
   * IPv4 addresses of the VPC.
   *
   * @default - not known: asking for them throws
   */
  readonly cidrBlock?: string;

  /**
   * Ids of its public subnets.
   *
   * @default - none
   */
  readonly publicSubnetIds?: string[];

  /**
   * Ids of its private subnets.
   *
   * @default - none
   */
  readonly privateSubnetIds?: string[];

  /**
   * Ids of its isolated subnets.
   *
   * @default - none
   */
  readonly isolatedSubnetIds?: string[];
}
