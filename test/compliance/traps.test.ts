import { allRules, assess, findRule, loadJson, selectRules, type RuleId, type Verdict } from '../../lib/compliance';
import { placeSuppressions } from '../../lib/compliance/engine/suppressions';
import { runRule } from '../../lib/testing/rule-tester';

/** The twenty-five configurations of the catalogue in which static checks are known to be wrong, and what is right. */

const ANYWHERE = '0.0.0.0/0';
const ANYWHERE_V6 = '::/0';
const SSH = { from_port: 22, to_port: 22, protocol: 'tcp' };
const IPV4 = 'sg-no-public-ipv4-admin-ports';
const IPV6 = 'sg-no-public-ipv6-admin-ports';
const ENCRYPTED = 'rds-instance-storage-encrypted';
const ACCOUNT = '111122223333';

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

interface Judged {
  readonly configuration: object;
  readonly address?: string;
  readonly options?: object;
  readonly accountBaseline?: boolean;
}

function of(resource: Resources, address?: string, rest: object = {}): Judged {
  return { configuration: { ...rest, resource }, ...(address === undefined ? {} : { address }) };
}

function judge(id: RuleId, { configuration, ...rest }: Judged) {
  const rule = findRule(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return runRule(rule, { ...rest, configuration: configuration as Record<string, unknown> });
}

function verdict(id: RuleId, judged: Judged): Verdict {
  return judge(id, judged).verdict;
}

/** Path of the attribute that the finding names. */
function pathOf(id: RuleId, judged: Judged): string | undefined {
  return judge(id, judged).findings[0]?.path;
}

function policy(...Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function group(...ingress: readonly object[]): Judged {
  return of({ aws_security_group: { g: { vpc_id: 'vpc-1', ingress } } });
}

function ingressRule(permission: object): Judged {
  return of({
    aws_security_group: { g: { vpc_id: 'vpc-1' } },
    aws_vpc_security_group_ingress_rule: { r: { security_group_id: '${aws_security_group.g.id}', ...permission } },
  });
}

describe('network', () => {
  it('trap 1: a standalone rule of all protocols has no ports, and opens every one', () => {
    const open = ingressRule({ ip_protocol: '-1', cidr_ipv4: ANYWHERE });
    for (const id of [IPV4, 'sg-no-public-high-risk-ports', 'sg-no-public-cifs', 'sg-no-public-all-traffic'] as const)
      expect([id, verdict(id, open)]).toEqual([id, 'fail']);
    expect(verdict(IPV4, ingressRule({ ip_protocol: '-1', cidr_ipv4: '10.0.0.0/16' }))).toBe('pass');
    expect(verdict(IPV4, ingressRule({ ip_protocol: 'icmp', from_port: 8, to_port: 0, cidr_ipv4: ANYWHERE }))).toBe(
      'pass',
    );
  });

  it('trap 2: a standalone rule names its IPv6 source in one string', () => {
    const ssh = { ip_protocol: 'tcp', from_port: 22, to_port: 22 };
    for (const everything of [ANYWHERE_V6, '0:0:0:0:0:0:0:0/0', '::0/0'])
      expect(verdict(IPV6, ingressRule({ ...ssh, cidr_ipv6: everything }))).toBe('fail');
    expect(verdict(IPV6, ingressRule({ ...ssh, cidr_ipv6: 'fd00:12::/48' }))).toBe('pass');
    expect(verdict(IPV4, ingressRule({ ...ssh, cidr_ipv6: ANYWHERE_V6 }))).toBe('pass');
  });

  it('trap 3: a rule from another group is not public', () => {
    const fromGroup = ingressRule({
      ip_protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      referenced_security_group_id: '${aws_security_group.bastion.id}',
    });
    expect(verdict(IPV4, fromGroup)).toBe('pass');
    expect(verdict(IPV6, fromGroup)).toBe('pass');
    expect(verdict('sg-no-public-high-risk-ports', fromGroup)).toBe('pass');
  });

  it('trap 4: a permission of the group for itself hides none of the others', () => {
    const itself = { ...SSH, self: true };
    const open = { ...SSH, cidr_blocks: [ANYWHERE] };
    expect(verdict(IPV4, group(itself, open))).toBe('fail');
    expect(pathOf(IPV4, group(itself, open))).toMatch(/^ingress\[1\]/);
    expect(verdict(IPV4, group(open, itself))).toBe('fail');
    expect(verdict(IPV4, group({ ...open, self: true }))).toBe('fail');
    expect(verdict(IPV4, group(itself))).toBe('pass');
  });

  it('trap 5: neither a prefix list nor a split into halves closes what is open', () => {
    const from = (...cidrs: readonly string[]) => group({ ...SSH, cidr_blocks: cidrs });
    expect(verdict(IPV4, group({ ...SSH, cidr_blocks: [ANYWHERE], prefix_list_ids: ['pl-1'] }))).toBe('fail');
    expect(verdict(IPV4, from('0.0.0.0/1', '128.0.0.0/1'))).toBe('fail');
    expect(verdict('sg-no-broad-public-cidr', from('0.0.0.0/1'))).toBe('fail');
    expect(verdict('sg-no-broad-public-cidr', from('10.0.0.0/8'))).toBe('pass');
    const standard = { d: { vpc_id: 'vpc-1', ingress: [{ ...SSH, cidr_blocks: [ANYWHERE] }] } };
    expect(verdict(IPV4, of({ aws_default_security_group: standard }))).toBe('fail');
  });

  it('trap 6: a standalone rule reopens an emptied default group', () => {
    const emptied = {
      aws_vpc: { v: { cidr_block: '10.0.0.0/16' } },
      aws_default_security_group: { d: { vpc_id: '${aws_vpc.v.id}' } },
    };
    const rule = { ip_protocol: '-1', cidr_ipv4: ANYWHERE };
    const reopened = (security_group_id: string, type: string, body: object) =>
      of({ ...emptied, [type]: { r: { security_group_id, ...body } } });
    const old = { type: 'ingress', protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: [ANYWHERE] };
    expect(verdict('vpc-default-security-group-closed', of(emptied))).toBe('pass');
    for (const id of ['${aws_vpc.v.default_security_group_id}', '${aws_default_security_group.d.id}']) {
      for (const type of ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'])
        expect(verdict('vpc-default-security-group-closed', reopened(id, type, rule))).toBe('fail');
      expect(verdict('vpc-default-security-group-closed', reopened(id, 'aws_security_group_rule', old))).toBe('fail');
    }
  });

  it('trap 17: a rule of a group that stands elsewhere counts, and the width of a CIDR is computed', () => {
    const elsewhere = (cidr_ipv4: string) =>
      of(
        {
          aws_vpc_security_group_ingress_rule: {
            r: { security_group_id: '${var.group}', ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4 },
          },
        },
        undefined,
        { variable: { group: { type: 'string' } } },
      );
    expect(verdict(IPV4, elsewhere(ANYWHERE))).toBe('fail');
    expect(verdict('sg-no-public-high-risk-ports', elsewhere(ANYWHERE))).toBe('fail');
    for (const narrow of ['10.1.2.0/23', '192.168.4.8/29', '172.16.0.0/12', '203.0.113.8/29']) {
      expect(verdict(IPV4, elsewhere(narrow))).toBe('pass');
      expect(verdict('sg-no-broad-public-cidr', elsewhere(narrow))).toBe('pass');
    }
    expect(verdict('sg-no-broad-public-cidr', elsewhere('64.0.0.0/2'))).toBe('fail');
  });
});

describe('secrets and keys', () => {
  const rotation = (rules: object) =>
    of({
      aws_secretsmanager_secret: { s: { name: 'orders' } },
      aws_secretsmanager_secret_rotation: {
        r: { secret_id: '${aws_secretsmanager_secret.s.id}', rotation_lambda_arn: 'arn', rotation_rules: [rules] },
      },
    });

  it('trap 7: a cron expression that fires once a year is no rotation every ninety days', () => {
    const interval = (schedule_expression: string) =>
      verdict('secretsmanager-rotation-interval', rotation({ schedule_expression }));
    expect(interval('cron(0 12 1 1 ? *)')).toBe('fail');
    expect(interval('cron(0 12 1 1/6 ? *)')).toBe('fail');
    expect(interval('cron(0 12 1 * ? *)')).toBe('pass');
    expect(interval('cron(0 12 ? * SUN *)')).toBe('pass');
    expect(interval('rate(365 days)')).toBe('fail');
  });

  it('trap 9: passwords and secrets that stand in the configuration are found', () => {
    const literal = 'Zq7-' + 'plaintext-9fK2';
    const version = (secret_string: string) =>
      of({ aws_secretsmanager_secret_version: { v: { secret_id: 'orders', secret_string } } });
    const database = (more: object) => of({ aws_db_instance: { d: { engine: 'postgres', username: 'app', ...more } } });
    expect(verdict('secretsmanager-no-plaintext-value', version(literal))).toBe('fail');
    expect(verdict('secretsmanager-no-plaintext-value', version('${random_password.p.result}'))).not.toBe('fail');
    expect(verdict('no-plaintext-secret', database({ password: literal }))).toBe('fail');
    expect(verdict('no-plaintext-secret', database({ manage_master_user_password: true }))).not.toBe('fail');
    expect(verdict('rds-managed-master-password', database({ password: literal }))).toBe('fail');
    expect(verdict('rds-managed-master-password', database({ manage_master_user_password: true }))).toBe('pass');
  });

  it('trap 16: a Deny makes no key public, and text that cannot be read hides nothing', () => {
    const id = 'kms-key-policy-not-public';
    const owner = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
    };
    const everyone = { Principal: '*', Action: 'kms:*', Resource: '*' };
    const keys = {
      aws_kms_key: {
        denied: { policy: policy(owner, { ...everyone, Effect: 'Deny' }) },
        open: { policy: policy(owner, { ...everyone, Effect: 'Allow' }) },
        broken: { policy: '{"Statement": [' },
        strange: { policy: '${file("policy.json") ??? }' },
      },
    };
    expect(verdict(id, of(keys, 'aws_kms_key.denied'))).toBe('pass');
    expect(verdict(id, of(keys, 'aws_kms_key.open'))).toBe('fail');
    expect(verdict(id, of(keys, 'aws_kms_key.broken'))).not.toBe('pass');
    expect(verdict(id, of(keys, 'aws_kms_key.strange'))).toBe('unknown');
    const { errors, findings } = assess(
      [loadJson({ resource: keys })],
      selectRules({ rules: allRules().map((rule) => rule.id) }),
    );
    expect(errors).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: id, address: 'aws_kms_key.open', verdict: 'fail' }),
    );
  });

  it('trap 19: policies, ACLs and rotations of their own, and TLS parameters, are read', () => {
    const open = policy({ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' });
    const keyPolicy = of({
      aws_kms_key: { k: {} },
      aws_kms_key_policy: { p: { key_id: '${aws_kms_key.k.id}', policy: open } },
    });
    expect(verdict('kms-key-policy-not-public', keyPolicy)).toBe('fail');
    const entry = { action: 'allow', cidr_block: ANYWHERE, from_port: 22, to_port: 22, protocol: 'tcp', rule_no: 1 };
    const acl = (ingress: object) => ({
      ...of({ aws_default_network_acl: { a: { default_network_acl_id: 'acl-1', ingress } } }),
      options: { includeDefaultNacl: true },
    });
    expect(verdict('nacl-no-public-admin-ports', acl([entry]))).toBe('fail');
    expect(verdict('nacl-no-public-admin-ports', acl([{ ...entry, cidr_block: '10.0.0.0/8' }]))).toBe('pass');
    const secrets = { aws_secretsmanager_secret: { s: { name: 'orders' } } };
    expect(verdict('secretsmanager-rotation-enabled', of(secrets))).toBe('fail');
    expect(verdict('secretsmanager-rotation-enabled', rotation({ automatically_after_days: 30 }))).toBe('pass');
    const tls = (value: string) =>
      of({
        aws_db_parameter_group: { g: { family: 'postgres16', parameter: [{ name: 'rds.force_ssl', value }] } },
        aws_db_instance: {
          d: { engine: 'postgres', engine_version: '16.4', parameter_group_name: '${aws_db_parameter_group.g.name}' },
        },
      });
    expect(verdict('rds-postgres-tls-required', tls('0'))).toBe('fail');
    expect(verdict('rds-postgres-tls-required', tls('1'))).toBe('pass');
  });

  it('trap 22: a rotation by schedule expression is one, and so is one of a secret by its version', () => {
    const scheduled = rotation({ schedule_expression: 'rate(10 days)' });
    expect(verdict('secretsmanager-rotation-enabled', scheduled)).toBe('pass');
    expect(verdict('secretsmanager-rotation-interval', scheduled)).toBe('pass');
    const byVersion = of({
      aws_secretsmanager_secret: { s: { name: 'orders' } },
      aws_secretsmanager_secret_version: { v: { secret_id: '${aws_secretsmanager_secret.s.id}' } },
      aws_secretsmanager_secret_rotation: {
        r: {
          secret_id: '${aws_secretsmanager_secret_version.v.secret_id}',
          rotation_rules: { schedule_expression: 'rate(10 days)' },
        },
      },
    });
    expect(verdict('secretsmanager-rotation-enabled', { ...byVersion, address: 'aws_secretsmanager_secret.s' })).toBe(
      'pass',
    );
  });
});

describe('identity and policies', () => {
  it('trap 8: every statement of a trust policy is judged, in whatever order they stand', () => {
    const service = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
    const federated = {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
    };
    const restricted = {
      ...federated,
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:shop/orders:ref:refs/heads/main',
        },
      },
    };
    const role = (...statements: readonly object[]) =>
      of({ aws_iam_role: { r: { assume_role_policy: policy(...statements) } } });
    const id = 'iam-oidc-trust-restricts-subject';
    expect(verdict(id, role(service, federated))).toBe('fail');
    expect(verdict(id, role(federated, service))).toBe('fail');
    expect(verdict(id, role(restricted, federated))).toBe('fail');
    expect(verdict(id, role(service, restricted))).toBe('pass');
  });

  it('trap 10: in the policy of a key, every resource is the key itself', () => {
    const document = {
      statement: [
        {
          effect: 'Allow',
          actions: ['kms:*'],
          resources: ['*'],
          principals: [{ type: 'AWS', identifiers: [`arn:aws:iam::${ACCOUNT}:root`] }],
        },
      ],
    };
    const data = { aws_iam_policy_document: { key: document } };
    const json = '${data.aws_iam_policy_document.key.json}';
    const keyPolicy = of({ aws_kms_key: { k: { policy: json } } }, undefined, { data });
    const identity = of({ aws_iam_policy: { p: { policy: json } } }, undefined, { data });
    const ids = [
      'iam-policy-no-unconstrained-resource',
      'iam-policy-no-service-wildcard',
      'iam-policy-passrole-scoped',
      'iam-policy-no-kms-decrypt-all',
    ] as const;
    for (const id of ids) expect([id, verdict(id, keyPolicy)]).not.toEqual([id, 'fail']);
    expect(verdict('kms-key-policy-not-public', keyPolicy)).toBe('pass');
    expect(verdict('iam-policy-no-kms-decrypt-all', identity)).toBe('fail');
  });

  it('trap 13: an Allow of everything but some actions is no narrow grant', () => {
    const statement = { Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' };
    const written = of({ aws_iam_policy: { p: { policy: policy(statement) } } });
    expect(verdict('iam-policy-no-allow-notaction', written)).toBe('fail');
    const document = { statement: [{ not_actions: ['iam:*'], resources: ['*'] }] };
    const evaluated = of({ aws_iam_policy: { p: { policy: '${data.aws_iam_policy_document.d.json}' } } }, undefined, {
      data: { aws_iam_policy_document: { d: document } },
    });
    expect(verdict('iam-policy-no-allow-notaction', evaluated)).toBe('fail');
    const denied = of({ aws_iam_policy: { p: { policy: policy({ ...statement, Effect: 'Deny' }) } } });
    expect(verdict('iam-policy-no-allow-notaction', denied)).not.toBe('fail');
  });

  it('trap 18: a second access key is found, and so is a wildcard of any service', () => {
    const keys = (count: number) =>
      of({
        aws_iam_user: { u: { name: 'app' } },
        aws_iam_access_key: Object.fromEntries(
          Array.from({ length: count }, (_, n) => [`k${String(n)}`, { user: '${aws_iam_user.u.name}' }]),
        ),
      });
    expect(verdict('iam-user-single-active-key', keys(1))).toBe('pass');
    expect(verdict('iam-user-single-active-key', keys(2))).toBe('fail');
    for (const action of ['s3:*', 'dynamodb:*', 'glue:*']) {
      const grant = { Effect: 'Allow', Action: [action], Resource: '*' };
      expect(verdict('iam-policy-no-service-wildcard', of({ aws_iam_policy: { p: { policy: policy(grant) } } }))).toBe(
        'fail',
      );
    }
  });

  it('trap 21: what is accepted is one wildcard with a reason, not every later one', () => {
    const wildcards = (...actions: readonly string[]) => ({
      resource: {
        aws_iam_policy: { p: { policy: policy({ Effect: 'Allow', Action: actions, Resource: '*' }) } },
      },
    });
    const id = 'iam-policy-no-service-wildcard';
    const request = { rule: id, address: 'aws_iam_policy.p', match: 's3:*' };
    const open = (...actions: readonly string[]) =>
      assess([loadJson(wildcards(...actions))], selectRules({ rules: [id] }), {
        suppressions: placeSuppressions([{ ...request, reason: 'the archive role owns its account' }], 'settings.json'),
      }).findings.filter(({ verdict: said, suppressed }) => said === 'fail' && suppressed === null);
    expect(open('s3:*')).toEqual([]);
    const [later, ...others] = open('s3:*', 'ec2:*');
    expect(later?.message).toContain('ec2:*');
    expect(others).toEqual([]);
    expect(() => placeSuppressions([{ ...request, reason: 'ok' }], 'settings.json')).toThrow(/reason/);
  });
});

