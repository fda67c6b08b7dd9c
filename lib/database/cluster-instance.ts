/** What members of either kind share. */
export interface ClusterInstanceProps {
  /**
   * Order in which readers take over from the writer: 0, first, to 15, last.
   *
   * @default - 0 for the writer, 1 for readers
   */
  readonly promotionTier?: number;

  /**
   * Availability zone, such as `eu-west-1a`.
   *
   * @default - chosen by RDS among the zones of the subnets
   */
  readonly availabilityZone?: string;
}

export interface ProvisionedClusterInstanceProps extends ClusterInstanceProps {
  /** Instance class, such as `db.r7g.large`. */
  readonly instanceClass: string;
}

export interface ServerlessV2ClusterInstanceProps extends ClusterInstanceProps {
  /**
   * Whether a reader is always as large as the writer, so that it can take over at once. Puts it into tier 1; without
   * it the reader scales on its own in tier 2.
   *
   * @default true
   */
  readonly scaleWithWriter?: boolean;
}

const SERVERLESS_CLASS = 'db.serverless';
const SCALES_WITH_WRITER = 1;
const SCALES_ALONE = 2;

/** A member of a cluster. Its id becomes part of the instance's identifier, and is public contract. */
export class ClusterInstance {
  /** A member of a fixed instance class. */
  static provisioned(id: string, props: ProvisionedClusterInstanceProps): ClusterInstance {
    const { instanceClass, promotionTier, availabilityZone } = { ...props };
    return new ClusterInstance(id, instanceClass, promotionTier, availabilityZone);
  }

  /** A member whose capacity follows the load, between the cluster's `serverlessV2MinCapacity` and `…MaxCapacity`. */
  static serverlessV2(id: string, props: ServerlessV2ClusterInstanceProps = {}): ClusterInstance {
    const { scaleWithWriter, promotionTier, availabilityZone } = { ...props };
    const tier = promotionTier ?? (scaleWithWriter === false ? SCALES_ALONE : undefined);
    return new ClusterInstance(id, SERVERLESS_CLASS, tier, availabilityZone, scaleWithWriter);
  }

  private constructor(
    /** Id of the member in its cluster. */
    readonly id: string,
    /** Instance class; `db.serverless` for members that scale. */
    readonly instanceClass: string,
    /** Order of promotion; undefined for the default. */
    readonly promotionTier: number | undefined,
    /** Availability zone; undefined where RDS chooses. */
    readonly availabilityZone: string | undefined,
    /** Whether the reader follows the writer's size; undefined where nothing was said. */
    readonly scaleWithWriter?: boolean,
  ) {}

  /** True for members that scale. */
  get isServerlessV2(): boolean {
    return this.instanceClass === SERVERLESS_CLASS;
  }

  /**
   * A copy under another id, in the place that RDS chooses.
   *
   * @internal
   */
  _standby(id: string): ClusterInstance {
    return new ClusterInstance(id, this.instanceClass, SCALES_WITH_WRITER, undefined);
  }

  /**
   * Tier of a reader.
   *
   * @internal
   */
  get _readerTier(): number {
    return this.promotionTier ?? SCALES_WITH_WRITER;
  }
}
