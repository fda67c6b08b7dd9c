import {
  assess,
  defineRule,
  fail,
  loadJson,
  notApplicable,
  pass,
  undecided,
  unknown,
  type Rule,
} from '../../../lib/compliance';
import { findingId } from '../../../lib/compliance/engine/runner';
import { Unknown } from '../../../lib/compliance';

const texts = {
  title: 'A title',
  why: 'a reason',
  remediation: 'a remedy',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_thing'],
  whenUnknown: '',
  controls: {},
  equivalents: {},
  sources: [],
  examples: { good: [], bad: [] },
} as const;

const rule = (id: string, check: Rule['check'], rest: Partial<Rule> = {}): Rule =>
  defineRule({ ...texts, id, check, ...rest });

function run(rules: readonly Rule[], configuration: object, all = true) {
  return assess(
    [loadJson(JSON.stringify(configuration), 'cdk.tf.json')],
    rules.map((each) => ({ rule: each, severity: each.severity, options: {} })),
    { all },
  );
}

const things = (attributes: Record<string, object>) => ({ resource: { aws_thing: attributes } });

describe('assess', () => {
  it('counts verdicts and reports passes only when asked', () => {
    const rules = [
      rule('passes', () => pass()),
      rule('fails', () => fail({ path: 'x', message: 'wrong' })),
      rule('open', () => unknown({ path: 'x', message: 'not known' })),
      rule('elsewhere', () => notApplicable()),
      rule('nothing-wrong', () => []),
    ];
    const assessment = run(rules, things({ a: {} }));
    expect(assessment.summary).toMatchObject({
      blocks: 1,
      rules: 5,
      pass: 2,
      fail: 1,
      unknown: 1,
      bySeverity: { high: 1, low: 0 },
    });
    expect(assessment.findings.map((finding) => [finding.rule, finding.verdict])).toEqual([
      ['fails', 'fail'],
      ['open', 'unknown'],
      ['nothing-wrong', 'pass'],
      ['passes', 'pass'],
    ]);
    expect(run(rules, things({ a: {} }), false).findings).toHaveLength(2);
  });

  it('reports every failure and every unknown of a block, and no pass beside them', () => {
    const both = rule('both', () => [
      pass(),
      fail({ path: 'x', message: 'one' }),
      fail({ path: 'y', message: 'two' }),
      unknown({ path: 'z', message: 'three' }),
    ]);
    const { summary, findings } = run([both], things({ a: {} }));
    expect(summary).toMatchObject({ pass: 0, fail: 2, unknown: 1 });
    expect(findings.map(({ path }) => path)).toEqual(['x', 'y', 'z']);
  });

  it('carries the place, the texts and the construct path', () => {
    const configuration =
      '{\n  "resource": { "aws_thing": { "a": {\n    "x": 1,\n    "//": { "metadata": { "path": "stack/a", "stackTrace": ["new Stack (' +
      process.cwd() +
      '/main.ts:17:7)"] } } } } }\n}';
    const only = rule('fails', () => fail({ path: 'x', message: 'wrong', observed: 1, expected: 'x = 2' }));
    const { findings } = assess(
      [loadJson(configuration, 'cdk.tf.json')],
      [{ rule: only, severity: 'low', options: {} }],
    );
    expect(findings[0]).toMatchObject({
      file: 'cdk.tf.json',
      line: 3,
      column: 5,
      address: 'aws_thing.a',
      path: 'x',
      observed: 1,
      expected: 'x = 2',
      severity: 'low',
      constructPath: 'stack/a',
      source: { file: 'main.ts', line: 17, column: 7 },
      title: 'A title',
      suppressed: null,
    });
  });

  it('makes a rule that throws an error of the tool, never a finding', () => {
    const { errors, findings, summary } = run(
      [
        rule('breaks', () => {
          throw new Error('boom');
        }),
        rule('passes', () => pass()),
      ],
      things({ a: {} }),
    );
    expect(errors).toMatchObject([{ rule: 'breaks', address: 'aws_thing.a', message: 'boom' }]);
    expect(findings.map((finding) => finding.rule)).toEqual(['passes']);
    expect(summary.fail).toBe(0);
  });

  it('gives a rule the blocks it selects: types, data sources, every resource, every block', () => {
    const seen: string[] = [];
    const record = (id: string, resourceTypes: string[], scope: Rule['scope'] = 'resource') =>
      rule(
        id,
        (block) => {
          seen.push(`${id} ${block.address}`);
          return pass();
        },
        { resourceTypes, scope },
      );
    run(
      [
        record('typed', ['aws_thing', 'data.aws_p']),
        record('every', ['*']),
        record('all', ['*'], 'config'),
        record('data', ['data.*']),
      ],
      { resource: { aws_thing: { a: {} } }, data: { aws_p: { d: {} } }, variable: { v: {} } },
    );
    expect(seen.sort()).toEqual([
      'all aws_thing.a',
      'all data.aws_p.d',
      'all var.v',
      'data data.aws_p.d',
      'every aws_thing.a',
      'typed aws_thing.a',
      'typed data.aws_p.d',
    ]);
  });

  it('reports progress to the end', () => {
    const calls: [number, number][] = [];
    const many = Object.fromEntries(Array.from({ length: 1200 }, (_, index) => [`t${String(index)}`, {}]));
    assess([loadJson(JSON.stringify(things(many)))], [], { onProgress: (done, total) => calls.push([done, total]) });
    expect(calls).toEqual([
      [32, 1200],
      [532, 1200],
      [1032, 1200],
      [1200, 1200],
    ]);
  });
});

