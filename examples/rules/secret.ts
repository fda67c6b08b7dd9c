import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { Key, Secret } from 'cdktf-guardrails';
import type { Construct } from 'constructs';

export class PaymentSecret extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const encryptionKey = new Key(this, 'key', { description: 'Secrets of the shop' });
    const secret = new Secret(this, 'payment', { description: 'Key of the payment provider', encryptionKey });
    secret.addRotation({ lambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-payment-key' });
  }
}