describe('defaults', () => {
  const database = (more: object) => of({ aws_db_instance: { d: { engine: 'postgres', ...more } } });

  it('trap 11: an absent argument has the default of the provider, an explicit false has not', () => {
    const upgrades = 'rds-auto-minor-version-upgrade';
    expect(verdict(upgrades, database({}))).toBe('pass');
    expect(verdict(upgrades, database({ auto_minor_version_upgrade: false }))).toBe('fail');
    const queue = (body: object) => of({ aws_sqs_queue: { q: body } });
    expect(verdict('sqs-encrypted', queue({}))).toBe('pass');
    expect(verdict('sqs-encrypted', queue({ sqs_managed_sse_enabled: null }))).toBe('pass');
    expect(verdict('sqs-encrypted', queue({ sqs_managed_sse_enabled: false }))).toBe('fail');
  });

  it('trap 12: a replica takes the encryption of its source', () => {
    const replica = (main: object) =>
      of(
        {
          aws_db_instance: {
            main: { engine: 'postgres', ...main },
            replica: { replicate_source_db: '${aws_db_instance.main.identifier}' },
          },
        },
        'aws_db_instance.replica',
      );
    expect(verdict(ENCRYPTED, replica({ storage_encrypted: true }))).toBe('pass');
    expect(verdict(ENCRYPTED, replica({}))).toBe('fail');
  });

  it('trap 20: what is not known yet is neither right nor wrong, numbers too', () => {
    const variable = { storage: { type: 'bool' }, days: { type: 'number' } };
    const declared = (more: object) => of({ aws_db_instance: { d: more } }, undefined, { variable });
    expect(verdict(ENCRYPTED, declared({ storage_encrypted: '${var.storage}' }))).toBe('unknown');
    expect(verdict('rds-backup-retention', declared({ backup_retention_period: '${var.days}' }))).toBe('unknown');
    expect(verdict('rds-backup-retention', declared({ backup_retention_period: '${1 + 1}' }))).toBe('fail');
    const port = group({ from_port: '${var.days}', to_port: '${var.days}', protocol: 'tcp', cidr_blocks: [ANYWHERE] });
    expect(verdict(IPV4, port)).toBe('unknown');
  });

  it('trap 23: new buckets are encrypted, and a declared block with arguments left out blocks nothing', () => {
    const bucket = { aws_s3_bucket: { b: { bucket: 'orders' } } };
    const all = {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    };
    const block = (more: object) =>
      of({ ...bucket, aws_s3_bucket_public_access_block: { p: { bucket: '${aws_s3_bucket.b.id}', ...more } } });
    expect(verdict('s3-bucket-encrypted', of(bucket))).toBe('pass');
    expect(verdict('s3-bucket-acls-disabled', of(bucket))).toBe('pass');
    expect(verdict('s3-bucket-public-access-block', block(all))).toBe('pass');
    for (const left of Object.keys(all))
      expect([left, verdict('s3-bucket-public-access-block', block({ ...all, [left]: undefined }))]).toEqual([
        left,
        'fail',
      ]);
  });

  it('trap 24: defaults follow the major version of the provider, and settings of a region their region', () => {
    const cluster = (version: string) =>
      of({ aws_redshift_cluster: { c: { cluster_identifier: 'c' } } }, undefined, {
        terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } },
      });
    for (const id of ['redshift-not-public', 'redshift-encrypted'] as const) {
      expect([id, verdict(id, cluster('~> 5.90'))]).toEqual([id, 'fail']);
      expect([id, verdict(id, cluster('~> 6.0'))]).toEqual([id, 'pass']);
    }
    const logged = (version: string, more: object, others: Resources = {}) => ({
      ...of({ aws_redshift_cluster: { c: { cluster_identifier: 'c', ...more } }, ...others }, undefined, {
        terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } },
      }),
      address: 'aws_redshift_cluster.c',
    });
    const companion = { aws_redshift_logging: { l: { cluster_identifier: '${aws_redshift_cluster.c.id}' } } };
    expect(verdict('redshift-audit-logging', logged('~> 6.0', {}, companion))).toBe('pass');
    expect(verdict('redshift-audit-logging', logged('~> 5.90', { logging: { enable: true } }))).toBe('pass');
    expect(verdict('redshift-audit-logging', logged('~> 6.0', {}))).toBe('fail');
    expect(verdict('redshift-audit-logging', logged('~> 6.0', { logging: { enable: true } }))).toBe('fail');
    expect(verdict('redshift-audit-logging', logged('~> 6.0', { logging: { enable: '${var.x}' } }))).toBe('fail');
    const secret = ['export DB_PASS', 'WORD=Zq7-plaintext-9fK2'].join('');
    const instance = of({ aws_instance: { i: { ami: 'ami-1', user_data: `#!/bin/sh\n${secret}\n` } } });
    expect(verdict('no-secret-in-user-data', instance)).toBe('fail');
    const baseline = (region: string) =>
      verdict('ebs-encryption-by-default', {
        ...of({ aws_ebs_encryption_by_default: { e: { enabled: true, region } } }, undefined, {
          provider: { aws: [{ region: 'eu-west-1' }] },
        }),
        accountBaseline: true,
      });
    expect(baseline('eu-west-1')).toBe('pass');
    expect(baseline('us-east-1')).toBe('fail');
  });

  it('trap 25: the default of TLS follows the engine, and an unnamed version decides nothing', () => {
    const id = 'rds-postgres-tls-required';
    expect(verdict(id, database({ engine_version: '16.4' }))).toBe('pass');
    expect(verdict(id, database({ engine_version: '15' }))).toBe('pass');
    expect(verdict(id, database({ engine_version: '14.12' }))).toBe('fail');
    expect(verdict(id, database({}))).toBe('unknown');
  });
});

