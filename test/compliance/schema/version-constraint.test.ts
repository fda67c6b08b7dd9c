import { satisfies } from '../../../lib/compliance/schema/version-constraint';

describe('a version constraint', () => {
  it.each([
    ['6.25.0', true],
    ['= 6.25.0', true],
    ['v6.25.0', true],
    ['6.25', true],
    ['6.24.0', false],
    ['!= 6.25.0', false],
    ['!= 6.24.0', true],
    ['> 6.24', true],
    ['> 6.25.0', false],
    ['>= 6.25', true],
    ['< 6.25.0', false],
    ['<= 6.25.0', true],
    ['< 7', true],
    ['~> 6', true],
    ['~> 6.0', true],
    ['~> 6.25.0', true],
    ['~> 6.24.0', false],
    ['~> 6.26', false],
    ['~> 5.0', false],
    ['>= 5.0, < 7.0', true],
    ['>= 5.0,< 6.0', false],
    ['>= 6.0.0-beta1', true],
    ['6.25.0-beta1', false],
    ['> 6.25.0-beta1', true],
    ['', undefined],
    ['latest', undefined],
    ['=> 6', undefined],
    ['>= 7, latest', false],
    ['>= 6, latest', undefined],
  ])('%s: 6.25.0 satisfies it: %s', (constraint, expected) => {
    expect(satisfies('6.25.0', constraint)).toBe(expected);
  });

  it('orders prereleases before their release', () => {
    expect(satisfies('6.0.0-beta1', '>= 6.0.0')).toBe(false);
    expect(satisfies('6.0.0-beta2', '> 6.0.0-beta1')).toBe(true);
    expect(satisfies('6.0.0-beta1', '> 6.0.0-beta2')).toBe(false);
  });
});
