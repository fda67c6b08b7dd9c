import { InputError } from '../../../lib/compliance/model/input-error';
import { loadJson } from '../../../lib/compliance/model/load';
import type { Block, Configuration } from '../../../lib/compliance/model/block';
import { isUnknown } from '../../../lib/compliance/model/value';

function read(json: object | string): Configuration {
  return loadJson(typeof json === 'string' ? json : JSON.stringify(json), 'cdk.tf.json').configuration;
}

function only(configuration: Configuration, address: string): Block {
  const block = configuration.block(address);
  if (block === undefined) throw new Error(`no block ${address}`);
  return block;
}

describe('blocks', () => {
  it('reads every kind of block with the address of Terraform', () => {
    const configuration = read({
      terraform: { required_version: '>= 1.11', backend: { s3: { bucket: 'b' } } },
      provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] },
      variable: { size: { default: 1 } },
      locals: { tier: 'web' },
      output: { id: { value: '${aws_vpc.main.id}' } },
      module: { net: { source: './net' } },
      data: { aws_caller_identity: { me: {} } },
      resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } },
    });
    expect(configuration.blocks.map((block) => [block.address, block.selector])).toEqual([
      ['aws_vpc.main', 'aws_vpc'],
      ['data.aws_caller_identity.me', 'data.aws_caller_identity'],
      ['provider.aws', 'provider.aws'],
      ['provider.aws.us', 'provider.aws'],
      ['var.size', 'variable'],
      ['output.id', 'output'],
      ['module.net', 'module'],
      ['local.tier', 'local'],
      ['terraform', 'terraform'],
      ['terraform.backend.s3', 'terraform.backend'],
    ]);
  });

  it('reads sections, types and names that are arrays of objects', () => {
    const configuration = read({
      resource: [{ aws_vpc: [{ a: [{ cidr_block: '10.0.0.0/16' }] }] }, { aws_vpc: { b: {} } }],
    });
    expect(configuration.ofType('aws_vpc').map((block) => block.address)).toEqual(['aws_vpc.a', 'aws_vpc.b']);
    expect(only(configuration, 'aws_vpc.a').get('cidr_block')).toBe('10.0.0.0/16');
  });

  it('refuses an address that is declared twice through arrays, with its place', () => {
    expect(() => read('{"resource": [{"aws_vpc": {"a": {}}},\n {"aws_vpc": {"a": {}}}]}')).toThrow(
      /^cdk\.tf\.json:2:\d+: duplicate resource aws_vpc\.a: it is declared in the same file too/,
    );
  });

  it('refuses a block that is no object, with its place', () => {
    expect(() => read('{"resource": {"aws_vpc": {\n "a": 5}}}')).toThrow(
      new InputError('expected an object at resource.aws_vpc.a, got a number', {
        file: 'cdk.tf.json',
        position: { line: 2, column: 2 },
      }),
    );
  });

  it('leaves out what count = 0 or an empty for_each removes', () => {
    const configuration = read({
      variable: { on: { default: 0 } },
      resource: {
        aws_vpc: {
          a: { count: 0 },
          b: { for_each: {} },
          c: { count: '${var.on}' },
          d: { count: 2 },
          e: { for_each: '${var.many}' },
        },
      },
    });
    expect(configuration.ofType('aws_vpc').map((block) => block.name)).toEqual(['d', 'e']);
  });

  it('keeps apart names that JavaScript objects inherit', () => {
    const configuration = read(
      '{"resource": {"__proto__": {"constructor": {"__proto__": {"x": true}, "toString": null}}}}',
    );
    const block = only(configuration, '__proto__.constructor');
    expect(block.get('__proto__.x')).toBe(true);
    expect(block.get('toString')).toBeUndefined();
    expect(block.get('hasOwnProperty')).toBeUndefined();
    expect(configuration.ofType('toString')).toEqual([]);
  });

  it('reads the construct path that CDKTF writes', () => {
    const configuration = read({ resource: { aws_vpc: { a: { '//': { metadata: { path: 'stack/net/vpc' } } } } } });
    expect(only(configuration, 'aws_vpc.a').constructPath).toBe('stack/net/vpc');
  });
});