describe('links', () => {
  const blocked = {
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  };
  const pair = (bucket: object, link: string, more: object = {}) =>
    of(
      {
        aws_s3_bucket: { b: bucket },
        aws_s3_bucket_public_access_block: { p: { bucket: link, ...blocked, ...more } },
      },
      'aws_s3_bucket.b',
    );

  it('trap 14: a companion is found by every spelling of its link, and through indexes', () => {
    const id = 's3-bucket-public-access-block';
    for (const link of ['${aws_s3_bucket.b.id}', '${aws_s3_bucket.b.bucket}', 'orders', '${local.name}']) {
      const { configuration, address } = pair({ bucket: 'orders' }, link);
      const named = { ...configuration, locals: { name: '${aws_s3_bucket.b.id}' } };
      expect([link, verdict(id, { configuration: named, address })]).toEqual([link, 'pass']);
    }
    expect(verdict(id, pair({ count: 1 }, '${aws_s3_bucket.b[0].id}'))).toBe('pass');
    expect(verdict(id, pair({ count: 2 }, '${aws_s3_bucket.b[count.index].id}', { count: 2 }))).toBe('pass');
    expect(verdict(id, pair({ count: 2 }, '${aws_s3_bucket.b[0].id}'))).toBe('fail');
    const each = { for_each: { logs: 'l', data: 'd' } };
    expect(verdict(id, pair(each, '${aws_s3_bucket.b[each.key].id}', each))).toBe('pass');
    expect(verdict(id, pair(each, '${aws_s3_bucket.b["logs"].id}'))).toBe('fail');
    expect(verdict(id, pair({ bucket: 'orders' }, '${aws_s3_bucket.other.id}'))).not.toBe('pass');
  });

  it('trap 14: a companion is found in a plan, by the references of its configuration', () => {
    const planned = (type: string, name: string, after: object, after_unknown: object) => ({
      address: `module.store.${type}.${name}[0]`,
      module_address: 'module.store',
      mode: 'managed',
      type,
      name,
      index: 0,
      change: { actions: ['create'], before: null, after, after_unknown },
    });
    const written = (type: string, name: string, expressions: object) => ({
      address: `${type}.${name}`,
      mode: 'managed',
      type,
      name,
      expressions,
      count_expression: { constant_value: 1 },
    });
    const plan = (references: readonly string[]) => ({
      format_version: '1.2',
      terraform_version: '1.11.4',
      planned_values: { root_module: {} },
      resource_changes: [
        planned('aws_s3_bucket', 'b', {}, { id: true, bucket: true }),
        planned('aws_s3_bucket_public_access_block', 'p', blocked, { bucket: true, id: true }),
      ],
      configuration: {
        root_module: {
          module_calls: {
            store: {
              source: './store',
              module: {
                resources: [
                  written('aws_s3_bucket', 'b', {}),
                  written('aws_s3_bucket_public_access_block', 'p', { bucket: { references } }),
                ],
              },
            },
          },
        },
      },
    });
    const judged = (references: readonly string[]) =>
      verdict('s3-bucket-public-access-block', {
        configuration: plan(references),
        address: 'module.store.aws_s3_bucket.b[0]',
      });
    expect(judged(['aws_s3_bucket.b[0].id', 'aws_s3_bucket.b[0]', 'aws_s3_bucket.b'])).toBe('pass');
    expect(judged(['aws_s3_bucket.other.id', 'aws_s3_bucket.other'])).not.toBe('pass');
  });

  it('trap 15: a key that a plan creates is set, although its ARN is not known yet', () => {
    const plan = (expressions: object, after_unknown: object) => ({
      format_version: '1.2',
      terraform_version: '1.11.4',
      planned_values: { root_module: {} },
      resource_changes: [
        {
          address: 'aws_kms_key.k',
          mode: 'managed',
          type: 'aws_kms_key',
          name: 'k',
          change: { actions: ['create'], before: null, after: {}, after_unknown: { arn: true, id: true } },
        },
        {
          address: 'aws_db_instance.d',
          mode: 'managed',
          type: 'aws_db_instance',
          name: 'd',
          change: {
            actions: ['create'],
            before: null,
            after: { engine: 'postgres', storage_encrypted: true },
            after_unknown,
          },
        },
      ],
      configuration: {
        root_module: {
          resources: [
            { address: 'aws_kms_key.k', mode: 'managed', type: 'aws_kms_key', name: 'k', expressions: {} },
            { address: 'aws_db_instance.d', mode: 'managed', type: 'aws_db_instance', name: 'd', expressions },
          ],
        },
      },
    });
    const key = { kms_key_id: { references: ['aws_kms_key.k.arn', 'aws_kms_key.k'] } };
    const id = 'rds-storage-encrypted-with-cmk';
    const address = 'aws_db_instance.d';
    expect(verdict(id, { configuration: plan(key, { kms_key_id: true }), address })).toBe('pass');
    // The provider computes an argument that is left out: then it is the default key of AWS.
    expect(verdict(id, { configuration: plan({}, { kms_key_id: true }), address })).not.toBe('pass');
    const written = {
      aws_kms_key: { k: {} },
      aws_secretsmanager_secret: { s: { kms_key_id: '${aws_kms_key.k.arn}' } },
    };
    expect(verdict('secretsmanager-secret-cmk', of(written))).toBe('pass');
  });
});
