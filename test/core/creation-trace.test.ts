import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Construct } from 'constructs';
import { SecuredConstruct } from '../../lib/core/secured-construct';
import { locationOfFrame, portableFrame } from '../../lib/core/source-location';
import { userFrames } from '../../lib/core/user-frames';
import { Key } from '../../lib/encryption/key';
import { newStack } from './support';

const HERE = 'test/core/creation-trace.test.ts';

/** Line of the caller. */
function line(): number {
  return Number(/creation-trace\.test\.ts:(\d+):/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1]);
}

describe('SecuredConstruct.sourceOf', () => {
  it('names the line that creates the construct', () => {
    const stack = newStack();
    const [key, expected] = [new Key(stack, 'key'), line()];
    expect(SecuredConstruct.sourceOf(key)).toMatchObject({ file: HERE, line: expected });
  });

  it('names the same line for its resources', () => {
    const stack = newStack();
    const [key, expected] = [new Key(stack, 'key'), line()];
    expect(SecuredConstruct.sourceOf(key.resource)?.line).toBe(expected);
  });

  it('names the line that creates a subclass of the user, not its super call', () => {
    class TeamKey extends Key {
      constructor(scope: Construct, id: string) {
        super(scope, id, {});
      }
    }
    const stack = newStack();
    const [key, expected] = [new TeamKey(stack, 'key'), line()];
    expect(SecuredConstruct.sourceOf(key)?.line).toBe(expected);
  });

  it('is undefined where nothing was traced', () => {
    const stack = newStack();
    expect(SecuredConstruct.sourceOf(new Construct(stack, 'plain'))).toBeUndefined();
  });
});

describe('userFrames', () => {
  it('leaves out node, packages and this package', () => {
    const own = join(__dirname, '../../lib/encryption/key.ts');
    const stack = [
      'Error',
      `    at new Key (${own}:1:2)`,
      '    at new Stack (/app/main.ts:4:5)',
      '    at Object.<anonymous> (/app/node_modules/cdktf/index.js:1:1)',
      '    at node:internal/main/run_main_module:23:47',
      '    at /app/other.ts:9:1',
      '    at <anonymous>',
    ].join('\n');
    expect(userFrames(stack, 3)).toEqual(['new Stack (/app/main.ts:4:5)', '/app/other.ts:9:1']);
    expect(userFrames(stack, 1)).toEqual(['new Stack (/app/main.ts:4:5)']);
  });
});

describe('locationOfFrame', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trace-'));
  const portable = (file: string) => relative(process.cwd(), join(folder, file));

  // Line 3, column 5 of the compiled file is line 7, column 9 of main.ts.
  const map = { version: 3, sources: ['main.ts'], names: [], mappings: ';;IAMQ' };

  it('maps a compiled line with a map beside the file', () => {
    writeFileSync(join(folder, 'main.js'), 'a\nb\n    c\n//# sourceMappingURL=main.js.map\n');
    writeFileSync(join(folder, 'main.js.map'), JSON.stringify(map));
    expect(locationOfFrame(`new S (${folder}/main.js:3:5)`)).toEqual({ file: portable('main.ts'), line: 7, column: 9 });
  });

  it('maps a compiled line with a map inside the file', () => {
    const inline = Buffer.from(JSON.stringify(map)).toString('base64');
    writeFileSync(
      join(folder, 'inline.js'),
      `a\nb\n    c\n//# sourceMappingURL=data:application/json;base64,${inline}\n`,
    );
    expect(locationOfFrame(`new S (${folder}/inline.js:3:5)`)).toMatchObject({ line: 7, column: 9 });
  });

  it('keeps the compiled line without a map or with a broken one', () => {
    writeFileSync(join(folder, 'broken.js'), '//# sourceMappingURL=broken.js.map\n');
    writeFileSync(join(folder, 'broken.js.map'), '{');
    expect(locationOfFrame(`${folder}/broken.js:3:5`)).toEqual({ file: portable('broken.js'), line: 3, column: 5 });
    expect(locationOfFrame(`file://${folder}/none.js:1:2`)).toEqual({ file: portable('none.js'), line: 1, column: 2 });
  });

  it('is undefined for a frame without a place', () => {
    expect(locationOfFrame('new Promise (<anonymous>)')).toBeUndefined();
    expect(portableFrame('new Promise (<anonymous>)')).toBe('new Promise (<anonymous>)');
  });

  it('never lets an absolute path out', () => {
    expect(portableFrame(`new S (${process.cwd()}/app/main.ts:4:5)`)).toBe('new S (app/main.ts:4:5)');
    expect(portableFrame(`${process.cwd()}/app/main.ts:4:5`)).toBe('app/main.ts:4:5');
  });
});
