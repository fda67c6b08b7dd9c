import type { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import type { Construct } from 'constructs';
import { declareIfWeaker } from '../core/loosening';
import type { Profile } from '../core/profile';
import type { ClusterInstance } from './cluster-instance';
import { BACKTRACK_HOURS, canBacktrack } from './cluster-inputs';
import { spansZones } from './cluster-members';
import type { DatabaseClusterProps } from './cluster-props';
import type { WeakenedParameter } from './parameters';

/** Notes every default that the props make weaker. */
export function declareClusterLoosenings(
  owner: Construct,
  resource: RdsCluster,
  props: DatabaseClusterProps,
  facts: {
    readonly profile: Profile;
    readonly readers: readonly ClusterInstance[];
    readonly weakened: readonly WeakenedParameter[];
  },
): void {
  const { profile, readers, weakened } = facts;
  const declare = (
    setting: string,
    defaultValue: unknown,
    value: unknown,
    isWeaker: (literal: unknown) => boolean = () => true,
  ): void => {
    const loosening = { setting, defaultValue, value, reason: props.looseningReason };
    declareIfWeaker(owner, resource, loosening, isWeaker);
  };
  const { backupRetentionDays: days, backtrackHours: hours, port, engine } = props;
  const usual = profile.backupRetentionDays;
  declare('backupRetentionDays', usual, days, (value) => Number(value) < usual);
  if (canBacktrack(props))
    declare('backtrackHours', BACKTRACK_HOURS.byDefault, hours, (value) => Number(value) < BACKTRACK_HOURS.byDefault);
  declare('port', engine.port, port, (value) => Number(value) === engine.wellKnownPort);
  if (profile.clusterReaders > 0 && !spansZones(props.writer, readers))
    declare('readers', 'a reader in a second availability zone', readers.length === 0 ? 'none' : 'all in one zone');
  for (const { name, defaultValue, value, isWeaker } of weakened)
    declare(`parameters.${name}`, defaultValue, value, isWeaker);
}
