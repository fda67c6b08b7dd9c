import { isUnknown } from '../../../../lib/compliance/model/value';
import { ModuleProject } from './module-project';

let project: ModuleProject;

beforeEach(() => {
  project = new ModuleProject();
});

afterEach(() => {
  project.remove();
});

/** Display addresses of the blocks of a selector. */
function addresses(selector: string): readonly string[] {
  const { configuration } = project.load();
  return configuration
    .ofType(selector)
    .map(({ address }) => configuration.displayText?.(address) ?? address)
    .sort();
}

const call = (more: object = {}) => ({ module: { net: { source: '../net', ...more } } });

describe('variables of a module', () => {
  // What Terraform 1.11 prints for the same files.
  const variables = {
    x: { default: 'dx' },
    y: { default: 'dy', nullable: false },
    z: { type: 'string', default: 'dz' },
    o: { type: 'object({p=number,q=optional(bool,false)})' },
    l: { type: 'list(string)', default: [] },
  };
  const child = {
    variable: variables,
    output: { all: { value: { x: '${var.x}', y: '${var.y}', z: '${var.z}', o: '${var.o}', l: '${var.l}' } } },
  };

  it('are the arguments of the call, converted to their types', () => {
    project.write({
      'root/main.tf.json': {
        ...call({ x: 'given', y: 1, o: { p: '22', extra: 1 }, l: ['1', 2] }),
        output: { all: { value: '${module.net.all}' } },
      },
      'net/main.tf.json': child,
    });
    expect(project.output('all')).toEqual({ x: 'given', y: 1, z: 'dz', o: { p: 22, q: false }, l: ['1', '2'] });
  });

  it('are null where null is given, and the default where they are not nullable', () => {
    project.write({
      'root/main.tf.json': {
        ...call({ x: null, y: null, z: null, o: { p: 1 } }),
        output: { all: { value: '${module.net.all}' } },
      },
      'net/main.tf.json': child,
    });
    expect(project.output('all')).toEqual({ y: 'dy', o: { p: 1, q: false }, l: [] });
  });

  it('mean what the caller means, not what the module or the root has under the same name', () => {
    project.write({
      'root/main.tf.json': {
        variable: { name: { default: 'root' }, other: { default: 'wrong' } },
        locals: { name: 'local of root' },
        ...call({ name: '${var.name}/${local.name}' }),
        output: { text: { value: '${module.net.text}' }, other: { value: '${module.net.other}' } },
      },
      'net/main.tf.json': {
        variable: { name: {}, other: {} },
        locals: { name: 'local of net' },
        output: { text: { value: '${var.name} + ${local.name}' }, other: { value: '${var.other}' } },
      },
    });
    expect(project.output('text')).toBe('root/local of root + local of net');
    const { configuration } = project.load();
    const other = configuration.block('output.other')?.get('value');
    expect(configuration.displayText?.(isUnknown(other) ? other.expression : 'known')).toBe('${module.net.var.other}');
  });

  it('that do not fit their type are unknown', () => {
    project.write({
      'root/main.tf.json': { ...call({ n: 'many' }), output: { n: { value: '${module.net.n}' } } },
      'net/main.tf.json': { variable: { n: { type: 'number' } }, output: { n: { value: '${var.n}' } } },
    });
    expect(isUnknown(project.output('n'))).toBe(true);
  });
});

