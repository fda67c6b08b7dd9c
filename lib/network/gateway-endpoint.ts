/** A service that subnets without a route to the internet reach through a gateway of their VPC, free of charge. */
export class GatewayEndpoint {
  static readonly S3 = new GatewayEndpoint('s3');
  static readonly DYNAMODB = new GatewayEndpoint('dynamodb');

  private constructor(
    /** `s3` or `dynamodb`. */
    readonly service: string,
  ) {}

  /** The name of the service. */
  toString(): string {
    return this.service;
  }
}
