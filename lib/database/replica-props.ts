import type { IKey } from '../encryption/key-ref';
import type { DatabaseEngine } from './engine';
import type { DatabaseInstanceCommonProps } from './instance-common-props';
import type { IDatabaseInstance } from './instance-ref';

export interface DatabaseInstanceReadReplicaProps extends DatabaseInstanceCommonProps {
  /**
   * Instance to replicate. One of this package must have been given `masterPasswordWo`, except for SQL Server: RDS
   * makes no replicas of instances whose master password it manages.
   */
  readonly source: IDatabaseInstance;

  /**
   * Region of the source where it is another one than that of the stack, such as `eu-west-1`. The replica then needs
   * `vpcId` and `subnetIds`, and has a key of its own region.
   *
   * @default - the region of the stack
   */
  readonly sourceRegion?: string;

  /**
   * Engine and version of the source.
   *
   * @default - that of the source, where it is known
   */
  readonly engine?: DatabaseEngine;

  /**
   * Id of the VPC, where the replica gets a security group of its own.
   *
   * @default - the security groups of the source; required in another region
   */
  readonly vpcId?: string;

  /**
   * Ids of subnets without a route to the internet, in at least two availability zones, of another region. In the same
   * region RDS uses the subnets of the source.
   *
   * @default - the subnets of the source; required in another region
   */
  readonly subnetIds?: string[];

  /**
   * Customer managed key of insights and logs, and in another region of the storage too.
   *
   * @default - that of the source, where it is known and in the same region; otherwise a new key of the replica's own
   */
  readonly encryptionKey?: IKey;

  /**
   * Days that automated backups of the replica are kept: 7 to 35.
   *
   * @default - the replica has no backups of its own
   */
  readonly backupRetentionDays?: number;

  /**
   * Whether a replica of Oracle can be read: `open-read-only`, which needs a licence for Active Data Guard, or `mounted`.
   *
   * @default - chosen by RDS: open-read-only
   */
  readonly replicaMode?: string;
}
