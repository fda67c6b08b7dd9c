import { loadJson } from '../../../../../lib/compliance/model/load';
import { templateOf } from '../../../../../lib/compliance/rules/ec2/shared/launch-template';

const find = (link: unknown): string | undefined => {
  const { configuration } = loadJson(
    {
      resource: {
        aws_launch_template: { a: { name: 'a' }, b: {} },
        aws_instance: { main: { launch_template: link } },
      },
    },
    'test',
  );
  const instance = configuration.block('aws_instance.main');
  const found = instance === undefined ? undefined : templateOf(instance);
  return found === undefined ? undefined : 'open' in found ? found.open.path : found.block.address;
};

describe('templateOf', () => {
  it('follows a reference, an index and a name', () => {
    expect(find({ id: '${aws_launch_template.b.id}' })).toBe('aws_launch_template.b');
    expect(find([{ id: '${aws_launch_template.b[0].id}', version: '$Latest' }])).toBe('aws_launch_template.b');
    expect(find({ name: 'a', version: '$Default' })).toBe('aws_launch_template.a');
    expect(find({ name: '${aws_launch_template.b.name}' })).toBe('aws_launch_template.b');
  });

  it('finds none where none is named', () => {
    for (const link of [null, [], {}, { version: '1' }]) expect(find(link)).toBeUndefined();
  });

  it('leaves open what is outside, a choice or an older version', () => {
    expect(find({ name: 'elsewhere' })).toBe('launch_template[0].name');
    expect(find({ id: '${var.id}' })).toBe('launch_template[0].id');
    expect(find({ id: '${var.x ? aws_launch_template.a.id : aws_launch_template.b.id}' })).toBe(
      'launch_template[0].id',
    );
    expect(find({ id: '${aws_launch_template.a.id}', version: '2' })).toBe('launch_template[0].version');
    expect(find({ id: '${aws_launch_template.a.id}', version: '${aws_launch_template.b.latest_version}' })).toBe(
      'launch_template[0].version',
    );
    expect(find('${var.template}')).toBe('launch_template.id');
  });
});
