import { assess, loadJson, selectRules, type Configuration } from '../../../../lib/compliance';
import { isUnknown } from '../../../../lib/compliance/model/value';

interface Planned {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly module?: string;
  readonly mode?: 'managed' | 'data';
  readonly after: unknown;
  readonly unknown?: unknown;
  readonly actions?: readonly string[];
}

function change({ address, type, name, index, module, mode = 'managed', after, unknown = {}, actions }: Planned) {
  const place = { address, mode, type, name, ...(index === undefined ? {} : { index }) };
  return {
    ...place,
    ...(module === undefined ? {} : { module_address: module }),
    change: { actions: actions ?? ['create'], before: null, after, after_unknown: unknown },
  };
}

function written(type: string, name: string, expressions: object, rest: object = {}) {
  return { address: `${type}.${name}`, mode: 'managed', type, name, expressions, ...rest };
}

function plan(changes: readonly Planned[], root: object = {}, rest: object = {}): Record<string, unknown> {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: changes.map(change),
    configuration: { root_module: root },
    ...rest,
  };
}

function configurationOf(json: Record<string, unknown>): Configuration {
  return loadJson(json, 'plan.json').configuration;
}

const key: Planned = {
  address: 'aws_kms_key.k[0]',
  type: 'aws_kms_key',
  name: 'k',
  index: 0,
  after: { enable_key_rotation: true },
  unknown: { arn: true, id: true, policy: true },
};
const database: Planned = {
  address: 'aws_db_instance.d',
  type: 'aws_db_instance',
  name: 'd',
  after: { storage_encrypted: true, engine: 'postgres', username: 'a${b}', tags: null },
  unknown: { kms_key_id: true, option_group_name: true },
};
const keyReference = { references: ['aws_kms_key.k[0].arn', 'aws_kms_key.k[0]', 'aws_kms_key.k'] };

