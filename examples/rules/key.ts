import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { Key, Role, ServicePrincipal } from 'cdktf-guardrails';
import type { Construct } from 'constructs';

export class ReportsKey extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const key = new Key(this, 'key', { alias: 'reports', description: 'Data of the reports' });
    const reader = new Role(this, 'reader', {
      description: 'Reads the reports',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    // The key's policy names who may use it, and for what.
    key.grantDecrypt(reader);
  }
}
