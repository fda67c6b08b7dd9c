import { type Guarantee, integerBetween } from '../core/guarantee';
import { isUnresolved } from '../core/tokens';

/** Days that RDS keeps automated backups, from the fewest that are secure. */
export const BACKUP_DAYS = { min: 7, max: 35 };

/** Fewer days than those that the props and the profile make need a reason, which only the props can give. */
export function atLeastBackups(days: number | undefined): Pick<Guarantee, 'accepts' | 'promise' | 'instead'> {
  const { min, max } = BACKUP_DAYS;
  const fewest = days === undefined || isUnresolved(days) ? min : days;
  return {
    accepts: integerBetween(fewest, max),
    promise: fewest === max ? `${max} days` : `${fewest} to ${max} days`,
    instead: 'use the props backupRetentionDays and looseningReason',
  };
}
