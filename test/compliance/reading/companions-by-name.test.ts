import { loadJson } from '../../../lib/compliance';
import type { Block } from '../../../lib/compliance/model/block';
import { companionsByName, namedByEnd } from '../../../lib/compliance/reading/companions-by-name';

const TYPE = 'aws_sqs_queue_policy';
const url = (name: string) => `https://sqs.eu-central-1.amazonaws.com/111122223333/${name}`;

function read(policies: object, queues: object = { orders: { name: 'orders' }, web: { name: 'web' } }) {
  const { configuration } = loadJson({ resource: { aws_sqs_queue: queues, [TYPE]: policies } }, 'test');
  const found = companionsByName(configuration, TYPE, 'queue_url', 'aws_sqs_queue', ['id', 'url']);
  const block = (address: string): Block => {
    const one = configuration.block(address);
    if (one === undefined) throw new Error(`no ${address}`);
    return one;
  };
  const of = (name: string) => found.of(block(`aws_sqs_queue.${name}`)).map((companion) => companion.block.name);
  return { configuration, found, of, block };
}

describe('companionsByName', () => {
  it('finds those that refer to the block', () => {
    const { of, found, block } = read({ p: { queue_url: '${aws_sqs_queue.orders.url}' } });
    expect(of('orders')).toEqual(['p']);
    expect(of('web')).toEqual([]);
    expect(found.isLinked(block(`${TYPE}.p`))).toBe(true);
  });

  it('finds those whose literal, or template, ends in its name', () => {
    const { of, found } = read({
      literal: { queue_url: url('orders') },
      template: { queue_url: 'https://sqs.${var.region}.amazonaws.com/${var.account}/web' },
      other: { queue_url: url('shop') },
    });
    expect(of('orders')).toEqual(['literal']);
    expect(of('web')).toEqual(['template']);
    expect(found.strays).toEqual([]);
  });

  it('keeps what leads nowhere apart', () => {
    const { found, of } = read({ p: { queue_url: '${var.url}' }, q: { queue_url: `${url('')}\${var.name}` } });
    expect(of('orders')).toEqual([]);
    expect(found.strays.map(({ block }) => block.name)).toEqual(['p', 'q']);
    expect(found.unlinked.map(String)).toContain('${var.url}');
  });

  it('says where a companion may be left out', () => {
    const { found, block } = read({ p: { queue_url: url('orders'), count: '${var.on ? 1 : 0}' } });
    expect(found.of(block('aws_sqs_queue.orders'))[0]?.doubt).toMatchObject({ expression: '${var.on ? 1 : 0}' });
  });

  it('reads each instance of for_each', () => {
    const { of } = read({ p: { for_each: ['orders', 'web'], queue_url: `${url('')}\${each.value}` } });
    expect(of('orders')).toEqual(['p']);
    expect(of('web')).toEqual(['p']);
  });

  it('takes names such as __proto__ for names', () => {
    const { of } = read(
      { p: { queue_url: url('constructor') } },
      { a: { name: 'constructor' }, b: { name: '__proto__' } },
    );
    expect(of('a')).toEqual(['p']);
    expect(of('b')).toEqual([]);
  });
});

describe('namedByEnd', () => {
  it('reads the last segment of an ARN', () => {
    const { configuration, block } = read({});
    expect(namedByEnd('arn:aws:sqs:eu-central-1:111122223333:web', configuration, 'aws_sqs_queue')).toEqual([
      block('aws_sqs_queue.web'),
    ]);
    expect(namedByEnd('web', configuration, 'aws_sqs_queue')).toEqual([]);
    expect(namedByEnd(undefined, configuration, 'aws_sqs_queue')).toEqual([]);
  });
});
