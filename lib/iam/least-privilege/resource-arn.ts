const made = new WeakSet<object>();

/**
 * ARN of one resource, or a pattern for several, whose kind is known: also where the ARN is a token. Made by the members
 * of a service, such as `S3.object`.
 */
export class ResourceArn<Service extends string = string, Kind extends string = string> {
  /** True for what the members of services made: JavaScript can call a private constructor. */
  static isMade(value: unknown): value is ResourceArn {
    return typeof value === 'object' && value !== null && made.has(value);
  }

  /**
   * An ARN whose kind was checked.
   *
   * @internal
   */
  static _of<Service extends string, Kind extends string>(
    service: Service,
    kind: Kind,
    arn: string,
  ): ResourceArn<Service, Kind> {
    const checked = new ResourceArn(service, kind, arn);
    made.add(checked);
    Object.freeze(checked);
    return checked;
  }

  readonly #arn: string;

  private constructor(
    /** Prefix of the service, such as `s3`. */
    readonly service: Service,
    /** Kind of the resource, such as `object`. */
    readonly kind: Kind,
    arn: string,
  ) {
    this.#arn = arn;
  }

  /** The ARN itself. */
  get arn(): string {
    return this.#arn;
  }

  /** The ARN itself. */
  toString(): string {
    return this.#arn;
  }
}