describe('values', () => {
  const configuration = read({
    variable: {
      open: { default: true },
      bare: { type: 'string' },
      empty: { default: null },
      loop: { default: '${local.loop}' },
    },
    locals: { port: 22, chain: '${local.port}', loop: '${var.loop}', key: '${aws_kms_key.k.arn}' },
    resource: {
      aws_kms_key: { k: {} },
      aws_thing: {
        t: {
          flag: '${var.open}',
          bare: '${var.bare}',
          empty: '${var.empty}',
          port: '${local.chain}',
          loop: '${local.loop}',
          nothing: null,
          key: '${local.key}',
          list: ['a', '${var.bare}', null],
          block: [{ inner: { x: 1 } }],
          many: [{ x: 1 }, { x: 2 }],
        },
      },
    },
  });
  const thing = only(configuration, 'aws_thing.t');

  it('resolves defaults of variables and chains of locals to values of their own type', () => {
    expect(thing.get('flag')).toBe(true);
    expect(thing.get('port')).toBe(22);
  });

  it('gives a default the type that its variable declares', () => {
    const typed = read({
      variable: {
        port: { type: 'number', default: '22' },
        rule: {
          type: 'object({ open = optional(bool, false), port = optional(number) })',
          default: { port: '443', other: 1 },
        },
      },
      resource: { aws_thing: { t: { port: '${var.port}', open: '${var.rule.open}', rule: '${var.rule}' } } },
    });
    expect(only(typed, 'aws_thing.t').get('port')).toBe(22);
    expect(only(typed, 'aws_thing.t').get('open')).toBe(false);
    expect(only(typed, 'aws_thing.t').get('rule.other')).toBeUndefined();
  });

  it('takes null as absent, through a variable too', () => {
    expect(thing.get('nothing')).toBeUndefined();
    expect(thing.get('empty')).toBeUndefined();
    expect(thing.get('missing')).toBeUndefined();
  });

  it('keeps the expression of what is not known', () => {
    const value = thing.get('bare');
    expect(isUnknown(value) && value.expression).toBe('${var.bare}');
  });

  it('gives names that refer to themselves as unknown', () => {
    expect(isUnknown(thing.get('loop'))).toBe(true);
  });

  it('follows paths through lists and blocks of one', () => {
    expect(thing.get('block.inner.x')).toBe(1);
    expect(thing.get('many[1].x')).toBe(2);
    expect(thing.get('many.x')).toBeUndefined();
    expect(thing.get('list[0]')).toBe('a');
    expect(isUnknown(thing.get('list[1]'))).toBe(true);
  });
});

describe('nested blocks', () => {
  const configuration = read({
    variable: { ports: { default: [22, 443] }, later: { type: 'list(number)' } },
    resource: {
      aws_security_group: {
        object: { ingress: { from_port: 1 } },
        list: { ingress: [{ from_port: 1, prefix_list_ids: null }, { from_port: 2 }] },
        literal: {
          dynamic: { ingress: { for_each: [{ p: 22 }, { p: 443 }], content: { from_port: '${ingress.value.p}' } } },
        },
        arrays: {
          dynamic: [{ ingress: [{ for_each: [22], content: [{ from_port: '${ingress.value}' }] }] }],
        },
        variable: {
          dynamic: { ingress: { for_each: '${var.ports}', iterator: 'it', content: { from_port: '${it.value}' } } },
        },
        unknown: {
          dynamic: {
            ingress: {
              for_each: '${var.later}',
              content: { from_port: '${ingress.value}', cidr_blocks: ['0.0.0.0/0'] },
            },
          },
        },
        expression: { ingress: '${var.later}' },
        none: { dynamic: { ingress: { for_each: [], content: {} } } },
      },
    },
  });
  const ports = (name: string) =>
    only(configuration, `aws_security_group.${name}`)
      .nested('ingress')
      .map((item) => [item.path, item.get('from_port')]);

  it('takes an object and an array of objects alike', () => {
    expect(ports('object')).toEqual([['ingress[0]', 1]]);
    expect(ports('list')).toEqual([
      ['ingress[0]', 1],
      ['ingress[1]', 2],
    ]);
  });

  it('takes an explicit null inside an item as absent', () => {
    expect(only(configuration, 'aws_security_group.list').nested('ingress')[0]?.get('prefix_list_ids')).toBeUndefined();
  });

  it('expands dynamic blocks over literals and defaults', () => {
    expect(ports('literal')).toEqual([
      ['dynamic.ingress[0]', 22],
      ['dynamic.ingress[1]', 443],
    ]);
    expect(ports('variable')).toEqual([
      ['dynamic.ingress[0]', 22],
      ['dynamic.ingress[1]', 443],
    ]);
    expect(ports('none')).toEqual([]);
  });

  it('takes a body in an array of one, at every level of a dynamic block', () => {
    expect(ports('arrays')).toEqual([['dynamic.ingress[0]', 22]]);
  });

  it('marks what it cannot expand, and still reads its literal content', () => {
    const [item] = only(configuration, 'aws_security_group.unknown').nested('ingress');
    expect(item?.unknown?.expression).toBe('${var.later}');
    expect(item?.get('cidr_blocks')).toEqual(['0.0.0.0/0']);
    expect(isUnknown(item?.get('from_port'))).toBe(true);
    expect(only(configuration, 'aws_security_group.expression').nested('ingress')[0]?.unknown?.expression).toBe(
      '${var.later}',
    );
  });

  it('never takes a dynamic block as absent when a path asks for it', () => {
    expect(only(configuration, 'aws_security_group.literal').get('ingress[1].from_port')).toBe(443);
    expect(isUnknown(only(configuration, 'aws_security_group.unknown').get('ingress.from_port'))).toBe(true);
  });
});

