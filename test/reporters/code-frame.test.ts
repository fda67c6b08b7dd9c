import { createColors } from 'picocolors';
import { CodeFrames } from '../../lib/reporters/code-frame';

const colors = createColors(false);

function frame(
  text: string,
  line: number,
  column: number,
  { width = 80, isSecret = false }: { readonly width?: number; readonly isSecret?: boolean } = {},
): readonly string[] {
  return new CodeFrames(() => text, colors).frame({ file: 'a.ts', line, column }, width, isSecret);
}

describe('CodeFrames', () => {
  it('shows three lines and a mark below the column', () => {
    expect(frame('one\n  two();\nthree\nfour', 2, 3)).toEqual([
      '  1 | one',
      '> 2 |   two();',
      '    |   ^',
      '  3 | three',
    ]);
  });

  it('shows what there is at both ends of a file, and aligns numbers', () => {
    expect(frame('one', 1, 1)).toEqual(['> 1 | one', '    | ^']);
    const long = Array.from({ length: 10 }, (_, index) => `line ${String(index + 1)}`).join('\n');
    expect(frame(long, 9, 1)).toEqual(['   8 | line 8', '>  9 | line 9', '     | ^', '  10 | line 10']);
  });

  it.each([
    ['a line that the file does not have', 3, 1],
    ['a column that the line does not have', 1, 9],
    ['line 0', 0, 1],
    ['column 0', 1, 0],
  ])('shows nothing for %s: the source has changed', (_, line, column) => {
    expect(frame('one\ntwo', line, column)).toEqual([]);
  });

  it('shows nothing where the source cannot be read', () => {
    const frames = new CodeFrames(() => undefined, colors);
    expect(frames.frame({ file: 'a.ts', line: 1, column: 1 }, 80, false)).toEqual([]);
  });

  it('shows a place once, and reads a file once', () => {
    const readSource = jest.fn(() => 'one\ntwo');
    const frames = new CodeFrames(readSource, colors);
    expect(frames.frame({ file: 'a.ts', line: 1, column: 1 }, 80, false)).toHaveLength(3);
    expect(frames.frame({ file: 'a.ts', line: 1, column: 1 }, 80, false)).toEqual([]);
    expect(frames.frame({ file: 'a.ts', line: 2, column: 1 }, 80, false)).toHaveLength(3);
    expect(readSource).toHaveBeenCalledTimes(1);
  });

  it('sets the mark below the character, after tabs and wide characters', () => {
    expect(frame('\t\tx();', 1, 3)).toEqual(['> 1 |     x();', '    |     ^']);
    expect(frame('界🚀 x();', 1, 5)).toEqual(['> 1 | 界🚀 x();', '    |      ^']);
    expect(frame('/*\u001b*/ x();', 1, 7)).toEqual(['> 1 | /*\\u001b*/ x();', '    |            ^']);
  });

  it('cuts lines at the width, and leaves the mark out beyond it', () => {
    expect(frame(`x${'y'.repeat(100)}`, 1, 1, { width: 20 })).toEqual(['> 1 | xyyyyyyyyyyyy…', '    | ^']);
    expect(frame(`${'y'.repeat(100)}x`, 1, 101, { width: 20 })).toEqual(['> 1 | yyyyyyyyyyyyy…']);
    expect(frame('x'.repeat(1_000_000), 1, 900_000).join('').length).toBeLessThan(200);
  });

  it('understands every kind of line break', () => {
    expect(frame('one\r\ntwo\rthree', 2, 1)).toEqual(['  1 | one', '> 2 | two', '    | ^', '  3 | three']);
  });
});

describe('CodeFrames and secrets', () => {
  const secret = ['hunter', '2-canary'].join('');

  it.each([
    `new Db(this, 'db', { password: '${secret}' });`,
    `new Db(this, 'db', { "masterPassword": "${secret}" });`,
    `    password: '${secret}',`,
    `const apiKey = "${secret}";`,
    `const apiKey: string = \`${secret}\`;`,
    `SecretValue.unsafePlainText('${secret}')`,
    `password('${secret}')`,
    `const f = { password:\n  '${secret}' }`,
    `password =\n  '${secret}'`,
    `SecretValue.unsafePlainText(\n  '${secret}')`,
    `env.DB_PASSWORD ?? '${secret}'`,
    `const url = 'postgres://app:${secret}@db.internal/orders';`,
  ])('masks %s', (line) => {
    for (const at of [1, 2, 3]) expect(frame(`x();\n${line}\ny();`, at, 1).join('\n')).not.toContain(secret);
    expect(frame(`x();\n${line}\ny();`, 2, 1).join('\n')).toContain('(masked)');
  });

  it('shows other strings', () => {
    expect(frame(`new Db(this, 'orders', { engine: 'postgres', passwordLength: '32' });`, 1, 1)[0]).toContain(
      `'orders', { engine: 'postgres', passwordLength: '32' }`,
    );
  });

  it('shows no string at all where the finding is about a secret', () => {
    const text = `new Thing(this, 'x', '${secret}', \`${secret}\`, "${secret}`;
    expect(frame(text, 1, 1, { isSecret: true }).join('\n')).not.toContain(secret);
  });

  it('sets no mark where masking has moved what stands behind it', () => {
    const lines = frame(`f({ password: '${secret}' }, new Db());`, 1, 20);
    expect(lines.join('\n')).not.toContain(secret);
  });
});
