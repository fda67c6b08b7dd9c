/** A tag that resources have to carry. */
export interface RequiredTag {
  /** Key of the tag; letter case counts. */
  readonly key: string;

  /**
   * Values that the tag may have.
   *
   * @default - any text that is not blank
   */
  readonly allowedValues?: string[];

  /**
   * Regular expression that the whole value has to match, which must not take long to refuse a text. With `allowedValues`, both have to hold.
   *
   * @default - any text that is not blank
   */
  readonly pattern?: string;
}

/** Instance classes, or families of them, by service. */
export interface ApprovedInstances {
  /**
   * Databases of RDS and Aurora: `db.m7g.large`, family `m7g`.
   *
   * @default - all
   */
  readonly rds?: string[];

  /**
   * Instances, launch templates and Auto Scaling groups of EC2: `m7g.large`, family `m7g`.
   *
   * @default - all
   */
  readonly ec2?: string[];

  /**
   * Nodes of ElastiCache: `cache.m7g.large`, family `m7g`.
   *
   * @default - all
   */
  readonly elastiCache?: string[];

  /**
   * Nodes of OpenSearch domains: `m7g.large.search`, family `m7g`.
   *
   * @default - all
   */
  readonly openSearch?: string[];

  /**
   * Nodes of Redshift clusters: `ra3.xlplus`, family `ra3`.
   *
   * @default - all
   */
  readonly redshift?: string[];

  /**
   * Node groups of EKS: `m7g.large`, family `m7g`.
   *
   * @default - all
   */
  readonly eksNodeGroups?: string[];
}

/** What an organisation asks of everything that is synthesised, beyond security. */
export interface GuardrailsPolicyProps {
  /**
   * Tags of every resource that can have tags, on the resource or in `default_tags` of its provider.
   *
   * @default - none
   */
  readonly requiredTags?: RequiredTag[];

  /**
   * The tag that says who pays; of every resource that can have tags.
   *
   * @default - none
   */
  readonly costCentreTag?: RequiredTag;

  /**
   * The tag that says what data a store holds; of buckets, databases, tables, file systems, secrets and keys.
   *
   * @default - none
   */
  readonly dataClassificationTag?: RequiredTag;

  /**
   * Regular expressions that the whole name of a resource has to match, by type (`aws_s3_bucket`), or by type and
   * argument (`aws_db_instance.db_name`).
   *
   * @default - none
   */
  readonly naming?: Record<string, string>;

  /**
   * Regions in which resources may be made: those of the providers, of resources with a region of their own, and of
   * replicas.
   *
   * @default - all
   */
  readonly approvedRegions?: string[];

  /**
   * Instance classes that may be used, by service.
   *
   * @default - all, or those of the approved families
   */
  readonly approvedInstanceClasses?: ApprovedInstances;

  /**
   * Instance families that may be used, by service. With `approvedInstanceClasses`, both have to hold.
   *
   * @default - all, or the approved classes
   */
  readonly approvedInstanceFamilies?: ApprovedInstances;
}
