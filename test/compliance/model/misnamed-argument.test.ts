import { loadJson } from '../../../lib/compliance/model/load';
import { isUnknown } from '../../../lib/compliance/model/value';

function block(ingress: unknown) {
  const { configuration } = loadJson(
    { resource: { aws_x: { y: { ingress, tags: { costCenter: 'a' } } } } },
    'x.tf.json',
  );
  return configuration.block('aws_x.y');
}

describe('arguments in camelCase', () => {
  it.each([
    ['an expression', '${[for p in [22] : { fromPort = p, protocol = "tcp" }]}'],
    ['an array', [{ fromPort: 22, protocol: 'tcp' }]],
    ['an object', { fromPort: 22, protocol: 'tcp' }],
  ])('are unknown in %s', (_, ingress) => {
    const [item] = block(ingress)?.nested('ingress') ?? [];
    expect(item?.unknown?.expression).toBe('an object with fromPort in place of from_port');
    expect(isUnknown(item?.get('from_port'))).toBe(true);
    expect(item?.get('to_port')).toBeUndefined();
    expect(item?.get('protocol')).toBe('tcp');
    expect(isUnknown(block(ingress)?.get('ingress[0].from_port'))).toBe(true);
  });

  it('do not matter beside the argument that Terraform knows', () => {
    const [item] = block([{ from_port: 22, fromPort: 1 }])?.nested('ingress') ?? [];
    expect(item?.unknown).toBeUndefined();
    expect(item?.get('from_port')).toBe(22);
  });

  it('are keys like any other in a map', () => {
    expect(block([])?.get('tags.costCenter')).toBe('a');
    expect(block([])?.get('tags.owner')).toBeUndefined();
  });
});