describe('a plan', () => {
  it('is an input of its own kind', () => {
    const { configuration, files } = loadJson(JSON.stringify(plan([database])), 'plan.json');
    expect(configuration.kind).toBe('plan');
    expect(files).toMatchObject([{ file: 'plan.json', kind: 'plan' }]);
  });

  it('has known values as they are, whatever they look like', () => {
    const block = configurationOf(plan([database])).block('aws_db_instance.d');
    expect(block?.get('username')).toBe('a${b}');
    expect(block?.get('storage_encrypted')).toBe(true);
    expect(block?.get('tags')).toBeUndefined();
  });

  it('follows what is known after the apply to the instance that it refers to', () => {
    const configuration = configurationOf(
      plan([key, { ...key, address: 'aws_kms_key.k[1]', index: 1 }, database], {
        resources: [written('aws_db_instance', 'd', { kms_key_id: keyReference })],
      }),
    );
    const value = configuration.block('aws_db_instance.d')?.get('kms_key_id');
    expect(configuration.link(value, ['aws_kms_key']).blocks.map(({ address }) => address)).toEqual([
      'aws_kms_key.k[0]',
    ]);
    const [first, second] = configuration.ofType('aws_kms_key');
    expect(first && configuration.referrers(first)).toHaveLength(1);
    expect(second && configuration.referrers(second)).toHaveLength(0);
  });

  it('takes what AWS will choose as absent, where the plan says how the resource is written', () => {
    const root = { resources: [written('aws_db_instance', 'd', { kms_key_id: keyReference })] };
    const block = configurationOf(plan([database], root)).block('aws_db_instance.d');
    expect(block?.get('option_group_name')).toBeUndefined();
    const unsaid = configurationOf(plan([database])).block('aws_db_instance.d');
    expect(isUnknown(unsaid?.get('option_group_name'))).toBe(true);
  });

  it('reads policies that Terraform JSON spells out, although their ARNs are not known yet', () => {
    const text =
      '${jsonencode({Statement=[{Effect="Allow",Principal="*",Action="s3:*",Resource="${aws_s3_bucket.b.arn}/*"}]})}';
    const policy: Planned = {
      address: 'aws_secretsmanager_secret_policy.p',
      type: 'aws_secretsmanager_secret_policy',
      name: 'p',
      after: {},
      unknown: { policy: true, secret_arn: true },
    };
    const json = plan([policy], {
      resources: [
        written('aws_secretsmanager_secret_policy', 'p', {
          policy: { constant_value: text, references: ['aws_s3_bucket.b.arn', 'aws_s3_bucket.b'] },
        }),
      ],
    });
    const { findings } = assess([loadJson(json, 'plan')], selectRules({ rules: ['secretsmanager-policy-not-public'] }));
    expect(findings.map(({ verdict, path }) => [verdict, path])).toEqual([['fail', 'policy.Statement[0].Principal']]);
  });

  it('keeps unknown parts of blocks apart from known ones', () => {
    const group: Planned = {
      address: 'aws_security_group.g',
      type: 'aws_security_group',
      name: 'g',
      after: { ingress: [{ from_port: 22, cidr_blocks: [null, '10.0.0.0/8'] }, { from_port: 80 }] },
      unknown: { ingress: [{ cidr_blocks: [true, false] }, {}], egress: true },
    };
    const root = {
      resources: [
        written('aws_security_group', 'g', { ingress: [{ cidr_blocks: { references: ['var.office'] } }, {}] }),
      ],
    };
    const block = configurationOf(plan([group], root)).block('aws_security_group.g');
    expect(isUnknown(block?.get('ingress[0].cidr_blocks[0]'))).toBe(true);
    expect(block?.get('ingress[0].cidr_blocks[1]')).toBe('10.0.0.0/8');
    expect(block?.get('ingress[1].from_port')).toBe(80);
  });

  it('leaves out what the plan destroys', () => {
    const gone = { ...database, after: null, actions: ['delete'] };
    expect(configurationOf(plan([gone, key])).blocks.map(({ address }) => address)).toEqual(['aws_kms_key.k[0]']);
  });

  it('follows variables and outputs of modules', () => {
    const queue: Planned = {
      address: 'module.m["x"].module.n.aws_sqs_queue.q["a"]',
      module: 'module.m["x"].module.n',
      type: 'aws_sqs_queue',
      name: 'q',
      index: 'a',
      after: { name: 'a' },
      unknown: { kms_master_key_id: true, policy: true },
    };
    const root = {
      module_calls: {
        keys: {
          module: {
            resources: [written('aws_kms_key', 'main', {})],
            outputs: { arn: { expression: { references: ['aws_kms_key.main.arn', 'aws_kms_key.main'] } } },
          },
        },
        m: {
          expressions: { key: { references: ['module.keys.arn', 'module.keys'] } },
          module: {
            module_calls: {
              n: {
                expressions: { key_arn: { constant_value: '${var.key}', references: ['var.key'] } },
                module: {
                  resources: [
                    written('aws_sqs_queue', 'q', {
                      kms_master_key_id: { constant_value: '${var.key_arn}', references: ['var.key_arn'] },
                    }),
                  ],
                },
              },
            },
          },
        },
      },
    };
    const main: Planned = {
      address: 'module.keys.aws_kms_key.main',
      module: 'module.keys',
      type: 'aws_kms_key',
      name: 'main',
      after: {},
      unknown: { arn: true },
    };
    const configuration = configurationOf(plan([queue, main], root));
    const block = configuration.block('module.m["x"].module.n.aws_sqs_queue.q["a"]');
    const value = block?.get('kms_master_key_id');
    expect(configuration.link(value, ['aws_kms_key']).blocks.map(({ address }) => address)).toEqual([
      'module.keys.aws_kms_key.main',
    ]);
  });

  it('tells providers, their aliases and versions', () => {
    const configuration = configurationOf({
      ...plan([database], { resources: [written('aws_db_instance', 'd', {}, { provider_config_key: 'aws.eu' })] }),
      configuration: {
        root_module: { resources: [written('aws_db_instance', 'd', {}, { provider_config_key: 'aws.eu' })] },
        provider_config: {
          aws: { name: 'aws', version_constraint: '~> 6.0', expressions: { region: { constant_value: 'us-east-1' } } },
          'aws.eu': {
            name: 'aws',
            alias: 'eu',
            expressions: { default_tags: [{ tags: { constant_value: { Owner: 'a' } } }] },
          },
          'module.m:aws': { name: 'aws', module_address: 'module.m', expressions: {} },
        },
      },
    });
    expect(configuration.providerMajor('aws')).toBe(6);
    expect(configuration.block('provider.aws.eu')?.get('default_tags[0].tags.Owner')).toBe('a');
    expect(configuration.block('aws_db_instance.d')?.raw.provider).toBe('aws.eu');
    expect(configuration.ofType('provider.aws')).toHaveLength(2);
  });

  it('does not judge variables, and uses their values', () => {
    const topic: Planned = {
      address: 'aws_sns_topic.t',
      type: 'aws_sns_topic',
      name: 't',
      after: {},
      unknown: { policy: true },
    };
    const configuration = configurationOf(
      plan(
        [topic],
        { resources: [written('aws_sns_topic', 't', { policy: { constant_value: '${var.on ? var.text : ""}' } })] },
        { variables: { on: { value: true }, text: { value: '${literal}' } } },
      ),
    );
    expect(configuration.block('aws_sns_topic.t')?.get('policy')).toBe('${literal}');
    expect(configuration.blocks.map(({ kind }) => kind)).toEqual(['resource']);
  });

  it('reads whatever it finds without throwing', () => {
    const odd = [
      { format_version: '1.2', planned_values: null },
      { format_version: '1.2', resource_changes: [] },
      plan([{ ...database, after: { __proto__: 1, constructor: { prototype: 'x' } }, unknown: [true] }]),
      plan([database], { resources: [], module_calls: { m: {} }, outputs: { o: {} } }),
    ];
    for (const json of odd) expect(configurationOf(json).kind).toBe('plan');
  });
});
