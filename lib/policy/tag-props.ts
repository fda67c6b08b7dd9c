/** To which resources a tag is put, and what it yields to. */
export interface TagProps {
  /**
   * Terraform types that the tag is for, such as `aws_db_instance`.
   *
   * @default - every type that can have tags
   */
  readonly includeResourceTypes?: string[];

  /**
   * Terraform types that the tag is not for.
   *
   * @default - none
   */
  readonly excludeResourceTypes?: string[];

  /**
   * Of several decisions about one key the highest priority holds; of equal ones that of the nearest scope, and there
   * the last. The resource's own `tags` have 50.
   *
   * @default 100 to add, 200 to remove
   */
  readonly priority?: number;

  /**
   * For Auto Scaling groups: whether the instances that the group starts get the tag too.
   *
   * @default true
   */
  readonly applyToLaunchedInstances?: boolean;
}