describe('instances of a module', () => {
  const child = {
    variable: { cidr: {}, name: {} },
    resource: { aws_vpc: { main: { cidr_block: '${var.cidr}', tags: { Name: '${var.name}' } } } },
    output: { id: { value: '${aws_vpc.main.id}' }, cidr: { value: '${var.cidr}' } },
  };

  it('are those of a known for_each over a map', () => {
    project.write({
      'root/main.tf.json': {
        locals: { nets: { a: { cidr: '10.0.0.0/16' }, 'b-1': { cidr: '10.1.0.0/16' } } },
        ...call({ for_each: '${local.nets}', cidr: '${each.value.cidr}', name: 'vpc-${each.key}' }),
        output: {
          one: { value: '${module.net["b-1"].cidr}' },
          all: { value: '${values(module.net)[*].cidr}' },
        },
      },
      'net/main.tf.json': child,
    });
    expect(addresses('aws_vpc')).toEqual(['module.net["a"].aws_vpc.main', 'module.net["b-1"].aws_vpc.main']);
    const { configuration } = project.load();
    expect(configuration.block('module.net["b-1"].aws_vpc.main')?.get('tags.Name')).toBe('vpc-b-1');
    expect(project.output('one')).toBe('10.1.0.0/16');
    expect(project.output('all')).toEqual(['10.0.0.0/16', '10.1.0.0/16']);
  });

  it('are those of a set and of a count', () => {
    project.write({
      'root/main.tf.json': {
        module: {
          net: { source: '../net', for_each: '${toset(["x", "$${y}"])}', cidr: '${each.value}', name: '${each.key}' },
          many: { source: '../net', count: '${1 + 1}', cidr: '10.${count.index}.0.0/16', name: 'n' },
        },
        output: { many: { value: '${module.many[*].cidr}' }, set: { value: '${module.net["x"].cidr}' } },
      },
      'net/main.tf.json': child,
    });
    expect(addresses('aws_vpc')).toEqual([
      'module.many[0].aws_vpc.main',
      'module.many[1].aws_vpc.main',
      'module.net["${y}"].aws_vpc.main',
      'module.net["x"].aws_vpc.main',
    ]);
    expect(project.load().configuration.block('module.net["${y}"].aws_vpc.main')?.get('tags.Name')).toBe('${y}');
    expect(project.output('many')).toEqual(['10.0.0.0/16', '10.1.0.0/16']);
    expect(project.output('set')).toBe('x');
  });

  it('are none for a count of 0 and an empty for_each', () => {
    project.write({
      'root/main.tf.json': {
        module: {
          net: { source: '../net', count: 0 },
          none: { source: '../net', for_each: {} },
        },
        resource: { aws_vpc: { own: {} } },
      },
      'net/main.tf.json': child,
    });
    expect(addresses('aws_vpc')).toEqual(['aws_vpc.own']);
    expect(addresses('variable')).toEqual([]);
  });

  it('stand for one where they are not known, and each.value is unknown then', () => {
    project.write({
      'root/main.tf.json': {
        variable: { nets: {} },
        ...call({ for_each: '${var.nets}', cidr: '${each.value}', name: 'fixed' }),
      },
      'net/main.tf.json': child,
    });
    expect(addresses('aws_vpc')).toEqual(['module.net.aws_vpc.main']);
    const { configuration } = project.load();
    const block = configuration.block('module.net.aws_vpc.main');
    const cidr = block?.get('cidr_block');
    expect(configuration.displayText?.(isUnknown(cidr) ? cidr.expression : 'known')).toBe('${module.net.each.value}');
    expect(isUnknown(block?.get('count'))).toBe(true);
    expect(block?.get('tags.Name')).toBe('fixed');
  });

  it('may be decided by an output of another module', () => {
    project.write({
      'root/main.tf.json': {
        module: {
          first: { source: '../net', for_each: '${toset(module.second.names)}', cidr: '${each.key}', name: 'n' },
          second: { source: '../names' },
        },
      },
      'net/main.tf.json': child,
      'names/main.tf.json': { locals: { all: ['p', 'q'] }, output: { names: { value: '${local.all}' } } },
    });
    expect(addresses('aws_vpc')).toEqual(['module.first["p"].aws_vpc.main', 'module.first["q"].aws_vpc.main']);
  });

  it('of a count inside and outside multiply', () => {
    project.write({
      'root/main.tf.json': call({ count: 2, base: '10.${count.index}' }),
      'net/main.tf.json': {
        variable: { base: {} },
        module: { inner: { source: './inner', count: 2, cidr: '${var.base}.${count.index}.0/24' } },
      },
      'net/inner/main.tf.json': {
        variable: { cidr: {} },
        resource: { aws_subnet: { s: { cidr_block: '${var.cidr}' } } },
      },
    });
    expect(addresses('aws_subnet')).toEqual([
      'module.net[0].module.inner[0].aws_subnet.s',
      'module.net[0].module.inner[1].aws_subnet.s',
      'module.net[1].module.inner[0].aws_subnet.s',
      'module.net[1].module.inner[1].aws_subnet.s',
    ]);
    const last = project.load().configuration.block('module.net[1].module.inner[1].aws_subnet.s');
    expect(last?.get('cidr_block')).toBe('10.1.1.0/24');
  });
});

