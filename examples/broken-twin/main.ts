/**
 * The three-tier application once more, written with the provider's own resources and the mistakes that reviews of
 * real code find again and again. It is here to be rejected. Do not deploy it.
 */
import 'cdktf-guardrails/register';
import { App, Fn, TerraformStack, TerraformVariable } from 'cdktf';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';
import path from 'node:path';

class BrokenTwin extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Credentials in the code: they land in every copy of the repository and of the synthesised JSON.
    new AwsProvider(this, 'aws', {
      region: 'eu-west-1',
      accessKey: 'AKIA' + 'IOSFODNN7EXAMPLE',
      secretKey: 'wJalrXUtnFEMI/K7MDENG/' + 'bPxRfiCYEXAMPLEKEY',
    });

    // Neither flow logs nor a closed default security group.
    const vpc = new Vpc(this, 'vpc', { cidrBlock: '10.0.0.0/16' });

    // SSH from everywhere, inline. CDKTF writes every unset key of an inline rule as an explicit null.
    const application = new SecurityGroup(this, 'application', {
      vpcId: vpc.id,
      ingress: [{ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: ['0.0.0.0/0'] }],
      egress: [{ fromPort: 0, toPort: 0, protocol: '-1', cidrBlocks: ['0.0.0.0/0'] }],
    });

    // Remote desktop through a dynamic block, whose ports come from the default of a variable.
    const ports = new TerraformVariable(this, 'ports', { type: 'list(number)', default: [3389, 8080] });
    const windows = new SecurityGroup(this, 'windows', { vpcId: vpc.id });
    windows.addOverride('dynamic.ingress', {
      for_each: ports.listValue,
      content: {
        from_port: '${ingress.value}',
        to_port: '${ingress.value}',
        protocol: 'tcp',
        ipv6_cidr_blocks: ['::/0'],
      },
    });

    const database = new SecurityGroup(this, 'database', { vpcId: vpc.id, description: 'database' });
    new VpcSecurityGroupIngressRule(this, 'database-everywhere', {
      securityGroupId: database.id,
      ipProtocol: '-1',
      cidrIpv4: '0.0.0.0/0',
    });

    // Encryption hangs on a variable whose default is false.
    const encrypted = new TerraformVariable(this, 'encrypted', { type: 'bool', default: false });
    new DbInstance(this, 'db', {
      identifier: 'orders',
      engine: 'postgres',
      engineVersion: '14.11',
      instanceClass: 'db.t3.medium',
      allocatedStorage: 20,
      username: 'admin',
      password: 'correct-horse-' + 'battery-staple',
      storageEncrypted: encrypted.booleanValue,
      publiclyAccessible: true,
      autoMinorVersionUpgrade: false,
      backupRetentionPeriod: 0,
      skipFinalSnapshot: true,
      vpcSecurityGroupIds: [database.id],
    });

    // An administrator, written with jsonencode.
    const admin = new IamPolicy(this, 'admin', {
      policy: Fn.jsonencode({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
    });
    const role = new IamRole(this, 'role', {
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      }),
    });
    new IamRolePolicyAttachment(this, 'role-admin', { role: role.name, policyArn: admin.arn });
    new IamRolePolicyAttachment(this, 'role-aws-admin', {
      role: role.name,
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    });

    // A secret with its value in the code, a key that never rotates and that everybody may use.
    const secret = new SecretsmanagerSecret(this, 'secret', { name: 'orders/api', recoveryWindowInDays: 0 });
    new SecretsmanagerSecretVersion(this, 'secret-value', {
      secretId: secret.id,
      secretString: 'hunter2-' + 'but-longer',
    });
    new KmsKey(this, 'key', {
      enableKeyRotation: false,
      deletionWindowInDays: 7,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }],
      }),
    });

    // Beside them, what makes other scanners skip the whole stack.
    this.addOverride('terraform.required_version', '>= 1.11');
    application.importFrom('sg-0123456789abcdef0');
  }
}

const app = new App({ outdir: process.env.CDKTF_OUTDIR ?? path.join(__dirname, 'cdktf.out') });
new BrokenTwin(app, 'broken-twin');
app.synth();
