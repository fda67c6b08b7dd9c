import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { App, Fn, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { assess, loadPaths, selectRules, type Assessment, type RuleId } from '../../lib/compliance';

const EVERYWHERE = '0.0.0.0/0';
const ADMINISTRATOR = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Statement by statement, a trust policy whose second statement lets every GitHub repository in. */
const GITHUB_IN_SECOND_PLACE = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
    },
  ],
};

/** The faults that scanners pass on the JSON of CDKTF, in one stack, and what those scanners report although it is right. */
class BlindSpots extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    this.addSecurityGroups();
    this.addSecurityGroupRules();
    this.addPolicies();
    this.addDatabases();
    new SecretsmanagerSecretVersion(this, 'literal_secret', {
      secretId: 'orders',
      secretString: 'Zq7-' + 'plaintext-9fK2',
    });

    // Either of these makes Checkov drop the whole stack, with exit code 0.
    this.addOverride('terraform.required_version', '>= 1.11');
  }

  private addSecurityGroups(): void {
    const ssh = { fromPort: 22, toPort: 22, protocol: 'tcp' };
    const inline = new SecurityGroup(this, 'inline', {
      ingress: [{ ...ssh, cidrBlocks: [EVERYWHERE] }],
      egress: [{ fromPort: 0, toPort: 0, protocol: '-1', cidrBlocks: [EVERYWHERE] }],
    });
    inline.importFrom('sg-0123456789abcdef0');
    new SecurityGroup(this, 'self_first', {
      ingress: [
        { ...ssh, selfAttribute: true },
        { ...ssh, cidrBlocks: [EVERYWHERE] },
      ],
    });
    new SecurityGroup(this, 'beside_prefix_list', {
      ingress: [{ ...ssh, cidrBlocks: [EVERYWHERE], prefixListIds: ['pl-0123456789abcdef0'] }],
    });
    new SecurityGroup(this, 'two_halves', { ingress: [{ ...ssh, cidrBlocks: ['0.0.0.0/1', '128.0.0.0/1'] }] });
    new SecurityGroup(this, 'half', { ingress: [{ ...ssh, cidrBlocks: ['0.0.0.0/1'] }] });
    new DefaultSecurityGroup(this, 'default', { vpcId: 'vpc-1', ingress: [{ ...ssh, cidrBlocks: [EVERYWHERE] }] });
    new SecurityGroup(this, 'closed', { ingress: [{ ...ssh, cidrBlocks: ['10.0.0.0/8'] }] });

    new TerraformVariable(this, 'ports', { type: 'list(number)', default: [3389] });
    const content = { from_port: '${ingress.value}', to_port: '${ingress.value}', protocol: 'tcp' };
    new SecurityGroup(this, 'dynamic', {}).addOverride('dynamic.ingress', {
      for_each: '${var.ports}',
      content: { ...content, cidr_blocks: [EVERYWHERE] },
    });
    new SecurityGroup(this, 'dynamic_closed', {}).addOverride('dynamic.ingress', {
      for_each: '${var.ports}',
      content: { ...content, cidr_blocks: ['10.0.0.0/8'] },
    });
  }

  private addSecurityGroupRules(): void {
    const elsewhere = new TerraformVariable(this, 'group', { type: 'string' }).stringValue;
    new VpcSecurityGroupIngressRule(this, 'every_protocol', {
      securityGroupId: elsewhere,
      ipProtocol: '-1',
      cidrIpv4: EVERYWHERE,
    });
    new VpcSecurityGroupIngressRule(this, 'ipv6', {
      securityGroupId: elsewhere,
      ipProtocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      cidrIpv6: '::/0',
    });
    new VpcSecurityGroupIngressRule(this, 'from_group', {
      securityGroupId: elsewhere,
      ipProtocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      referencedSecurityGroupId: 'sg-0123456789abcdef0',
    });
  }

  private addPolicies(): void {
    new IamPolicy(this, 'administrator', { policy: Fn.jsonencode(ADMINISTRATOR) });
    new IamPolicy(this, 'not_action', {
      policy: Fn.jsonencode({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
      }),
    });
    new IamPolicy(this, 'reader', {
      policy: Fn.jsonencode({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
      }),
    });
    const anybody = { Effect: 'Allow', Principal: { AWS: '*' } };
    new IamRole(this, 'anybody', {
      assumeRolePolicy: Fn.jsonencode({ Version: '2012-10-17', Statement: [{ ...anybody, Action: 'sts:AssumeRole' }] }),
    });
    const document = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: '*', identifiers: ['*'] }] }],
    });
    new IamRole(this, 'anybody_by_document', { assumeRolePolicy: document.json });
    new IamRole(this, 'github', { assumeRolePolicy: JSON.stringify(GITHUB_IN_SECOND_PLACE) });
    new KmsKey(this, 'anybody_key', {
      policy: Fn.jsonencode({
        Version: '2012-10-17',
        Statement: [{ ...anybody, Principal: '*', Action: 'kms:*', Resource: '*' }],
      }),
    });
    const owner = { type: 'AWS', identifiers: ['arn:aws:iam::111122223333:root'] };
    const keyPolicy = new DataAwsIamPolicyDocument(this, 'key_policy', {
      statement: [{ actions: ['kms:*'], resources: ['*'], principals: [owner] }],
    });
    new KmsKey(this, 'owned_key', { policy: keyPolicy.json });
  }

  private addDatabases(): void {
    const instanceClass = 'db.t4g.medium';
    const encrypted = new TerraformVariable(this, 'encrypted', { type: 'bool', default: false });
    new DbInstance(this, 'by_variable', { instanceClass, storageEncrypted: encrypted.booleanValue });
    const undecided = new TerraformVariable(this, 'undecided', { type: 'bool' });
    new DbInstance(this, 'not_known', { instanceClass, storageEncrypted: undecided.booleanValue });
    const source = new DbInstance(this, 'encrypted_source', { instanceClass, storageEncrypted: true });
    new DbInstance(this, 'replica', { instanceClass, replicateSourceDb: source.identifier });
    new DbInstance(this, 'literal_password', {
      instanceClass,
      username: 'dbowner',
      password: 'Zq7-' + 'plaintext-9fK2',
    });
  }
}

