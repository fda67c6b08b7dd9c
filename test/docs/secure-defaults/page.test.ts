/** docs/secure-defaults.md says what the tests beside this one prove of our constructs, and no more. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..');
const PAGE = path.join('docs', 'secure-defaults.md');

describe(PAGE, () => {
  const text = readFileSync(path.join(ROOT, PAGE), 'utf8');
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| default |'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const definitions = new Map(
    [...text.matchAll(/^\[([\w-]+)\]: (\S+)$/gm)].map(([, name = '', target = '']) => [name, target]),
  );
  const titlesOf = (file: string): readonly string[] =>
    [...readFileSync(file, 'utf8').matchAll(/^\s*it\('([^']+)'/gm)].map(([, title = '']) => title);

  it.each(rows.map(([name = '', ours = '', ...others]) => ({ name, ours, others })))(
    'proves: $name',
    ({ ours, others }) => {
      const [, value = '', test = '', target = ''] = /^([^:]+): \[([^\]]+)\]\(([^)]+)\)$/.exec(ours) ?? [];
      expect(value).toMatch(/\w/);
      const file = path.join(ROOT, 'docs', target);
      expect([target, existsSync(file)]).toEqual([target, true]);
      expect(titlesOf(file)).toContain(test);
      expect(others).toHaveLength(4);
      for (const cell of others) expect(cell).toMatch(/^(?:–|\[.+\]\[[\w-]+\])$/);
    },
  );

  it('names a source at a fixed version for every cell of others', () => {
    const used = rows.flatMap((cells) =>
      cells.flatMap((cell) => [...cell.matchAll(/\]\[([\w-]+)\]/g)].map(([, name = '']) => name)),
    );
    expect([...new Set(used)].sort()).toEqual([...definitions.keys()].sort());
    for (const target of definitions.values())
      expect(target).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+\/blob\/(?:v\d+\.\d+\.\d+|[0-9a-f]{7,40})\/\S+$/);
  });

  it('shows every default that is proven here', () => {
    const shown = rows.map(([, ours = '']) => /\[([^\]]+)\]/.exec(ours)?.[1]);
    const proven = readdirSync(__dirname)
      .filter((file) => file.endsWith('.test.ts') && file !== path.basename(__filename))
      .flatMap((file) => titlesOf(path.join(__dirname, file)));
    expect([...shown].sort()).toEqual([...proven].sort());
  });
});
