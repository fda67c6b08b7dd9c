import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { DatabaseEngine, DatabaseInstance } from 'cdktf-guardrails';
import type { Construct } from 'constructs';

export class OrdersDatabase extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    // What the rule asks for is what the construct does: there is nothing to set.
    new DatabaseInstance(this, 'orders', {
      engine: DatabaseEngine.POSTGRES_17,
      instanceClass: 'db.m7g.large',
      databaseName: 'orders',
      vpcId: 'vpc-0123456789abcdef0',
      subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    });
  }
}
