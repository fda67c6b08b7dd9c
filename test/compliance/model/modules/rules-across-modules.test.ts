import { assess, findRule, loadPaths } from '../../../../lib/compliance';
import { ModuleProject } from './module-project';

let project: ModuleProject;

beforeEach(() => {
  project = new ModuleProject();
});

afterEach(() => {
  project.remove();
});

function write(root: object, net: object): void {
  project.write({ 'root/main.tf.json': root, 'net/main.tf.json': net });
}

const call = (more: object = {}) => ({ module: { net: { source: '../net', ...more } } });

describe('a value that the caller gives', () => {
  const group = {
    variable: { cidr: {} },
    resource: {
      aws_security_group: {
        g: { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['${var.cidr}'] }] },
      },
    },
  };

  it.each([
    ['0.0.0.0/0', 'fail'],
    ['10.0.0.0/8', 'pass'],
    ['${var.office}', 'unknown'],
  ])('opens a group, or does not: %s', (cidr, verdict) => {
    write({ variable: { office: { type: 'string' } }, ...call({ cidr }) }, group);
    expect(project.verdicts('sg-no-public-ipv4-admin-ports')).toEqual([`${verdict} module.net.aws_security_group.g`]);
  });

  it('says of each instance its own', () => {
    write(call({ for_each: { office: '10.0.0.0/8', world: '0.0.0.0/0' }, cidr: '${each.value}' }), group);
    expect(project.verdicts('sg-no-public-ipv4-admin-ports')).toEqual([
      'fail module.net["world"].aws_security_group.g',
      'pass module.net["office"].aws_security_group.g',
    ]);
  });

  it('is unknown where the instances are', () => {
    write({ variable: { nets: {} }, ...call({ for_each: '${var.nets}', cidr: '${each.value}' }) }, group);
    expect(project.finding('sg-no-public-ipv4-admin-ports', 'module.net.aws_security_group.g')).toMatchObject({
      verdict: 'unknown',
      observed: '${module.net.each.value}',
    });
  });

  it('encrypts a database, or does not', () => {
    const database = {
      variable: { encrypted: { type: 'bool', default: false } },
      resource: { aws_db_instance: { d: { storage_encrypted: '${var.encrypted}' } } },
    };
    const verdictOf = (more: object): readonly string[] => {
      write({ variable: { e: {} }, ...call(more) }, database);
      return project.verdicts('rds-instance-storage-encrypted');
    };
    expect(verdictOf({})).toEqual(['fail module.net.aws_db_instance.d']);
    expect(verdictOf({ encrypted: 'true' })).toEqual(['pass module.net.aws_db_instance.d']);
    expect(verdictOf({ encrypted: '${var.e}' })).toEqual(['unknown module.net.aws_db_instance.d']);
  });

  it('may be a password', () => {
    const password = ['correct', 'horse', '1'].join('-');
    write(call({ password }), {
      variable: { password: { sensitive: true } },
      resource: { aws_db_instance: { d: { password: '${var.password}' } } },
    });
    const { findings } = project.assess();
    const literal = findings.filter(
      ({ address, path, verdict }) =>
        address === 'module.net.aws_db_instance.d' && path === 'password' && verdict === 'fail',
    );
    expect(literal.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain(password);
  });
});