describe('references between modules', () => {
  it('lead to the blocks in other modules and back', () => {
    project.write({
      'root/main.tf.json': {
        module: {
          net: { source: '../net' },
          app: { source: '../app', vpc: '${module.net.vpc_id}' },
        },
        resource: { aws_flow_log: { f: { vpc_id: '${module.net.vpc_id}' } } },
      },
      'net/main.tf.json': { resource: { aws_vpc: { main: {} } }, output: { vpc_id: { value: '${aws_vpc.main.id}' } } },
      'app/main.tf.json': {
        variable: { vpc: {} },
        locals: { vpc: '${var.vpc}' },
        resource: { aws_security_group: { g: { vpc_id: '${local.vpc}' } } },
      },
    });
    const { configuration } = project.load();
    const [vpc] = configuration.ofType('aws_vpc');
    const [group] = configuration.ofType('aws_security_group');
    if (vpc === undefined || group === undefined) throw new Error('no blocks');
    expect(configuration.link(group.get('vpc_id'), ['aws_vpc']).blocks).toEqual([vpc]);
    expect(configuration.referrers(vpc).map(({ block, path }) => [block.selector, path])).toEqual([
      ['aws_flow_log', 'vpc_id'],
      ['aws_security_group', 'vpc_id'],
    ]);
  });

  it('are those of the instance that is read', () => {
    project.write({
      'root/main.tf.json': {
        variable: { which: {} },
        ...call({ for_each: { a: 1, b: 2 } }),
        resource: {
          aws_flow_log: {
            one: { vpc_id: '${module.net["b"].id}' },
            some: { vpc_id: '${module.net[var.which].id}' },
            all: { vpc_id: '${values(module.net)[*].id}' },
          },
        },
      },
      'net/main.tf.json': { resource: { aws_vpc: { v: {} } }, output: { id: { value: '${aws_vpc.v.id}' } } },
    });
    const { configuration } = project.load();
    const referrersOf = (key: string): readonly string[] => {
      const vpc = configuration.block(`module.net["${key}"].aws_vpc.v`);
      return vpc === undefined ? [] : configuration.referrers(vpc, 'aws_flow_log').map(({ block }) => block.name);
    };
    expect(referrersOf('a')).toEqual(['some', 'all']);
    expect(referrersOf('b')).toEqual(['one', 'some', 'all']);
  });

  it('do not reach blocks of the same name elsewhere', () => {
    project.write({
      'root/main.tf.json': { ...call(), resource: { aws_vpc: { main: { cidr_block: 'of root' } } } },
      'net/main.tf.json': { resource: { aws_subnet: { s: { vpc_id: '${aws_vpc.main.id}' } } } },
    });
    const { configuration } = project.load();
    const [subnet] = configuration.ofType('aws_subnet');
    expect(configuration.link(subnet?.get('vpc_id'), ['aws_vpc'])).toMatchObject({
      blocks: [],
      unknown: { isReference: true },
    });
  });

  it('are unknown where a name cannot be told', () => {
    project.write({
      'root/main.tf.json': { ...call(), resource: { aws_vpc: { main: {} } } },
      'net/main.tf.json': {
        variable: { a: { default: 1 } },
        resource: { aws_subnet: { s: { vpc_id: 'www.example.com ${aws_vpc /* of net */ .main.id}${var.a}' } } },
      },
    });
    const { configuration } = project.load();
    const vpcId = configuration.block('module.net.aws_subnet.s')?.get('vpc_id');
    expect(isUnknown(vpcId)).toBe(true);
    expect(configuration.link(vpcId, ['aws_vpc']).blocks).toEqual([]);
  });

  it('are those of text that cannot be parsed, by what it seems to say', () => {
    project.write({
      'root/main.tf.json': { ...call(), resource: { aws_vpc: { main: {} } } },
      'net/main.tf.json': {
        resource: {
          aws_vpc: { main: {} },
          aws_subnet: { s: { vpc_id: '${aws_vpc.main.id', depends_on: ['aws_vpc.main'] } },
        },
      },
    });
    const { configuration } = project.load();
    const subnet = configuration.block('module.net.aws_subnet.s');
    expect(configuration.link(subnet?.get('vpc_id'), ['aws_vpc']).blocks).toEqual([
      configuration.block('module.net.aws_vpc.main'),
    ]);
    expect(configuration.displayText?.(String(subnet?.rawAt('depends_on[0]')))).toBe('module.net.aws_vpc.main');
  });

  it('leave iterators, for expressions, functions, text and comments alone', () => {
    project.write({
      'root/main.tf.json': call({ ports: [22, 80] }),
      'net/main.tf.json': {
        variable: { ports: {} },
        resource: {
          aws_security_group: {
            g: {
              '//': { metadata: { path: '${var.ports}' } },
              description: 'see www.example.com',
              name: '${join("-", ["a", upper("b")])}',
              dynamic: {
                ingress: {
                  for_each: '${var.ports}',
                  content: { from_port: '${ingress.value}', to_port: '${ingress.value}', protocol: 'tcp' },
                },
              },
            },
          },
        },
      },
    });
    const block = project.load().configuration.block('module.net.aws_security_group.g');
    expect(block?.nested('ingress').map((item) => item.get('from_port'))).toEqual([22, 80]);
    expect(block?.get('name')).toBe('a-B');
    expect(block?.get('description')).toBe('see www.example.com');
    expect(block?.rawAt('//.metadata.path')).toBe('${var.ports}');
  });

  it('follow each other in both directions without end', () => {
    project.write({
      'root/main.tf.json': {
        module: {
          a: { source: '../m', given: '${module.b.out}' },
          b: { source: '../m', given: '${module.a.fixed}' },
          c: { source: '../m', given: '${module.c.out}' },
        },
        output: { a: { value: '${module.a.out}' }, c: { value: '${module.c.out}' } },
      },
      'm/main.tf.json': { variable: { given: {} }, output: { out: { value: '${var.given}' }, fixed: { value: 'f' } } },
    });
    expect(project.output('a')).toBe('f');
    expect(isUnknown(project.output('c'))).toBe(true);
  });
});

