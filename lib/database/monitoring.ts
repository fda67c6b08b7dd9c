import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { Role } from '../iam/role';
import { ServicePrincipal } from '../iam/service-principal';
import { requireOneOf } from './prop-checks';

/** Seconds between measurements of the operating system that RDS knows, apart from 0. */
export const MONITORING_INTERVALS: readonly number[] = [1, 5, 10, 15, 30, 60];

interface MonitoringRole {
  readonly role: Role;
  /** Depend on it: RDS checks the permissions when it creates the instance. */
  readonly ready: ITerraformDependable;
}

/** Throws unless RDS measures at such intervals. */
export function requireMonitoringInterval(seconds: number | undefined, construct: Construct): void {
  requireOneOf(
    seconds,
    MONITORING_INTERVALS,
    { code: 'DB_MONITORING_INTERVAL_INVALID', name: 'monitoringIntervalSeconds' },
    construct,
  );
}

/**
 * The role in which RDS sends measurements of the operating system to CloudWatch.
 *
 * @param instances identifier of the instance, or a pattern such as `shop-*` for the instances of a cluster
 */
export function createMonitoringRole(
  owner: Construct,
  instances: string,
  tags: Record<string, string> | undefined,
): MonitoringRole {
  const { partition, region, accountId } = AwsAccount.of(owner);
  const role = new Role(owner, 'MonitoringRole', {
    assumedBy: new ServicePrincipal('monitoring.rds.amazonaws.com', {
      sourceArn: `arn:${partition}:rds:${region}:${accountId}:db:${instances}`,
    }),
    description: `Enhanced monitoring of the database at ${owner.node.path}`,
    tags,
  });
  const policyArn = `arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`;
  return { role, ready: role.addManagedPolicy(policyArn) ?? role.resource };
}
