import type { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { isUnresolved } from '../core/tokens';
import { shown } from './prop-checks';

/** Throws unless there are subnets for two availability zones. */
export function requireSubnets(subnetIds: string[], construct: Construct): void {
  const given: unknown = subnetIds;
  if (typeof given === 'object' && given !== null && !Array.isArray(given) && isUnresolved(given)) return;
  if (Array.isArray(given) && isListToken(given)) return;
  const known = Array.isArray(given) ? new Set<unknown>(given) : new Set<unknown>();
  const texts = [...known].every((id) => isUnresolved(id) || (typeof id === 'string' && id !== ''));
  if (known.size >= 2 && texts) return;
  throw new GuardrailsError(
    'DB_SUBNETS_MISSING',
    `subnetIds is ${shown(subnetIds)}, allowed are two and more ids; pass subnets of two availability zones`,
    construct,
  );
}

/** True for one token that stands for a whole list. */
function isListToken(list: readonly unknown[]): boolean {
  return list.length === 1 && isUnresolved(list) && !isUnresolved(list[0]);
}

/** The subnet group of a database. */
export function createSubnetGroup(
  owner: Construct,
  namePrefix: string,
  subnetIds: string[],
  tags: Record<string, string> | undefined,
): DbSubnetGroup {
  const group = new aws.dbSubnetGroup.DbSubnetGroup(owner, 'SubnetGroup', {
    namePrefix,
    description: `Subnets of the database at ${owner.node.path}`.slice(0, 255),
    subnetIds,
    tags,
  });
  guarantee(owner, group, [
    {
      code: 'DB_NOT_PUBLIC',
      attribute: 'subnet_ids',
      value: subnetIds,
      instead: 'use the prop subnetIds',
      rules: ['rds-not-in-public-subnet'],
    },
  ]);
  return group;
}
