import { loadJson } from '../../../../../lib/compliance/model/load';
import { isUnknown } from '../../../../../lib/compliance/model/value';
import { isCertainReference, isCertainText } from '../../../../../lib/compliance/rules/iam/shared/certain-reference';

const valueOf = (text: string) => loadJson({ locals: { x: 1 } }, 'test').configuration.resolve(text);

describe('isCertainReference', () => {
  it.each([
    '${aws_iam_policy.p.arn}',
    '${data.aws_iam_policy.p.arn}',
    'arn:aws:iam::1:policy/${aws_iam_policy.p.name}',
  ])('is true for %s', (text) => {
    expect(isCertainReference(valueOf(text))).toBe(true);
  });

  it.each(['text', '${var.a ? aws_iam_policy.p.arn : null}', 'x-${var.a ? aws_iam_policy.p.name : "none"}'])(
    'is false for %s',
    (text) => {
      expect(isCertainReference(valueOf(text))).toBe(false);
    },
  );
});

describe('isCertainText', () => {
  it.each([
    ['keybase:${var.user}', true],
    ['${var.user}', false],
    ['${var.a}${var.b}', false],
  ])('%s: %s', (text, expected) => {
    const value = valueOf(text);
    expect(isUnknown(value) && isCertainText(value)).toBe(expected);
  });
});
