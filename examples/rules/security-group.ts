import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { Peer, Port, SecurityGroup } from 'cdktf-guardrails';
import type { Construct } from 'constructs';

export class ShopNetwork extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    const vpcId = 'vpc-0123456789abcdef0';
    const loadBalancer = new SecurityGroup(this, 'load-balancer', { vpcId, description: 'Load balancer of the shop' });
    const application = new SecurityGroup(this, 'application', { vpcId, description: 'Application of the shop' });

    // The internet reaches ports 80 and 443 alone, and only with a reason.
    loadBalancer.connections.allowFrom(Peer.anyIpv4('customers visit the shop'), Port.HTTPS);
    // Everything else names its peer; outbound traffic is what is allowed here, too.
    application.connections.allowFrom(loadBalancer, Port.tcp(8443));
  }
}
