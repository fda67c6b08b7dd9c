import { fail, pass, undecided, type Outcome } from '../../../lib/compliance/engine/outcome';
import { loadJson } from '../../../lib/compliance/model/load';
import { Unknown } from '../../../lib/compliance/model/value';
import { judgeNested, worst } from '../../../lib/compliance/reading/nested-argument';

const judge = (attributes: Record<string, unknown>): Outcome => {
  const { configuration } = loadJson({ resource: { aws_x: { main: attributes } } }, 'test');
  const block = configuration.block('aws_x.main');
  if (block === undefined) throw new Error('no block');
  return judgeNested(block, 'options', 'on', 'on = true', (value, path) =>
    value instanceof Unknown
      ? undecided(path, value)
      : value === true
        ? pass(path)
        : fail({ path, message: 'off', observed: value }),
  );
};

describe('judgeNested', () => {
  it('judges an object and a list of one alike', () => {
    expect(judge({ options: { on: true } })).toEqual(pass('options[0].on'));
    expect(judge({ options: [{ on: true }] })).toEqual(pass('options[0].on'));
  });

  it('judges an absent argument where there is no block', () => {
    for (const attributes of [{}, { options: null }, { options: [] }])
      expect(judge(attributes)).toMatchObject({ verdict: 'fail', path: 'options' });
  });

  it('asks every block to pass', () => {
    expect(judge({ options: [{ on: true }, { on: '${var.a}' }] })).toMatchObject({ verdict: 'unknown' });
    expect(judge({ options: [{ on: '${var.a}' }, { on: false }] })).toMatchObject({ path: 'options[1].on' });
  });

  it('does not know of a block that may be left out', () => {
    const dynamic = { options: { for_each: '${var.a}', content: { on: true } } };
    expect(judge({ dynamic })).toMatchObject({ verdict: 'unknown', expected: 'on = true' });
    expect(judge({ options: '${var.a}' })).toMatchObject({ verdict: 'unknown', path: 'options' });
  });
});

describe('worst', () => {
  const failed = fail({ message: 'a' });
  const open = undecided('b', undefined);

  it('prefers a failure to what is unknown, and that to a pass', () => {
    expect(worst([pass(), open, failed])).toBe(failed);
    expect(worst([pass(), open])).toBe(open);
    expect(worst([])).toEqual(pass());
  });
});
