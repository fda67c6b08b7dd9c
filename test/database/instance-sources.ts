import type { TerraformStack } from 'cdktf';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstance } from '../../lib/database/instance';
import type { DatabaseInstanceProps } from '../../lib/database/instance-props';
import type { IDatabaseInstance } from '../../lib/database/instance-ref';
import { SecurityGroup } from '../../lib/network/security-group';
import type { Synthesised } from '../core/support';

export const NETWORK = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
export const PASSWORD = '${ephemeral.random_password.master.result}';
export const CLASS = { instanceClass: 'db.m7g.large' };

export type Loose<T> = Partial<Record<keyof T, unknown>> & Readonly<Record<string, unknown>>;

export function primary(stack: TerraformStack, props: Partial<DatabaseInstanceProps> = {}): DatabaseInstance {
  const engine = DatabaseEngine.POSTGRES_17;
  return new DatabaseInstance(stack, 'primary', { ...NETWORK, ...CLASS, engine, masterPasswordWo: PASSWORD, ...props });
}

export function managed(stack: TerraformStack, engine: DatabaseEngine): DatabaseInstance {
  return primary(stack, { engine, masterPasswordWo: undefined });
}

export function imported(stack: TerraformStack, engine?: DatabaseEngine): IDatabaseInstance {
  return DatabaseInstance.fromAttributes(stack, 'imported', {
    instanceIdentifier: 'orders',
    endpointAddress: 'orders.example.com',
    port: 6432,
    resourceId: 'db-ABCDEFGHIJKL01234',
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'group', 'sg-0123456789abcdef0')],
    engine,
  });
}

export function instanceNamed(json: Synthesised, name: string): Readonly<Record<string, unknown>> {
  const found = Object.entries(json.resource.aws_db_instance ?? {}).find(([key]) => key.startsWith(`${name}_`));
  expect(found).toBeDefined();
  return found?.[1] ?? {};
}
