import { isBooleanText, isExpression, isNumberText } from '../../../lib/compliance/schema/terraform-formats';

describe('a string', () => {
  it.each([
    '${var.x}',
    '${true}',
    '${[1, 2]}',
    '${ a.b }',
    '${~ a ~}',
    '${cidrsubnet("10.0.0.0/8", 8, 1)}',
    '${"text"}',
  ])('%s is an expression of any type', (text) => {
    expect(isExpression(text)).toBe(true);
  });

  it.each(['', 'a', ' ${a}', '${a}b', '${a}${b}', '$${a}', '%%{a}', '%{ if true }a%{ endif }'])(
    '%s is text, whatever is in it',
    (text) => {
      expect(isExpression(text)).toBe(false);
    },
  );

  it('that Terraform cannot read is left to Terraform', () => {
    expect(isExpression('${a')).toBe(true);
  });

  it.each(['0', '-1', '+1', '1.5', '.5', '5.', '1e3', '1E-3', '${a}', '1${a}', '%{ if a }1%{ endif }'])(
    '%s may be a number',
    (text) => {
      expect(isNumberText(text)).toBe(true);
    },
  );

  it.each(['', ' 1', '1 ', 'a', '0x1', '1_0', '--1', '.', 'e1', '1e', '$${a}', 'Infinity', 'NaN', '1\n'])(
    '%j is no number',
    (text) => {
      expect(isNumberText(text)).toBe(false);
    },
  );

  it.each(['true', 'false', '1', '0', '${a}'])('%s may be a boolean', (text) => {
    expect(isBooleanText(text)).toBe(true);
  });

  it.each(['', 'True', 'yes', 'on', '2', ' true', '$${a}', 'true\n'])('%j is no boolean', (text) => {
    expect(isBooleanText(text)).toBe(false);
  });
});
