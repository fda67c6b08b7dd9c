/** A web application in three tiers: load balancer, application, database. */
// Records the line that creates each resource, so that findings name it.
import 'cdktf-guardrails/register';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, S3Backend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  DatabaseEngine,
  DatabaseInstance,
  Key,
  Peer,
  Port,
  Role,
  Secret,
  SecurityGroup,
  ServicePrincipal,
} from 'cdktf-guardrails';
import type { Construct } from 'constructs';
import path from 'node:path';
import { Network } from './network';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';

class Shop extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.configureTerraform();
    const encryptionKey = new Key(this, 'key', { alias: 'shop', description: 'Data of the shop' });
    const network = new Network(this, 'network', { availabilityZones: [`${REGION}a`, `${REGION}b`], encryptionKey });
    const { vpcId } = network;

    const loadBalancer = new SecurityGroup(this, 'load-balancer', { vpcId, description: 'Load balancer of the shop' });
    const application = new SecurityGroup(this, 'application', { vpcId, description: 'Application of the shop' });
    const database = new DatabaseInstance(this, 'database', {
      engine: DatabaseEngine.POSTGRES_17,
      instanceClass: 'db.m7g.large',
      databaseName: 'shop',
      vpcId,
      subnetIds: network.databaseSubnetIds,
      encryptionKey,
    });
    loadBalancer.connections.allowFrom(Peer.anyIpv4('customers visit the shop'), Port.HTTPS);
    application.connections.allowFrom(loadBalancer, Port.tcp(8443));
    database.connections.allowDefaultPortFrom(application);

    const rotationFunction = new TerraformVariable(this, 'rotation_function_arn', {
      type: 'string',
      description: 'ARN of the Lambda function that rotates the key of the payment provider',
    });
    const payment = new Secret(this, 'payment', { description: 'Key of the payment provider', encryptionKey });
    payment.addRotation({ lambdaArn: rotationFunction.stringValue });

    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com', { sourceAccount: ACCOUNT }),
      description: 'Application of the shop',
    });
    database.grantConnect(role, 'shop');
    payment.grantRead(role);

    new TerraformOutput(this, 'database_endpoint', { value: `${database.endpointAddress}:${database.port}` });
    new TerraformOutput(this, 'application_role', { value: role.roleArn });
  }

  private configureTerraform(): void {
    new AwsProvider(this, 'aws', {
      region: REGION,
      allowedAccountIds: [ACCOUNT],
      defaultTags: [
        { tags: { Owner: 'shop-team', Environment: 'prod', Project: 'shop', DataClassification: 'confidential' } },
      ],
    });
    new S3Backend(this, {
      bucket: `shop-terraform-state-${ACCOUNT}`,
      key: 'shop/terraform.tfstate',
      region: REGION,
      encrypt: true,
      kmsKeyId: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/terraform-state`,
    });
    this.addOverride('terraform.backend.s3.use_lockfile', true);
    this.addOverride('terraform.required_version', '~> 1.11');
  }
}

const app = new App({ outdir: process.env.CDKTF_OUTDIR ?? path.join(__dirname, 'cdktf.out') });
new Shop(app, 'shop');
app.synth();