describe('the baseline of an account', () => {
  const missing = rule('trail-declared', () => [], {
    scope: 'account-baseline',
    resourceTypes: ['aws_cloudtrail'],
    absence: ({ configuration }) =>
      configuration.ofType('aws_cloudtrail').length > 0 ? [] : fail({ message: 'no trail is declared' }),
  });
  const select = [{ rule: missing, severity: missing.severity, options: {} }];
  const judge = (json: object, accountBaseline?: boolean | readonly string[]) =>
    assess([loadJson(JSON.stringify(json), 'shop')], select, { accountBaseline, all: true }).findings.map(
      ({ verdict, address, path, line, file }) => [verdict, address, path, line, file],
    );

  it('is missed only where it is declared', () => {
    expect(judge({ resource: { aws_thing: { a: {} } } })).toEqual([]);
    expect(judge({ resource: { aws_thing: { a: {} } } }, ['other'])).toEqual([]);
    expect(judge({ resource: { aws_thing: { a: {} } } }, ['shop'])).toEqual([['fail', 'terraform', '', null, 'shop']]);
  });

  it('is missed once, at the terraform block where there is one', () => {
    const json = { terraform: { required_version: '>= 1.11' }, resource: { aws_thing: { a: {}, b: {} } } };
    expect(judge(json, true)).toEqual([['fail', 'terraform', '', 1, 'shop']]);
  });

  it('passes where nothing is missing', () => {
    expect(judge({ resource: { aws_cloudtrail: { t: {} } } }, true)).toContainEqual([
      'pass',
      'terraform',
      '',
      null,
      'shop',
    ]);
  });

  it('says when looking for it throws', () => {
    const broken = rule('broken', () => [], {
      absence: () => {
        throw new Error('boom');
      },
    });
    const { errors } = assess([loadJson({ resource: {} }, 'shop')], [{ rule: broken, severity: 'high', options: {} }], {
      accountBaseline: true,
    });
    expect(errors).toMatchObject([{ rule: 'broken', address: 'terraform', message: 'boom' }]);
  });
});

