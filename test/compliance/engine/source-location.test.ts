import path from 'node:path';
import { sourceOfBlock } from '../../../lib/compliance/engine/source-location';
import type { Block } from '../../../lib/compliance/model/block';

function sourceIn(comment: unknown) {
  return sourceOfBlock({ raw: { '//': comment } } as unknown as Block);
}

function sourceOf(...stackTrace: unknown[]) {
  return sourceIn({ metadata: { stackTrace } });
}

describe('sourceOfBlock', () => {
  it.each([
    ['new Shop (src/shop.ts:3:7)', 'src/shop.ts'],
    ['src/shop.ts:3:7', 'src/shop.ts'],
    ['../shared/shop.ts:3:7', '../shared/shop.ts'],
    ['new Shop (my shop/copy (2)/shöp.ts:3:7)', 'my shop/copy (2)/shöp.ts'],
    ['(src/shop.ts:3:7)', 'src/shop.ts'],
    ['async src/shop.ts:3:7', 'src/shop.ts'],
    [`new Shop (${path.resolve('src', 'shop (2).ts')}:3:7)`, 'src/shop (2).ts'],
    [`new Shop (file://${path.resolve('src')}/sh%C3%B6p.ts:3:7)`, 'src/shöp.ts'],
    ['new Shop (/home/someone/app/shop.ts:3:7)', 'shop.ts'],
    ['new Shop (C:\\Users\\someone\\shop.ts:3:7)', 'shop.ts'],
    ['new Shop (file:///C:/Users/someone/shop.ts:3:7)', 'shop.ts'],
  ])('reads %s', (frame, file) => {
    expect(sourceOf(frame)).toEqual({ file, line: 3, column: 7 });
  });

  it('takes the first frame that names a line', () => {
    expect(
      sourceOf(7, null, 'new Promise (<anonymous>)', 'eval (eval at f (a.js:1:1), <anonymous>:1:2)', 'b.ts:1:2'),
    ).toEqual({
      file: 'b.ts',
      line: 1,
      column: 2,
    });
  });

  it.each([undefined, null, 'text', [], {}, { metadata: null }, { metadata: { stackTrace: 'a.ts:1:2' } }])(
    'finds nothing in %p',
    (comment) => {
      expect(sourceIn(comment)).toBeNull();
    },
  );

  it('masks credentials in the name of a file', () => {
    const key = 'AKIA' + 'IOSFODNN7EXAMPLE';
    expect(sourceOf(`src/${key}.ts:1:2`)?.file).not.toContain(key);
  });

  it('takes no time over what is no frame', () => {
    const before = process.cpuUsage();
    for (const text of [
      'a:1'.repeat(100_000),
      `${'1'.repeat(100_000)}:`,
      '('.repeat(100_000),
      `${' ('.repeat(100_000)})`,
    ])
      sourceOf(text);
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});
