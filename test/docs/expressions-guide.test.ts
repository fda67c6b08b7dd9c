import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FUNCTIONS } from '../../lib/compliance/model/expression/functions';

describe('docs/guides/expressions.md', () => {
  const guide = readFileSync(path.join(__dirname, '../../docs/guides/expressions.md'), 'utf8');
  const listed = /^Evaluated: (.*);/m.exec(guide)?.[1]?.match(/[a-z][a-z0-9]+/g) ?? [];

  it('lists the functions that are evaluated, and no others', () => {
    expect([...listed].sort()).toEqual([...FUNCTIONS.keys(), 'can', 'try'].sort());
  });

  it('names none of them as left to Terraform', () => {
    const left = /^Left to Terraform: (.*)$/m.exec(guide)?.[1]?.match(/(?<=`)[a-z][a-z0-9]+(?=`)/g) ?? [];
    expect(left.length).toBeGreaterThan(20);
    expect(left.filter((name) => FUNCTIONS.has(name))).toEqual([]);
  });
});
