/**
 * Whether a version satisfies a constraint of Terraform, such as `~> 6.0, != 6.3.0`. Undefined where the constraint is
 * not understood.
 */
export function satisfies(version: string, constraint: string): boolean | undefined {
  const given = parse(version);
  if (given === undefined) return undefined;
  const results = constraint.split(',').map((part) => holds(given, part.trim()));
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

interface Version {
  readonly numbers: readonly number[];
  /** `beta1` of `6.0.0-beta1`. */
  readonly prerelease: string;
}

function parse(text: string): Version | undefined {
  const [, numbers, prerelease = ''] =
    /^v?(\d+(?:\.\d+){0,2})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text) ?? [];
  return numbers === undefined ? undefined : { numbers: numbers.split('.').map(Number), prerelease };
}

function holds(version: Version, part: string): boolean | undefined {
  const [, operator = '=', text = ''] = /^(=|!=|>=|<=|>|<|~>)?\s*(\S+)$/.exec(part) ?? [];
  const bound = parse(text);
  if (bound === undefined) return undefined;
  const order = compare(version, bound);
  switch (operator) {
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '~>':
      return order >= 0 && bound.numbers.slice(0, -1).every((number, index) => number === version.numbers[index]);
    default:
      return order === 0;
  }
}

function compare(left: Version, right: Version): number {
  for (let index = 0; index < 3; index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.prerelease === right.prerelease) return 0;
  if (left.prerelease === '' || right.prerelease === '') return left.prerelease === '' ? 1 : -1;
  return left.prerelease < right.prerelease ? -1 : 1;
}
