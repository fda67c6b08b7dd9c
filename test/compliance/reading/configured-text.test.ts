import { loadJson } from '../../../lib/compliance/model/load';
import { isUnknown } from '../../../lib/compliance/model/value';
import { configuredText } from '../../../lib/compliance/reading/configured-text';

const read = (resource: Record<string, unknown>, expression: string) => {
  const { configuration } = loadJson({ resource: { ...resource, aws_probe: { p: { value: expression } } } }, 'test');
  const found = configuredText(configuration, configuration.block('aws_probe.p')?.get('value'));
  return isUnknown(found) ? 'unknown' : found;
};

describe('configuredText', () => {
  it('follows a reference to an argument that is written down', () => {
    expect(read({ aws_sqs_queue: { q: { name: 'orders' } } }, '${aws_sqs_queue.q.name}')).toBe('orders');
    expect(read({ aws_x: { a: { b: [{ c: 'text' }] } } }, '${aws_x.a.b[0].c}')).toBe('text');
    expect(read({ aws_x: { a: { b: { c: 'text' } } } }, '${aws_x.a.b[0].c}')).toBe('text');
  });

  it('follows references of references', () => {
    const resource = { aws_x: { a: { name: '${aws_x.b.name}' }, b: { name: 'text' } } };
    expect(read(resource, '${aws_x.a.name}')).toBe('text');
  });

  it('picks the instance of a for_each', () => {
    const resource = { aws_x: { a: { for_each: { k: 'one', l: 'two' }, name: '${each.value}' } } };
    expect(read(resource, '${aws_x.a["l"].name}')).toBe('two');
    expect(read(resource, '${aws_x.a["m"].name}')).toBe('unknown');
    expect(read(resource, '${aws_x.a[var.key].name}')).toBe('unknown');
  });

  it('leaves what only the provider knows, and circles', () => {
    expect(read({ aws_x: { a: { name: 'text' } } }, '${aws_x.a.arn}')).toBe('unknown');
    expect(read({}, '${data.aws_x.a.name}')).toBe('unknown');
    expect(read({ aws_x: { a: { name: '${aws_x.a.name}' } } }, '${aws_x.a.name}')).toBe('unknown');
    expect(read({}, '${var.name}')).toBe('unknown');
  });

  it('gives literals back', () => {
    expect(read({}, 'text')).toBe('text');
  });
});
