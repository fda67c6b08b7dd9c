import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { PolicyStatement, Role, ServicePrincipal } from 'cdktf-guardrails';
import type { Construct } from 'constructs';

export class ReportsRole extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const role = new Role(this, 'reports', {
      description: 'Delivers the nightly reports',
      // A service that can act for other accounts is held to this one.
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { sourceAccount: '111122223333' }),
    });
    role.addToPolicy(
      PolicyStatement.allow({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::example-reports/nightly/*'] }),
    );
  }
}
