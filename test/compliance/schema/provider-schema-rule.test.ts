import { assess, loadJson } from '../../../lib/compliance';
import { PROVIDER_SCHEMA_RULE } from '../../../lib/compliance/engine/registry';
import { providerSchemaRule } from '../../../lib/compliance/schema/provider-schema-rule';
import { AWS, assessSchema, judge, judgeResource, problemsOf } from './judge-schema';

const required = (version: string, source = 'hashicorp/aws') => ({
  terraform: { required_providers: { aws: { source, version } } },
});
const misspelt = { resource: { aws_kms_key: { main: { descripton: 'orders' } } } };

describe('names', () => {
  it('finds a misspelt argument, where it stands, and says what was meant', () => {
    const [finding, ...others] = judgeResource('aws_db_instance', {
      instance_class: 'db.t4g.micro',
      storage_encryptd: true,
    });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: PROVIDER_SCHEMA_RULE,
      verdict: 'fail',
      severity: 'medium',
      address: 'aws_db_instance.main',
      path: 'storage_encryptd',
      message: 'aws_db_instance has no argument or nested block storage_encryptd; did you mean storage_encrypted?',
      observed: true,
      expected: 'storage_encrypted',
    });
  });

  it('finds it in nested blocks, in attributes that hold objects, and in lifecycle', () => {
    expect(
      problemsOf('aws_s3_bucket_versioning', { bucket: 'b', versioning_configuration: [{ statos: 'x' }] }),
    ).toEqual([
      'versioning_configuration[0].statos: versioning_configuration[0] of aws_s3_bucket_versioning has no argument or nested block statos; did you mean status?',
      'versioning_configuration[0].status: versioning_configuration[0] of aws_s3_bucket_versioning needs status, which is missing',
    ]);
    expect(problemsOf('aws_vpc', { lifecycle: { prevent_destory: true } })).toEqual([
      'lifecycle.prevent_destory: lifecycle of aws_vpc has no argument or nested block prevent_destory; did you mean prevent_destroy?',
    ]);
    const paths = problemsOf('aws_route_table', { vpc_id: 'v', route: [{ cidr_blok: '10.0.0.0/8' }] });
    expect(paths).toContainEqual(expect.stringMatching(/^route\[0\]\.cidr_blok: .*did you mean cidr_block\?$/));
    expect(paths).toHaveLength(2);
  });

  it('tells what the provider sets from what it does not know', () => {
    expect(problemsOf('aws_vpc', { arn: 'a' })).toEqual([
      'arn: arn of aws_vpc is set by the provider, no configuration can',
    ]);
    expect(problemsOf('aws_vpc', { id: 'a' })).toEqual([
      'id: id of aws_vpc is set by the provider, no configuration can',
    ]);
    expect(
      problemsOf('aws_elasticache_reserved_cache_node', { id: 'a', reserved_cache_nodes_offering_id: 'o' }),
    ).toEqual([]);
    expect(problemsOf('aws_vpc', { zzzzzzzzzzzz: 'a' })).toEqual([
      'zzzzzzzzzzzz: aws_vpc has no argument or nested block zzzzzzzzzzzz',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a~1/b', 'a.b["c"]'])(
    'finds the key %s',
    (key) => {
      const body = JSON.parse(`{${JSON.stringify(key)}: {"a": 1}}`) as object;
      expect(judgeResource('aws_vpc', body)).toHaveLength(1);
      expect(judgeResource('aws_vpc', { tags: body })).toHaveLength(1);
    },
  );

  it('lets Terraform have its own arguments, and comments', () => {
    const metaArguments = {
      '//': { metadata: { path: 'stack/vpc' } },
      count: 2,
      for_each: '${toset([])}',
      depends_on: ['aws_subnet.s'],
      provider: 'aws.eu',
      lifecycle: [{ prevent_destroy: true, ignore_changes: ['tags'] }],
      provisioner: [{ 'local-exec': { command: 'true' } }],
      connection: { type: 'ssh' },
      timeouts: null,
    };
    expect(problemsOf('aws_vpc', metaArguments)).toEqual([]);
    expect(problemsOf('aws_security_group', { timeouts: { '//': 'slow', create: '5m' } })).toEqual([]);
  });

  it('finds a resource type, a data source and a provider argument that do not exist', () => {
    const findings = judge({
      resource: { aws_db_instanc: { a: {} }, aws_caller_identity: { a: {} } },
      data: { aws_vpcc: { a: {} }, aws_db_option_group: { a: {} }, aws_vpc: { a: { idd: 'x', id: 'vpc-1' } } },
      provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', regoin: 'us-east-1' }] },
    });
    expect(findings.map(({ address, message }) => `${address}: ${message}`)).toEqual([
      'aws_caller_identity.a: aws_caller_identity is no resource type of hashicorp/aws 6.25.0; it is a data source',
      'aws_db_instanc.a: aws_db_instanc is no resource type of hashicorp/aws 6.25.0; did you mean aws_db_instance?',
      'data.aws_db_option_group.a: aws_db_option_group is no data source of hashicorp/aws 6.25.0; it is a resource',
      'data.aws_vpc.a: data.aws_vpc has no argument or nested block idd; did you mean id?',
      'data.aws_vpcc.a: aws_vpcc is no data source of hashicorp/aws 6.25.0; did you mean aws_vpc?',
      'provider.aws.us: provider.aws has no argument or nested block regoin; did you mean region?',
    ]);
  });
});

describe('values', () => {
  // What terraform 1.11 with hashicorp/aws says of each was measured with `terraform validate`.
  it.each<[type: string, body: object]>([
    ['aws_security_group', { name: 5 }],
    ['aws_security_group', { name: true }],
    ['aws_security_group', { name: null, tags: { a: 1, b: true, c: null } }],
    ['aws_security_group', { revoke_rules_on_delete: 'true' }],
    ['aws_security_group', { revoke_rules_on_delete: '1' }],
    ['aws_security_group', { revoke_rules_on_delete: '${var.flag}' }],
    ['aws_security_group', { timeouts: [] }],
    ['aws_security_group', { timeouts: [null] }],
    ['aws_security_group', { timeouts: [{}] }],
    ['aws_security_group', { ingress: '${var.rules}' }],
    ['aws_security_group', { ingress: ['${var.rule}'] }],
    ['aws_security_group', { tags: '${merge(local.tags, { a = "b" })}' }],
    ...['10', '1e1', '5.', '.5', '+5', '-5', '${var.size}', '1${var.zeros}', 10].map((size): [string, object] => [
      'aws_db_instance',
      { instance_class: 'c', allocated_storage: size },
    ]),
    ['aws_db_instance', { instance_class: '${var.c}', vpc_security_group_ids: [null, 1, '${var.x}'] }],
    ['aws_db_instance', { instance_class: '$${literal}', vpc_security_group_ids: '${aws_security_group.g[*].id}' }],
  ])('accepts %s %j', (type, body) => {
    expect(problemsOf(type, body)).toEqual([]);
  });

  it.each<[type: string, body: object, path: string, expected: string]>([
    ['aws_security_group', { name: ['a'] }, 'name', 'a string'],
    ['aws_security_group', { name: { a: 1 } }, 'name', 'a string'],
    ['aws_security_group', { revoke_rules_on_delete: 'True' }, 'revoke_rules_on_delete', 'true or false'],
    ['aws_security_group', { revoke_rules_on_delete: 1 }, 'revoke_rules_on_delete', 'true or false'],
    ['aws_security_group', { revoke_rules_on_delete: '' }, 'revoke_rules_on_delete', 'true or false'],
    ['aws_security_group', { tags: { a: { b: 'c' } } }, 'tags.a', 'a string'],
    ['aws_security_group', { tags: [{ a: 'b' }] }, 'tags', 'a map of strings'],
    ['aws_security_group', { tags: 'a' }, 'tags', 'a map of strings'],
    ['aws_security_group', { timeouts: 5 }, 'timeouts', 'a block: an object or a list of objects'],
    ['aws_security_group', { timeouts: '${var.t}' }, 'timeouts', 'a block: an object or a list of objects'],
    ['aws_security_group', { timeouts: [{}, {}] }, 'timeouts', 'at most 1 block'],
    ['aws_security_group', { ingress: { from_port: 1 } }, 'ingress', 'a list of objects'],
    [
      'aws_security_group',
      { ingress: [{ from_port: 1, to_port: 1, protocol: '-1' }] },
      'ingress[0]',
      'every field, null where it is not set',
    ],
    ...[' 5', '0x10', '1_0', '', 'Inf', 'ten', true, [5]].map((size): [string, object, string, string] => [
      'aws_db_instance',
      { instance_class: 'c', allocated_storage: size },
      'allocated_storage',
      'a number',
    ]),
    [
      'aws_db_instance',
      { instance_class: 'c', vpc_security_group_ids: 'sg-1' },
      'vpc_security_group_ids',
      'a list of strings',
    ],
    [
      'aws_db_instance',
      { instance_class: 'c', vpc_security_group_ids: 'a${var.x}' },
      'vpc_security_group_ids',
      'a list of strings',
    ],
    [
      'aws_db_instance',
      { instance_class: 'c', vpc_security_group_ids: '${var.x}${var.x}' },
      'vpc_security_group_ids',
      'a list of strings',
    ],
    [
      'aws_db_instance',
      { instance_class: 'c', vpc_security_group_ids: '$${var.l}' },
      'vpc_security_group_ids',
      'a list of strings',
    ],
    [
      'aws_db_instance',
      { instance_class: 'c', vpc_security_group_ids: { 0: 'a' } },
      'vpc_security_group_ids',
      'a list of strings',
    ],
    [
      'aws_db_instance',
      { instance_class: 'c', vpc_security_group_ids: [['a']] },
      'vpc_security_group_ids[0]',
      'a string',
    ],
    ['aws_db_instance', {}, 'instance_class', 'instance_class, which is required'],
    ['aws_db_instance', { instance_class: null }, 'instance_class', 'instance_class, which is required'],
    ['aws_lb_listener', { load_balancer_arn: 'a' }, 'default_action', 'default_action, which is required'],
    [
      'aws_lb_listener',
      { load_balancer_arn: 'a', default_action: [] },
      'default_action',
      'default_action, which is required',
    ],
    [
      'aws_lb_listener',
      { load_balancer_arn: 'a', default_action: null },
      'default_action',
      'default_action, which is required',
    ],
    ['aws_lb_listener', { load_balancer_arn: 'a', default_action: [null] }, 'default_action[0]', 'a block: an object'],
    [
      'aws_lb_listener',
      { load_balancer_arn: 'a', default_action: [{}] },
      'default_action[0].type',
      'type, which is required',
    ],
    [
      'aws_s3tables_table_bucket',
      { name: 'b', encryption_configuration: [{ sse_algorithm: 'AES256', kms_key_arn: null }] },
      'encryption_configuration',
      'an object',
    ],
  ])('refuses %s %j', (type, body, path, expected) => {
    expect(judgeResource(type, body)).toMatchObject([{ verdict: 'fail', path, expected }]);
  });

  it('names the type that it found', () => {
    expect(problemsOf('aws_db_instance', { instance_class: 'c', vpc_security_group_ids: 'sg-1' })).toEqual([
      'vpc_security_group_ids: vpc_security_group_ids of aws_db_instance has to be a list of strings, not a string',
    ]);
  });

  it('shows no value of an argument that it does not know, and masks those of secrets', () => {
    const secret = ['hunter', '2-orders'].join('');
    const findings = [
      ...judgeResource('aws_db_instance', {
        instance_class: 'c',
        passwrd: secret,
        pasword: { value: secret },
        password_: secret,
        passwords: [secret],
        password: [secret],
      }),
      ...judgeResource('aws_lambda_function', {
        role: 'r',
        function_name: 'f',
        environment: { variable: { A: secret } },
      }),
    ];
    expect(findings.map(({ path, observed }) => [path, observed])).toEqual([
      ['password', ['(masked)']],
      ['password_', '(masked)'],
      ['passwords', '(masked)'],
      ['passwrd', '(masked)'],
      ['pasword', '(masked)'],
      ['environment.variable', '(masked)'],
    ]);
    expect(findings[1]?.message).toBe(
      'aws_db_instance has no argument or nested block password_; did you mean password?',
    );
    expect(findings[5]?.message).toContain('no argument or nested block variable; did you mean variables?');
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

describe('dynamic blocks', () => {
  const dynamic = (name: string, content: object, rest: object = {}) => ({
    dynamic: { [name]: { for_each: '${var.rules}', iterator: 'rule', content, ...rest } },
  });

  it('checks their names and their content', () => {
    expect(problemsOf('aws_security_group', dynamic('ingress', { from_port: '${rule.value}' }))).toEqual([]);
    expect(problemsOf('aws_security_group', dynamic('ingress', { from_prt: 1 }))).toEqual([
      'dynamic.ingress.content.from_prt: dynamic.ingress.content of aws_security_group has no argument or nested block from_prt; did you mean from_port?',
    ]);
    expect(problemsOf('aws_security_group', dynamic('ingres', {}))).toEqual([
      'dynamic.ingres: aws_security_group has no nested block ingres; did you mean ingress?',
    ]);
    expect(problemsOf('aws_security_group', dynamic('tags', {}))).toEqual([
      'dynamic.tags: aws_security_group has no nested block tags',
    ]);
    expect(problemsOf('aws_security_group', dynamic('timeouts', {}, { foreach: [] }))).toEqual([
      'dynamic.timeouts.foreach: dynamic.timeouts of aws_security_group has no argument or nested block foreach; did you mean for_each?',
    ]);
  });

  it('reads lists of them, and those in nested blocks and in content', () => {
    const group = [
      { ingress: [{ for_each: [1], content: [{ from_port: 1 }] }] },
      { egress: { for_each: [], content: { bad: 1 } } },
    ];
    expect(problemsOf('aws_security_group', { dynamic: group }).map((text) => text.split(':')[0])).toEqual([
      'dynamic[1].egress.content.bad',
    ]);
    const rule = (content: object) => ({
      name: 'r',
      priority: 1,
      action: { allow: {} },
      statement: {},
      visibility_config: VISIBILITY,
      ...content,
    });
    const acl = (rules: object) => ({
      scope: 'REGIONAL',
      default_action: { allow: {} },
      visibility_config: VISIBILITY,
      ...rules,
    });
    const inContent = acl(dynamic('rule', rule(dynamic('captcha_config', { bad: 1 }))));
    expect(problemsOf('aws_wafv2_web_acl', inContent).map((text) => text.split(':')[0])).toEqual([
      'dynamic.rule.content.dynamic.captcha_config.content.bad',
    ]);
    const inBlock = acl({ rule: [rule(dynamic('rule_label', { name: 'l' }))] });
    expect(problemsOf('aws_wafv2_web_acl', inBlock)).toEqual([]);
  });

  const VISIBILITY = { cloudwatch_metrics_enabled: true, metric_name: 'm', sampled_requests_enabled: true };

  it('count as the block that is required', () => {
    const listener = { load_balancer_arn: 'a' };
    expect(problemsOf('aws_lb_listener', { ...listener, ...dynamic('default_action', { type: 'forward' }) })).toEqual(
      [],
    );
    expect(
      problemsOf('aws_lb_listener', {
        ...listener,
        ...dynamic('default_action', { type: 'forward' }),
        default_action: [],
      }),
    ).toEqual([]);
    expect(
      problemsOf('aws_lb_listener', { ...listener, ...dynamic('mutual_authentication', { mode: 'off' }) }),
    ).toEqual(['default_action: aws_lb_listener needs default_action, which is missing']);
    expect(
      problemsOf('aws_lb_listener', {
        ...listener,
        dynamic: [{ default_action: { for_each: [1], content: { type: 'forward' } } }],
      }),
    ).toEqual([]);
  });
});

describe('what is not judged', () => {
  it('other providers, and other blocks', () => {
    const assessment = assessSchema(
      [
        loadJson({
          resource: { random_id: { a: { byte_lenght: 1 } }, terraform_data: { a: { inptu: 1 } } },
          ephemeral: { aws_secretsmanager_secret_version: { a: { secret: 1 } } },
          provider: { random: { a: 1 } },
          variable: { v: { tpye: 'string' } },
          output: { o: { value: 1 } },
        }),
      ],
      true,
    );
    expect(assessment.findings).toEqual([]);
    expect(assessment.summary).toMatchObject({ pass: 0, fail: 0, unknown: 0 });
  });

  it('blocks whose provider has another source', () => {
    expect(judge({ ...required('1.0.0', 'example/aws'), ...misspelt })).toEqual([]);
    const renamed = {
      terraform: { required_providers: { amazon: { source: 'registry.opentofu.org/hashicorp/aws' }, aws: 'x' } },
      resource: { aws_vpc: { ours: { provider: 'amazon.eu', cidr: 1 } } },
    };
    expect(
      judge(renamed)
        .filter(({ verdict }) => verdict === 'fail')
        .map(({ path }) => path),
    ).toEqual(['cidr']);
  });

  it('plans and states', () => {
    const change = { actions: ['create'], before: null, after: { descripton: 'x' }, after_unknown: {} };
    const plan = {
      format_version: '1.2',
      terraform_version: '1.11.4',
      planned_values: {
        root_module: {
          resources: [
            {
              address: 'aws_kms_key.main',
              mode: 'managed',
              type: 'aws_kms_key',
              name: 'main',
              values: { descripton: 'x' },
            },
          ],
        },
      },
      resource_changes: [{ address: 'aws_kms_key.main', mode: 'managed', type: 'aws_kms_key', name: 'main', change }],
      configuration: { root_module: {} },
    };
    const assessment = assessSchema([loadJson(plan)], true);
    expect(assessment.summary.blocks).toBeGreaterThan(0);
    expect(assessment.findings).toEqual([]);
  });
});

describe('the version of the provider', () => {
  it.each(['6.25.0', '~> 6.0', '>= 5.0, < 7.0', 'nonsense'])('judges where %s may be the installed one', (version) => {
    expect(judge({ ...required(version, 'aws'), ...misspelt })).toMatchObject([
      { verdict: 'fail', path: 'descripton' },
    ]);
  });

  it.each(['5.100.0', '~> 5.0', '> 6.25.0', '6.30.0'])('does not decide what differs from %s', (version) => {
    const findings = judge({ ...required(version), ...misspelt });
    expect(findings).toMatchObject([
      { verdict: 'unknown', address: 'aws_kms_key.main', path: 'descripton' },
      { verdict: 'unknown', address: 'terraform', observed: version },
    ]);
    expect(findings[0]?.message).toContain(`(in hashicorp/aws 6.25.0; the configuration asks for ${version})`);
    expect(findings[1]?.message).toContain('@cdktf/provider-aws 21.22.1 knows the arguments of 6.25.0');
  });
});

describe('the rule', () => {
  it('keeps its own examples', () => {
    const { examples } = providerSchemaRule([AWS]);
    for (const { configuration } of examples.good) expect(judge(configuration)).toEqual([]);
    for (const { configuration } of examples.bad) expect(judge(configuration)).toHaveLength(1);
  });

  it('is suppressed as any other', () => {
    const request = { rule: PROVIDER_SCHEMA_RULE, reason: 'newer than the bindings', address: 'aws_kms_key.main' };
    const rule = providerSchemaRule([AWS]);
    const { findings, suppressionProblems } = assess(
      [loadJson({ resource: { aws_kms_key: { main: { new_argument: 1 }, other: { new_argument: 1 } } } })],
      [{ rule, severity: 'medium', options: {} }],
      {
        suppressions: [
          { request, file: 'guardrails.json', origin: 'settings' as const, rules: new Set([PROVIDER_SCHEMA_RULE]) },
        ],
      },
    );
    expect(findings.map(({ address, suppressed }) => [address, suppressed?.reason])).toEqual([
      ['aws_kms_key.main', 'newer than the bindings'],
      ['aws_kms_key.other', undefined],
    ]);
    expect(suppressionProblems).toEqual([]);
  });

  it('judges nothing without schemas', () => {
    const rule = providerSchemaRule([]);
    const selection = [{ rule, severity: rule.severity, options: {} }];
    const { summary } = assess([loadJson({ ...required('1.0.0'), ...misspelt })], selection);
    expect(summary).toMatchObject({ pass: 0, fail: 0, unknown: 0 });
  });
});