let outdir: string;
let synthesised: string;
let assessment: Assessment;

beforeAll(() => {
  outdir = mkdtempSync(path.join(tmpdir(), 'blind-spots-'));
  const app = new App({ outdir });
  new BlindSpots(app, 'blind-spots');
  app.synth();
  synthesised = readFileSync(path.join(outdir, 'stacks', 'blind-spots', 'cdk.tf.json'), 'utf8');
  assessment = assess(loadPaths([outdir]), selectRules({ packs: ['strict'] }), { all: true });
});

afterAll(() => {
  rmSync(outdir, { recursive: true, force: true });
});

function verdicts(rule: RuleId, address: string): readonly string[] {
  return [
    ...new Set(
      assessment.findings
        .filter((finding) => finding.rule === rule && finding.address === address)
        .map(({ verdict }) => verdict),
    ),
  ];
}

describe('what scanners pass on the JSON of CDKTF', () => {
  it('is written by CDKTF as they misread it', () => {
    const stack = JSON.parse(synthesised) as Record<string, unknown>;
    expect(stack).toHaveProperty(['resource', 'aws_security_group', 'inline', 'ingress', '0', 'prefix_list_ids'], null);
    expect(stack).toHaveProperty(
      ['resource', 'aws_iam_policy', 'administrator', 'policy'],
      expect.stringMatching(/^\$\{jsonencode\(/),
    );
    expect(stack).toHaveProperty(
      ['resource', 'aws_db_instance', 'by_variable', 'storage_encrypted'],
      '${var.encrypted}',
    );
    expect(stack).toHaveProperty(['terraform', 'required_version'], '>= 1.11');
    expect(stack).toHaveProperty(['import', '0', 'to'], 'aws_security_group.inline');
  });

  it('is assessed without an error of any rule', () => {
    expect(assessment.errors).toEqual([]);
  });

  it.each<[fault: string, rule: RuleId, address: string]>([
    ['an open inline group with explicit nulls', 'sg-no-public-ipv4-admin-ports', 'aws_security_group.inline'],
    ['open inline egress with explicit nulls', 'sg-no-unrestricted-egress', 'aws_security_group.inline'],
    ['a dynamic ingress', 'sg-no-public-ipv4-admin-ports', 'aws_security_group.dynamic'],
    ['an open rule behind one from the group itself', 'sg-no-public-ipv4-admin-ports', 'aws_security_group.self_first'],
    [
      'an open rule with a prefix list beside',
      'sg-no-public-ipv4-admin-ports',
      'aws_security_group.beside_prefix_list',
    ],
    ['the internet in two halves', 'sg-no-public-ipv4-admin-ports', 'aws_security_group.two_halves'],
    ['half the internet', 'sg-no-broad-public-cidr', 'aws_security_group.half'],
    ['an open default group', 'sg-no-public-ipv4-admin-ports', 'aws_default_security_group.default'],
    [
      'every protocol of a group that is not here',
      'sg-no-public-all-traffic',
      'aws_vpc_security_group_ingress_rule.every_protocol',
    ],
    [
      'every protocol, SSH included',
      'sg-no-public-ipv4-admin-ports',
      'aws_vpc_security_group_ingress_rule.every_protocol',
    ],
    ['the IPv6 internet', 'sg-no-public-ipv6-admin-ports', 'aws_vpc_security_group_ingress_rule.ipv6'],
    ['an administrator in jsonencode', 'iam-policy-no-full-admin', 'aws_iam_policy.administrator'],
    ['everything but one service', 'iam-policy-no-allow-notaction', 'aws_iam_policy.not_action'],
    ['a role for anybody in jsonencode', 'iam-role-trust-no-wildcard-principal', 'aws_iam_role.anybody'],
    ['a role for anybody by a document', 'iam-role-trust-no-wildcard-principal', 'aws_iam_role.anybody_by_document'],
    ['GitHub in the second statement', 'iam-oidc-trust-restricts-subject', 'aws_iam_role.github'],
    ['a key for anybody in jsonencode', 'kms-key-policy-not-public', 'aws_kms_key.anybody_key'],
    ['encryption by a variable with default false', 'rds-instance-storage-encrypted', 'aws_db_instance.by_variable'],
    ['a literal secret', 'secretsmanager-no-plaintext-value', 'aws_secretsmanager_secret_version.literal_secret'],
    ['a literal password', 'no-plaintext-secret', 'aws_db_instance.literal_password'],
  ])('is found: %s', (_fault, rule, address) => {
    expect(verdicts(rule, address)).toEqual(['fail']);
  });

  it('is told apart from what is not known', () => {
    expect(verdicts('rds-instance-storage-encrypted', 'aws_db_instance.not_known')).toEqual(['unknown']);
  });
});

describe('what scanners report although it is right', () => {
  it.each<[what: string, rule: RuleId, address: string]>([
    ['a closed inline group with explicit nulls', 'sg-no-public-ipv4-admin-ports', 'aws_security_group.closed'],
    ['a closed dynamic ingress', 'sg-no-public-ipv4-admin-ports', 'aws_security_group.dynamic_closed'],
    ['SSH from another group', 'sg-no-public-ipv4-admin-ports', 'aws_vpc_security_group_ingress_rule.from_group'],
    ['a policy for one bucket in jsonencode', 'iam-policy-no-full-admin', 'aws_iam_policy.reader'],
    ['a replica of an encrypted instance', 'rds-instance-storage-encrypted', 'aws_db_instance.replica'],
    ['minor upgrades by default', 'rds-auto-minor-version-upgrade', 'aws_db_instance.replica'],
    ['a key policy whose resource is the key itself', 'kms-key-policy-not-public', 'aws_kms_key.owned_key'],
  ])('passes: %s', (_what, rule, address) => {
    expect(verdicts(rule, address)).toEqual(['pass']);
  });

  it('leaves the document of a key policy to the rules for key policies', () => {
    const rules: readonly RuleId[] = [
      'iam-policy-no-full-admin',
      'iam-policy-no-unconstrained-resource',
      'iam-policy-no-service-wildcard',
    ];
    for (const rule of rules) expect(verdicts(rule, 'data.aws_iam_policy_document.key_policy')).not.toContain('fail');
  });
});