describe('loosened defaults', () => {
  const loosened = (notes: unknown) => {
    const metadata = { path: 'shop/db/Resource', stackTrace: ['new Shop (src/shop.ts:3:7)'] };
    return run([], things({ a: { '//': { metadata, guardrails: { loosened: notes } } }, b: {} })).loosened;
  };

  it('are those that constructs noted', () => {
    const note = { setting: 'multiAz', default: 'true', value: 'false', reason: 'a copy for reports' };
    expect(loosened([note])).toEqual([
      {
        file: 'cdk.tf.json',
        address: 'aws_thing.a',
        constructPath: 'shop/db/Resource',
        source: { file: 'src/shop.ts', line: 3, column: 7 },
        ...note,
      },
    ]);
  });

  it('are read from anything that stands there, with secrets masked', () => {
    expect(loosened(null)).toEqual([]);
    const key = ['AKIA', '2345672345672345'].join('');
    const [odd, ...others] = loosened([{ setting: 3, reason: `because ${key}` }, 'text']);
    expect(odd).toMatchObject({ setting: '3', value: 'not said', default: 'not said' });
    expect(odd?.reason).not.toContain(key);
    expect(others).toHaveLength(1);
  });
});

describe('ids of findings', () => {
  const check = rule('fails', () => [
    fail({ path: 'p', message: 'm', subject: '22' }),
    fail({ path: 'p', message: 'm', subject: '3389' }),
  ]);

  it('differ by rule, place, path and subject, and stay when lines move', () => {
    const compact = run([check], things({ a: {} })).findings.map(({ id }) => id);
    const moved = assess(
      [loadJson(JSON.stringify({ '//': {}, ...things({ z: {}, a: {} }) }, null, 4))],
      [{ rule: check, severity: 'low', options: {} }],
    );
    expect(new Set(compact).size).toBe(2);
    expect(
      moved.findings
        .filter(({ address }) => address === 'aws_thing.a')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...compact].sort());
    expect(findingId('r', 'a', 'p', '')).not.toBe(findingId('r', 'ap', '', ''));
  });
});

describe('masking', () => {
  const key = 'AKIA' + 'IOSFODNN7EXAMPLE';

  it.each([
    ['a shape of a credential', 'note', `key ${key}`, 'key (masked)'],
    ['an attribute whose name is a secret', 'password', 'hunter2', '(masked)'],
    ['an attribute at a path', 'master.db_password', 'hunter2', '(masked)'],
    ['a password inside an address', 'url', 'postgres://app:hunter2@db:5432/x', 'postgres://app:(masked)@db:5432/x'],
    ['a private key', 'pem', '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', '(masked)'],
    [
      'nothing else',
      'kms_key_id',
      'arn:aws:kms:eu-west-1:111122223333:key/1',
      'arn:aws:kms:eu-west-1:111122223333:key/1',
    ],
    ['a boolean of a name like that', 'manage_master_user_password', false, false],
  ])('masks %s', (_, path, observed, expected) => {
    const { findings } = run(
      [rule('fails', () => fail({ path, message: `got ${String(observed)} ${key}`, observed }))],
      things({ a: {} }),
    );
    expect(findings[0]?.observed).toBe(expected);
    expect(JSON.stringify(findings)).not.toContain(key);
  });

  it('masks nested values and what a rule calls sensitive', () => {
    const nested = rule('nested', () =>
      fail({ path: 'env', message: 'm', observed: { secret_key: 'hunter2', list: [key] } }),
    );
    const sensitive = rule('sensitive', () => fail({ path: 'x', message: 'm', observed: 'hunter2', sensitive: true }));
    const text = JSON.stringify(run([nested, sensitive], things({ a: {} })).findings);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain(key);
  });

  it('masks the error of a rule that throws', () => {
    const { errors } = run(
      [
        rule('breaks', () => {
          throw new Error(`saw ${key}`);
        }),
      ],
      things({ a: {} }),
    );
    expect(errors[0]?.message).toBe('saw (masked)');
    expect(errors[0]?.stack).not.toContain(key);
  });
});

describe('undecided', () => {
  it('names the expression', () => {
    expect(undecided('enabled', new Unknown('${var.x}')).message).toBe(
      'enabled is ${var.x}, which is not known before Terraform runs',
    );
  });
});
