import { Unknown, type Value } from '../../../lib/compliance/model/value';
import { requireText } from '../../../lib/compliance/reading/accepted-text';

const judge = (value: Value) =>
  requireText(value, 'mode', {
    accepts: (text) => text === 'strict' || text === '2',
    message: (text) => `the mode is ${text ?? 'not set'}`,
    expected: "mode = 'strict'",
  });

describe('requireText', () => {
  it.each(['strict', 2])('accepts %j', (value) => {
    expect(judge(value)).toEqual({ verdict: 'pass', path: 'mode' });
  });

  it.each([
    ['lax', 'the mode is lax'],
    ['', 'the mode is not set'],
    [undefined, 'the mode is not set'],
    [['strict'], 'the mode is not set'],
  ])('refuses %j', (value, message) => {
    expect(judge(value)).toMatchObject({ verdict: 'fail', path: 'mode', message, observed: value });
  });

  it('says unknown of an expression', () => {
    expect(judge(new Unknown('${var.mode}'))).toMatchObject({
      verdict: 'unknown',
      path: 'mode',
      expected: "mode = 'strict'",
    });
  });
});
