import { fail, notApplicable, pass, undecided } from '../../../lib/compliance/engine/outcome';
import { loadJson } from '../../../lib/compliance/model/load';
import { isUnknown } from '../../../lib/compliance/model/value';
import { judgeEachInstance } from '../../../lib/compliance/reading/each-instance';
import { resource } from '../rules/resource';

function judge(attributes: Readonly<Record<string, unknown>>) {
  const [block] = loadJson(resource('aws_sqs_queue', attributes)).configuration.ofType('aws_sqs_queue');
  if (block === undefined) throw new Error('no queue');
  return judgeEachInstance(block, (get) => {
    const size = get('size');
    if (isUnknown(size)) return undecided('size', size);
    if (size === undefined) return notApplicable();
    return size === 'right' ? pass('size') : fail({ path: 'size', message: 'wrong', subject: 'x' });
  });
}

describe('judgeEachInstance', () => {
  it('judges a single resource once', () => {
    expect(judge({ size: 'right' })).toEqual({ verdict: 'pass', path: 'size' });
    expect(judge({ size: 'left' })).toEqual({ verdict: 'fail', path: 'size', message: 'wrong', subject: 'x' });
    expect(judge({})).toEqual({ verdict: 'notApplicable' });
  });

  it('judges instances that do not differ once', () => {
    expect(judge({ for_each: ['a', 'b'], size: 'right' })).toEqual({ verdict: 'pass', path: 'size' });
  });

  it('tells instances apart', () => {
    expect(judge({ for_each: { a: 'right', b: 'left', c: '${var.x}' }, size: '${each.value}' })).toMatchObject([
      { verdict: 'pass' },
      { verdict: 'fail', subject: 'b x', message: 'wrong (instance "b")' },
      { verdict: 'unknown', subject: 'c' },
    ]);
  });

  it('leaves open what a hidden for_each decides', () => {
    expect(judge({ for_each: '${var.x}', size: '${each.value}' })).toMatchObject({ verdict: 'unknown' });
  });
});
