import { loadJson } from '../../../lib/compliance/model/load';
import { Unknown } from '../../../lib/compliance/model/value';
import {
  declaredInstances,
  exists,
  requireDeclared,
  requireInEveryRegion,
} from '../../../lib/compliance/reading/account-baseline';

const load = (configuration: Readonly<Record<string, unknown>>) => loadJson(configuration, 'test').configuration;
const lack = { message: 'no queue is declared', expected: 'an aws_sqs_queue' };

describe('requireDeclared', () => {
  it('says nothing of what is there', () => {
    expect(requireDeclared(load({ resource: {} }), true, lack)).toEqual([]);
  });

  it('fails without', () => {
    expect(requireDeclared(load({ resource: {} }), false, lack)).toEqual([{ verdict: 'fail', ...lack }]);
  });

  it('is unknown where an expression decides, and where a module may hold it', () => {
    expect(requireDeclared(load({ resource: {} }), new Unknown('${var.x}'), lack)).toMatchObject([
      { verdict: 'unknown', message: expect.stringContaining('${var.x}') as string },
    ]);
    expect(requireDeclared(load({ module: { base: { source: './base' } } }), false, lack)).toMatchObject([
      { verdict: 'unknown', message: expect.stringContaining('module.base') as string },
    ]);
  });
});

describe('requireInEveryRegion', () => {
  const aws = [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }];
  const judge = (queues: Record<string, unknown>, providers: unknown = aws) => {
    const configuration = load({ provider: { aws: providers }, resource: { aws_sqs_queue: queues } });
    const declared = configuration.ofType('aws_sqs_queue').flatMap((block) => declaredInstances(block));
    return requireInEveryRegion(configuration, declared, lack);
  };

  it('says nothing where every region has it', () => {
    expect(judge({ a: {}, b: { provider: 'aws.us' } })).toEqual([]);
    expect(judge({ a: {}, b: { region: 'us-east-1' } })).toEqual([]);
  });

  it('names each region that lacks it', () => {
    expect(judge({ a: {} })).toEqual([
      {
        verdict: 'fail',
        message: 'no queue is declared in us-east-1',
        expected: 'an aws_sqs_queue in us-east-1',
        subject: 'us-east-1',
      },
    ]);
    expect(judge({})).toHaveLength(2);
  });

  it('is unknown where its count, or its region, is', () => {
    expect(judge({ a: {}, b: { provider: 'aws.us', count: '${var.n}' } })).toMatchObject([{ verdict: 'unknown' }]);
    expect(judge({ a: { region: '${var.r}' } }, [{ region: 'eu-west-1' }])).toMatchObject([
      { verdict: 'unknown', subject: 'eu-west-1' },
    ]);
  });
});

describe('exists', () => {
  it('follows count and for_each', () => {
    const configuration = load({ resource: { aws_sqs_queue: { a: { count: 2 }, b: { for_each: '${var.x}' } } } });
    const [a, b] = configuration.ofType('aws_sqs_queue');
    expect(a === undefined ? undefined : exists(a)).toBe(true);
    expect(b === undefined ? undefined : exists(b)).toBeInstanceOf(Unknown);
  });
});
