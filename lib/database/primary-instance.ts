import type { Construct } from 'constructs';
import { Profile } from '../core/profile';
import type { PrimaryInstanceProps } from './instance-common-props';
import { type InstanceForm, NewDatabaseInstance } from './new-instance';

/** An instance that is no replica: it has backups of its own. */
export abstract class PrimaryDatabaseInstance extends NewDatabaseInstance {
  /** @internal */
  readonly _noReplicas: string | undefined;

  protected constructor(
    scope: Construct,
    id: string,
    props: PrimaryInstanceProps,
    formOf: (self: Construct, identifier: string) => InstanceForm,
  ) {
    super(scope, id, props, formOf);
    this._noReplicas = this.replicaObstacle();
    const { backupRetentionDays: days } = props;
    const usual = Profile.of(this).backupRetentionDays;
    this._loosenIfWeaker('backupRetentionDays', usual, days, (value) => Number(value) < usual);
  }

  private replicaObstacle(): string | undefined {
    const { noReplicas, replicatesManagedPassword } = this.engine._properties;
    if (noReplicas !== undefined) return noReplicas;
    if (this.resource.manageMasterUserPasswordInput !== undefined && !replicatesManagedPassword)
      return 'RDS makes none of instances whose master password it manages; pass masterPasswordWo to the source';
    return this.resource.blueGreenUpdateInput === undefined
      ? undefined
      : 'RDS makes no blue/green updates of instances with replicas; take blueGreenUpdate from the source';
  }
}