describe('references', () => {
  const configuration = read({
    locals: { key: '${aws_kms_key.k.arn}' },
    data: { aws_iam_policy_document: { p: { statement: [{ resources: ['${aws_kms_key.k.arn}'] }] } } },
    resource: {
      aws_kms_key: { k: {} },
      aws_s3_bucket: { b: { bucket: 'reports' }, u: { bucket: '${var.name}' } },
      aws_secretsmanager_secret: {
        s: { kms_key_id: '${local.key}' },
        t: { kms_key_id: '${data.aws_kms_key.other.arn}' },
      },
      aws_s3_bucket_policy: { p: { bucket: 'reports', policy: '${data.aws_iam_policy_document.p.json}' } },
    },
  });

  it('knows who refers to a block, through locals too', () => {
    const referrers = configuration.referrers(only(configuration, 'aws_kms_key.k'));
    expect(referrers.map(({ block, path, attribute }) => [block.address, path, attribute])).toEqual([
      ['aws_secretsmanager_secret.s', 'kms_key_id', 'arn'],
      ['data.aws_iam_policy_document.p', 'statement[0].resources[0]', 'arn'],
    ]);
    expect(configuration.referrers(only(configuration, 'aws_kms_key.k'), 'aws_secretsmanager_secret')).toHaveLength(1);
  });

  it('links a value to the blocks it means, by reference and by equal literal', () => {
    const secret = only(configuration, 'aws_secretsmanager_secret.s');
    expect(configuration.link(secret.get('kms_key_id'), ['aws_kms_key']).blocks.map((block) => block.address)).toEqual([
      'aws_kms_key.k',
    ]);
    const policy = only(configuration, 'aws_s3_bucket_policy.p');
    const link = configuration.link(policy.get('bucket'), ['aws_s3_bucket'], ['bucket', 'id']);
    expect(link.blocks.map((block) => block.address)).toEqual(['aws_s3_bucket.b']);
  });

  it('says that a link is unknown when it leads to no block', () => {
    const link = configuration.link(only(configuration, 'aws_secretsmanager_secret.t').get('kms_key_id'), [
      'aws_kms_key',
    ]);
    expect(link.blocks).toEqual([]);
    expect(link.unknown?.expression).toBe('${data.aws_kms_key.other.arn}');
  });
});

describe('links of expressions', () => {
  const configuration = read({
    variable: { more: { type: 'list(string)' } },
    resource: {
      aws_subnet: { a: {}, b: {} },
      aws_db_subnet_group: {
        g: { both: '${concat([aws_subnet.a.id], var.more)}', known: '${[aws_subnet.a.id, aws_subnet.b.id]}' },
      },
    },
  });
  const group = only(configuration, 'aws_db_subnet_group.g');

  it('say what they lead to, and that a part leads nowhere', () => {
    const link = configuration.link(group.get('both'), ['aws_subnet']);
    expect(link.blocks.map((block) => block.address)).toEqual(['aws_subnet.a']);
    expect(link.unknown?.expression).toContain('var.more');
    expect(configuration.link(group.get('known'), ['aws_subnet']).unknown).toBeUndefined();
  });
});

describe('positions and providers', () => {
  it('places a block and an attribute; an absent attribute at its block', () => {
    const text =
      '{\n  "resource": {\n    "aws_vpc": {\n      "a": {\n        "cidr_block": "10.0.0.0/8"\n      }\n    }\n  }\n}';
    const configuration = read(text);
    const block = only(configuration, 'aws_vpc.a');
    expect(configuration.locate(block)).toEqual({ line: 4, column: 12 });
    expect(configuration.locate(block, 'cidr_block')).toEqual({ line: 5, column: 9 });
    expect(configuration.locate(block, 'tags.Name')).toEqual({ line: 4, column: 12 });
  });

  it.each([
    ['6.25.0', 6],
    ['~> 5.0', 5],
    ['>= 5.1, < 7.0', 5],
    ['= 4.67.0', 4],
    ['< 6.0', undefined],
  ])('reads the lowest major version of %s', (version, major) => {
    expect(read({ terraform: { required_providers: { aws: { source: 'aws', version } } } }).providerMajor('aws')).toBe(
      major,
    );
  });

  it('reads ephemeral blocks, and what they refer to', () => {
    const { configuration } = loadJson({
      ephemeral: { aws_secretsmanager_secret_version: { db: { secret_id: '${aws_secretsmanager_secret.db.id}' } } },
      resource: { aws_secretsmanager_secret: { db: { name: 'db' } } },
    });
    const secret = configuration.block('aws_secretsmanager_secret.db');
    const [referrer] = secret === undefined ? [] : configuration.referrers(secret);
    expect(referrer).toMatchObject({ path: 'secret_id', attribute: 'id' });
    expect(referrer?.block).toMatchObject({
      kind: 'ephemeral',
      address: 'ephemeral.aws_secretsmanager_secret_version.db',
      selector: 'ephemeral.aws_secretsmanager_secret_version',
    });
  });

  it('does not know what is inside of a block that is an expression, alone or in a list', () => {
    for (const rule of ['${var.rule}', ['${var.rule}']]) {
      const { configuration } = loadJson({ variable: { rule: {} }, resource: { aws_x: { y: { rule } } } });
      const value = configuration.block('aws_x.y')?.get('rule.status');
      expect(isUnknown(value)).toBe(true);
    }
  });
});
