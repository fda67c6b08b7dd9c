import { complianceSuite } from '../../lib/testing';
import { selectRules } from '../../lib/compliance';

const encrypted = JSON.stringify({ resource: { aws_db_instance: { db: { storage_encrypted: true } } } });

describe('complianceSuite', () => {
  interface Registered {
    readonly name: string;
    readonly body: () => void;
  }

  function register(
    subject: string,
    options: Parameters<typeof complianceSuite>[2],
  ): { tests: Registered[]; before: (() => void)[]; calls: () => number } {
    const tests: Registered[] = [];
    const before: (() => void)[] = [];
    let calls = 0;
    const framework = {
      describe: (_: string, body: () => void) => {
        body();
      },
      it: (name: string, body: () => void) => {
        tests.push({ name, body });
      },
      beforeAll: (body: () => void) => {
        before.push(body);
      },
    };
    complianceSuite(
      'suite',
      () => {
        calls += 1;
        return subject;
      },
      options,
      framework,
    );
    return { tests, before, calls: () => calls };
  }

  it('registers one test a rule, named by id, severity and title, and makes the subject once', () => {
    const { tests, before, calls } = register(encrypted, { packs: ['strict'] });
    expect(tests.map(({ name }) => name)).toEqual(
      selectRules({ packs: ['strict'] }).map(({ rule, severity }) => `${rule.id} (${severity}): ${rule.title}`),
    );
    expect(calls()).toBe(0);
    before.forEach((body) => {
      body();
    });
    tests
      .filter(({ name }) => name.startsWith('rds-instance-storage-encrypted '))
      .forEach(({ body }) => {
        body();
      });
    expect(calls()).toBe(1);
  });

  it('fails the tests of violated rules, with the findings', () => {
    const { tests, before } = register('{"resource": {"aws_db_instance": {"db": {}}}}', {
      rules: ['rds-instance-storage-encrypted'],
    });
    before.forEach((body) => {
      body();
    });
    expect(() => {
      tests[0]?.body();
    }).toThrow(/aws_db_instance\.db[^]*storage_encrypted[^]*observed: absent/);
  });
});

describe('a suite that would check nothing', () => {
  const none = { describe: () => undefined, it: () => undefined, beforeAll: () => undefined };

  it('is refused', () => {
    expect(() => {
      complianceSuite('suite', () => encrypted, { packs: [] }, none);
    }).toThrow('no rule is selected');
    expect(() => {
      complianceSuite('suite', () => encrypted, { pack: ['strict'] } as never, none);
    }).toThrow('unknown option "pack"');
  });

  it('fails before its first test when the subject is empty', () => {
    let before = (): void => undefined;
    complianceSuite(
      'suite',
      () => '{"resource": {}}',
      {},
      {
        ...none,
        describe: (_, body) => {
          body();
        },
        beforeAll: (body) => {
          before = body;
        },
      },
    );
    expect(before).toThrow('nothing to check');
  });
});

complianceSuite('as a user writes it', () => encrypted, { rules: ['rds-instance-storage-encrypted'] });
