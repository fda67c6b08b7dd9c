import type { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import type { Construct } from 'constructs';
import { declareLoosening } from '../core/loosening';
import type { Profile } from '../core/profile';
import type { ClusterInstance } from './cluster-instance';
import { BACKTRACK_HOURS, canBacktrack } from './cluster-inputs';
import { spansZones } from './cluster-members';
import type { DatabaseClusterProps } from './cluster-props';
import { isOpen } from './prop-checks';
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
  const declare = (setting: string, defaultValue: unknown, value: unknown): void => {
    declareLoosening(owner, resource, { setting, defaultValue, value, reason: props.looseningReason });
  };
  const { backupRetentionDays: days, backtrackHours: hours, port, engine } = props;
  if (days !== undefined && !isOpen(days) && days < profile.backupRetentionDays)
    declare('backupRetentionDays', profile.backupRetentionDays, days);
  if (hours !== undefined && !isOpen(hours) && hours < BACKTRACK_HOURS.byDefault && canBacktrack(props))
    declare('backtrackHours', BACKTRACK_HOURS.byDefault, hours);
  if (port === engine.wellKnownPort) declare('port', engine.port, port);
  if (profile.clusterReaders > 0 && !spansZones(props.writer, readers))
    declare('readers', 'a reader in a second availability zone', readers.length === 0 ? 'none' : 'all in one zone');
  for (const { name, defaultValue, value } of weakened) declare(`parameters.${name}`, defaultValue, value);
}