describe('a block that completes one of another module', () => {
  const open = { aws_s3_bucket: { b: { bucket: 'my-logs' } } };
  const blocked = (bucket: string) => ({
    aws_s3_bucket_public_access_block: {
      p: {
        bucket,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    },
  });
  const rule = 's3-bucket-public-access-block';

  it('completes it from the root module', () => {
    const net = { resource: open, output: { id: { value: '${aws_s3_bucket.b.id}' } } };
    write({ ...call(), resource: blocked('${module.net.id}') }, net);
    expect(project.verdicts(rule)).toEqual([
      'pass aws_s3_bucket_public_access_block.p',
      'pass module.net.aws_s3_bucket.b',
    ]);
    write({ ...call(), resource: { aws_vpc: { v: {} } } }, net);
    expect(project.verdicts(rule)).toEqual(['fail module.net.aws_s3_bucket.b']);
  });

  it('completes it from the module that is given it', () => {
    const net = { variable: { bucket: {} }, resource: blocked('${var.bucket}') };
    write({ ...call({ bucket: '${aws_s3_bucket.b.id}' }), resource: open }, net);
    expect(project.verdicts(rule)).toContain('pass aws_s3_bucket.b');
    write({ ...call({ bucket: '${aws_s3_bucket.b.id}' }), resource: open }, { variable: { bucket: {} } });
    expect(project.verdicts(rule)).toEqual(['fail aws_s3_bucket.b']);
  });

  it('is one of the same module, not of the same name in another one', () => {
    write({ ...call(), resource: open }, { resource: { ...open, ...blocked('${aws_s3_bucket.b.id}') } });
    expect(project.verdicts(rule)).toEqual(
      expect.arrayContaining(['fail aws_s3_bucket.b', 'pass module.net.aws_s3_bucket.b']),
    );
  });

  it('is unknown where it is not known whether the module is called', () => {
    const net = { variable: { bucket: {} }, resource: blocked('${var.bucket}') };
    const count = { variable: { wanted: {} } };
    write(
      { ...count, ...call({ count: '${var.wanted ? 1 : 0}', bucket: '${aws_s3_bucket.b.id}' }), resource: open },
      net,
    );
    expect(project.verdicts(rule)).toContain('unknown aws_s3_bucket.b');
    write(
      { ...count, ...call({ count: '${var.wanted ? 1 : 0}' }) },
      { resource: { ...open, ...blocked('${aws_s3_bucket.b.id}') } },
    );
    expect(project.verdicts(rule)).toContain('pass module.net.aws_s3_bucket.b');
  });

  it('belongs to one instance of a module and not to the other', () => {
    write(
      { ...call({ count: 2 }), resource: blocked('${module.net[1].id}') },
      { resource: { aws_s3_bucket: { b: {} } }, output: { id: { value: '${aws_s3_bucket.b.id}' } } },
    );
    expect(project.verdicts(rule)).toEqual(
      expect.arrayContaining(['fail module.net[0].aws_s3_bucket.b', 'pass module.net[1].aws_s3_bucket.b']),
    );
  });
});

describe('what leads through variables and outputs', () => {
  it('is a rule of a security group of the root module', () => {
    const rules = (cidr: string) => ({
      variable: { group: {} },
      resource: {
        aws_vpc_security_group_ingress_rule: {
          r: { security_group_id: '${var.group}', cidr_ipv4: cidr, from_port: 3389, to_port: 3389, ip_protocol: 'tcp' },
        },
      },
    });
    const root = { ...call({ group: '${aws_security_group.g.id}' }), resource: { aws_security_group: { g: {} } } };
    write(root, rules('0.0.0.0/0'));
    expect(project.verdicts('sg-no-public-ipv4-admin-ports')).toContain(
      'fail module.net.aws_vpc_security_group_ingress_rule.r',
    );
    write(root, rules('10.0.0.0/8'));
    expect(project.verdicts('sg-no-public-ipv4-admin-ports')).not.toContain(
      'fail module.net.aws_vpc_security_group_ingress_rule.r',
    );
  });

  it('is a policy document of a module', () => {
    const net = (action: string) => ({
      data: {
        aws_iam_policy_document: { d: { statement: [{ effect: 'Allow', actions: [action], resources: ['*'] }] } },
      },
      output: { json: { value: '${data.aws_iam_policy_document.d.json}' } },
    });
    const root = { ...call(), resource: { aws_iam_policy: { p: { policy: '${module.net.json}' } } } };
    write(root, net('*'));
    expect(project.verdicts('iam-policy-no-full-admin')).toContain('fail aws_iam_policy.p');
    write(root, net('s3:ListAllMyBuckets'));
    expect(project.verdicts('iam-policy-no-full-admin')).toContain('pass aws_iam_policy.p');
  });

  it('is a key of the root module', () => {
    const net = { variable: { key: {} }, resource: { aws_sns_topic: { t: { kms_master_key_id: '${var.key}' } } } };
    const verdictOf = (key: string): readonly string[] => {
      write({ variable: { given: {} }, ...call({ key }), resource: { aws_kms_key: { k: {} } } }, net);
      return project.verdicts('sns-encrypted');
    };
    expect(verdictOf('${aws_kms_key.k.arn}')).toEqual(['pass module.net.aws_sns_topic.t']);
    expect(verdictOf('')).toEqual(['fail module.net.aws_sns_topic.t']);
    expect(verdictOf('${var.given}')).toEqual(['unknown module.net.aws_sns_topic.t']);
  });

  it('is a bucket that the text of a policy names', () => {
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/*'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
    const net = (text: string) => ({
      resource: {
        aws_s3_bucket: { b: {} },
        aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b.id}', policy: text } },
      },
    });
    write(call(), net(policy));
    expect(project.verdicts('s3-bucket-tls-only')).toContain('pass module.net.aws_s3_bucket.b');
    write(call(), net(policy.replace('Deny', 'Allow')));
    expect(project.verdicts('s3-bucket-tls-only')).toContain('fail module.net.aws_s3_bucket.b');
  });

  it('is the region of the provider that a module is given', () => {
    const rule = findRule('guardduty-enabled');
    if (rule === undefined) throw new Error('no such rule');
    const lackingIn = (providers: object): readonly string[] => {
      const regions = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
      write({ ...regions, ...call({ providers }) }, { resource: { aws_guardduty_detector: { d: { enable: true } } } });
      const { findings } = assess([project.load()], [{ rule, severity: 'high', options: { ...rule.defaultOptions } }], {
        accountBaseline: true,
      });
      return findings.filter(({ verdict }) => verdict === 'fail').map(({ message }) => message);
    };
    expect(lackingIn({ aws: 'aws.us' })).toEqual([expect.stringContaining('eu-west-1')]);
    expect(lackingIn({})).toEqual([expect.stringContaining('us-east-1')]);
  });
});

describe('findings of a module', () => {
  const database = { resource: { aws_db_instance: { d: { publicly_accessible: true } } } };

  it('are accepted by suppressions of their addresses', () => {
    const request = {
      rule: 'rds-no-public-access',
      reason: 'this module is a test',
      address: 'module.net*.aws_db_instance.*',
    };
    write(
      {
        '//': { guardrails: { suppressions: [request] } },
        ...call({ for_each: { a: 1 } }),
        resource: { ...database.resource },
      },
      database,
    );
    const { findings, suppressionProblems } = project.assess('rds-no-public-access');
    expect(suppressionProblems).toEqual([]);
    expect(findings.map(({ address, suppressed }) => [address, suppressed?.reason])).toEqual(
      expect.arrayContaining([
        ['aws_db_instance.d', undefined],
        ['module.net["a"].aws_db_instance.d', 'this module is a test'],
      ]),
    );
  });

  it('have ids that other modules do not change, one for each instance', () => {
    const idOf = (modules: object, address: string): string | undefined => {
      project.write({ 'root/main.tf.json': { module: modules }, 'net/main.tf.json': database });
      return project.finding('rds-no-public-access', address)?.id;
    };
    const alone = idOf({ net: { source: '../net' } }, 'module.net.aws_db_instance.d');
    const among = { a: { source: '../net' }, net: { source: '../net' } };
    expect(alone).toMatch(/^[0-9a-f]{16}$/);
    expect(idOf(among, 'module.net.aws_db_instance.d')).toBe(alone);
    expect(idOf(among, 'module.a.aws_db_instance.d')).not.toBe(alone);
  });

  it('have ids of their own although the files of the module carry construct paths', () => {
    const d = { publicly_accessible: true, '//': { metadata: { path: 'other-app/db' } } };
    project.write({
      'root/main.tf.json': { module: { a: { source: '../net' }, b: { source: '../net', count: 2 } } },
      'net/main.tf.json': { resource: { aws_db_instance: { d } } },
    });
    const { findings } = project.assess('rds-no-public-access');
    expect(new Set(findings.map(({ id }) => id)).size).toBe(3);
    expect(findings.map(({ constructPath }) => constructPath)).toEqual([null, null, null]);
  });

  it('never show a name that is ours', () => {
    const rules = ['sg-no-public-ipv4-admin-ports', 'rds-no-public-access'].flatMap((id) => findRule(id) ?? []);
    expect(rules).toHaveLength(2);
    project.write({
      'root/main.tf.json': {
        variable: { v: {} },
        module: {
          net: { source: '../net', count: '${var.v}', given: '${count.index}-${var.v}' },
          other: { source: '../net', for_each: '${var.v}', given: '${each.key}-${each.value}' },
        },
      },
      'net/main.tf.json': {
        variable: { given: {}, missing: {} },
        resource: {
          aws_db_instance: {
            d: { publicly_accessible: '${var.given}', password: '${var.missing}x', storage_encrypted: '${aws_x.y.z}' },
          },
          aws_security_group: {
            g: {
              ingress: [{ from_port: '${var.given}', to_port: 22, protocol: 'tcp', cidr_blocks: ['${var.missing}'] }],
            },
          },
          aws_s3_bucket: { b: { bucket: '%{ if }${aws_x.y.z}' } },
        },
      },
    });
    const { findings, errors } = project.assess();
    expect(errors).toEqual([]);
    expect(findings.length).toBeGreaterThan(20);
    expect(JSON.stringify(findings)).not.toContain('in-module');
  });

  it('stand for what another stack reads of the module', () => {
    const stack = (name: string, more: object) => ({ '//': { metadata: { stackName: name } }, ...more });
    const id = 'cross-stack-output-group';
    const state = { 'cross-stack-reference-input-net': { backend: 'local' } };
    project.write({
      'out/stacks/net/cdk.tf.json': stack('net', {
        module: { net: { source: './assets/net' } },
        output: { [id]: { value: '${module.net.group}' } },
      }),
      'out/stacks/net/assets/net/main.tf.json': {
        resource: { aws_security_group: { g: { description: 'x' } } },
        output: { group: { value: '${aws_security_group.g.id}' } },
      },
      'out/stacks/app/cdk.tf.json': stack('app', {
        data: { terraform_remote_state: state },
        resource: {
          aws_instance: {
            i: {
              vpc_security_group_ids: [`\${data.terraform_remote_state.cross-stack-reference-input-net.outputs.${id}}`],
            },
          },
        },
      }),
    });
    const [app] = loadPaths([project.path('out')]);
    const instance = app?.configuration.block('aws_instance.i');
    const link = app?.configuration.link(instance?.get('vpc_security_group_ids'), ['aws_security_group']);
    expect(link?.blocks.map(({ address }) => app?.configuration.displayText?.(address))).toEqual([
      'module.net.aws_security_group.g',
    ]);
  });
});