describe('providers of a module', () => {
  const provider = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
  const resource = { aws_vpc: { own: {}, other: { provider: 'aws.src' } } };

  function providerOf(address: string): unknown {
    return project.load().configuration.block(address)?.rawAt('provider');
  }

  it('are inherited, or those that the call gives', () => {
    project.write({
      'root/main.tf.json': {
        ...provider,
        module: {
          plain: { source: '../net' },
          net: { source: '../net', providers: { aws: 'aws.us', 'aws.src': 'aws' } },
        },
      },
      'net/main.tf.json': { resource, module: { deep: { source: './deep' } } },
      'net/deep/main.tf.json': { resource: { aws_vpc: { d: {} } } },
    });
    expect(providerOf('module.plain.aws_vpc.own')).toBeUndefined();
    expect(providerOf('module.net.aws_vpc.own')).toBe('aws.us');
    expect(providerOf('module.net.aws_vpc.other')).toBe('aws');
    expect(providerOf('module.net.module.deep.aws_vpc.d')).toBe('aws.us');
    // Nobody gives it this alias, and one of the root module is another one.
    expect(
      project.load().configuration.block(`provider.${String(providerOf('module.plain.aws_vpc.other'))}`),
    ).toBeUndefined();
  });

  it('may be configured in the module', () => {
    project.write({
      'root/main.tf.json': { ...provider, ...call() },
      'net/main.tf.json': {
        provider: { aws: [{ region: 'ap-south-1' }, { alias: 'src', region: 'sa-east-1' }] },
        resource,
      },
    });
    const { configuration } = project.load();
    const regions = ['own', 'other'].map((name) => {
      const written = configuration.block(`module.net.aws_vpc.${name}`)?.rawAt('provider');
      return configuration.block(`provider.${String(written)}`)?.get('region');
    });
    expect(regions).toEqual(['ap-south-1', 'sa-east-1']);
    expect(addresses('provider.aws')).toEqual([
      'module.net.provider.aws',
      'module.net.provider.aws.src',
      'provider.aws',
      'provider.aws.us',
    ]);
  });
});

describe('hostile modules', () => {
  it('are not told apart beyond a bound, and that is said', () => {
    const files: Record<string, object> = { 'root/main.tf.json': { module: { m0: { source: '../m0' } } } };
    for (let depth = 0; depth < 15; depth += 1)
      files[`m${String(depth)}/main.tf.json`] = {
        module: {
          a: { source: `../m${String(depth + 1)}` },
          b: { source: `../m${String(depth + 1)}` },
        },
      };
    files['m15/main.tf.json'] = { resource: { aws_vpc: { v: {} } } };
    const { warnings } = project.write(files).load();
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings[0]?.message).toMatch(/is not checked: there are more than 1000 modules/);
  });

  it('may have names that JavaScript knows', () => {
    project.write({
      'root/main.tf.json': `{"module":{"__proto__":{"source":"../net","constructor":"given"}},
        "output":{"o":{"value":"\${module.__proto__.toString}"}}}`,
      'net/main.tf.json': `{"variable":{"constructor":{},"hasOwnProperty":{"default":1}},
        "resource":{"aws_vpc":{"__proto__":{"cidr_block":"\${var.constructor}"}}},
        "output":{"toString":{"value":"\${var.constructor}-\${var.hasOwnProperty}"}}}`,
    });
    expect(project.output('o')).toBe('given-1');
    expect(addresses('aws_vpc')).toEqual(['module.__proto__.aws_vpc.__proto__']);
  });

  it('cannot take a name that is made for a block of a module', () => {
    project.write({
      'root/main.tf.json': {
        ...call(),
        resource: { aws_vpc: { 'in-module-c1-1--v': { cidr_block: 'root' } } },
        output: { o: { value: '${module.net.id}' } },
      },
      'net/main.tf.json': {
        resource: { aws_vpc: { v: { cidr_block: 'child' } } },
        output: { id: { value: '${aws_vpc.v.id}' } },
      },
    });
    const { configuration } = project.load();
    const [target] = configuration.link(configuration.block('output.o')?.get('value'), ['aws_vpc']).blocks;
    expect(target?.get('cidr_block')).toBe('child');
    expect(addresses('aws_vpc')).toEqual(['aws_vpc.in-module-c1-1--v', 'module.net.aws_vpc.v']);
  });
});
