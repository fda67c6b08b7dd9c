/** Which required tags a resource lacks. */
export interface TagCoverage {
  /** Path of its stack. */
  readonly stack: string;
  /** Terraform's address: `aws_db_instance.main`. */
  readonly address: string;
  /**
   * Path of the construct.
   *
   * @default - none: the resource was written by an override
   */
  readonly constructPath?: string;
  /** Whether the resource can have tags at all. */
  readonly taggable: boolean;
  /** Keys of the required tags that it has, with a value. */
  readonly presentKeys: string[];
  /** Keys of the required tags that it lacks, or that are blank. */
  readonly missingKeys: string[];
  /** Keys of which only Terraform can say whether it has them. */
  readonly unknownKeys: string[];
}
