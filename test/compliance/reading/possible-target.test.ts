import { loadJson } from '../../../lib/compliance/model/load';
import { isUnknown, type Unknown } from '../../../lib/compliance/model/value';
import { possibleTarget } from '../../../lib/compliance/reading/possible-target';

const { configuration } = loadJson({ resource: { aws_lb: { web: {} } }, data: { aws_lb: { other: {} } } }, 'test');
const value = (text: string): Unknown => {
  const resolved = configuration.resolve(text);
  if (!isUnknown(resolved)) throw new Error(`${text} is known`);
  return resolved;
};

describe('possibleTarget', () => {
  it.each([
    '${var.arn}',
    '${module.lb.arn}',
    '${data.aws_lb.other.arn}',
    '${aws_lb.absent.arn}',
    'arn:x:${aws_lb.web.name}',
  ])('takes %s for what may mean a block', (text) => {
    expect(possibleTarget([value('${aws_lb.web.arn}'), value(text)], configuration)?.expression).toBe(
      value(text).expression,
    );
  });

  it('leaves out what refers to another resource of the configuration', () => {
    expect(possibleTarget([value('${aws_lb.web.arn}')], configuration)).toBeUndefined();
  });
});
