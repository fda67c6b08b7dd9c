import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LAMBDA_RUNTIMES } from '../../lib/compliance/rules/lambda/data/runtimes';
import { runtimesOf, withDates } from '../../scripts/refresh-lambda-runtimes';

const FILE = path.join(__dirname, '../../lib/compliance/rules/lambda/data/runtimes.ts');

describe('runtimesOf', () => {
  it('reads the first date of each row', () => {
    const page = [
      '| Name | Identifier | Operating system | Deprecation date | Block function create |',
      '| --- | --- | --- | --- | --- |',
      '|  Node.js 24  |  `nodejs24.x`  |  Amazon Linux 2023  |   Apr 30, 2028   |   Jun 1, 2028   |',
      '| Java 8 | `java8.al2` | Amazon Linux 2 | June 5, 2027 | Jul 31, 2027 |',
      '| Python 3.15 | `python3.15` | Amazon Linux 2023 | Not scheduled | Not scheduled |',
      'Functions of `provided.al2` get patches until | Jul 31, 2026 |',
    ].join('\n');
    expect(runtimesOf(page)).toEqual({ 'nodejs24.x': '2028-04-30', 'java8.al2': '2027-06-05' });
  });
});

describe('withDates', () => {
  const file = readFileSync(FILE, 'utf8');

  it('replaces and adds dates, and keeps those that the page has no longer', () => {
    const after = withDates(file, { 'nodejs24.x': '2031-01-02', 'nodejs99.x': '2050-01-01' }, '2030-01');
    expect(after).toContain("'nodejs24.x': '2031-01-02'");
    expect(after).toContain("'nodejs99.x': '2050-01-01'");
    expect(after).toContain("'python2.7': '2021-07-15'");
    expect(after).toContain("asOf: '2030-01'");
    expect(after.match(/'20\d\d-\d\d-\d\d'/g)).toHaveLength(Object.keys(LAMBDA_RUNTIMES.deprecated).length + 1);
  });
});
