import path from 'node:path';
import ts from 'typescript';
import { jsiiViolations } from './jsii-rules';

const ROOT = path.join(__dirname, '..', '..');
const SAMPLES = path.join(__dirname, 'samples');

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ['node'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

const PRELUDE = [
  "import { Construct } from 'constructs';",
  'export class Thing { readonly size: number = 1; }',
  'class Hidden { readonly size: number = 1; }',
  'export const used = [Construct, Hidden].length;',
].join('\n');

/** Violations of each sample; those of the lines above it are taken away. All samples are one program: it is slow to make. */
function violationsOf(samples: readonly string[]): readonly (readonly string[])[] {
  const texts = new Map(
    samples.map((code, index) => [path.join(SAMPLES, `${String(index)}.ts`), `${PRELUDE}\n${code}`] as const),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists.call(host, file);
  host.readFile = (file) => texts.get(file) ?? readFile.call(host, file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file);
    if (text === undefined) return getSourceFile.call(host, file, version, ...rest);
    return ts.createSourceFile(file, text, version, true);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return [...texts.keys()].map((file) => {
    const errors = program.getSemanticDiagnostics(program.getSourceFile(file)).map(({ messageText }) => messageText);
    if (errors.length > 0) throw new Error(`${file} does not compile: ${JSON.stringify(errors)}`);
    return jsiiViolations(program, file).filter((violation) => !violation.startsWith('used:'));
  });
}

const GOOD = `
/** What to make. */
export interface GadgetProps {
  /** Its name. */
  readonly name: string;
  /**
   * Its parts.
   *
   * @default - none
   */
  readonly parts?: Thing[];
  /**
   * Its labels.
   *
   * @default - none
   */
  readonly labels?: Record<string, string>;
  /** Its colour. */
  readonly colour: 'red' | 'green';
}
export interface IGadget { readonly name: string; run(times?: number): Thing; }
export enum Colour { RED = 'red', DARK_BLUE = 'dark-blue' }
export class Gadget extends Construct implements IGadget {
  static readonly BEST_SIZE: number = 3;
  static fromGadgetName(scope: Construct, id: string, name: string): IGadget { return new Gadget(scope, id, { name, colour: 'red' }); }
  readonly name: string;
  private readonly secret = /x/;
  constructor(scope: Construct, id: string, props: GadgetProps) { super(scope, id); this.name = props.name; }
  run(times: number = 1): Thing { return this.secret.test(String(times)) ? new Thing() : this._thing(); }
  /** @internal */
  _thing(): Hidden { return new Hidden(); }
  protected get size(): number { return 1; }
}`;

const documented = (member: string): string => `export interface Props {\n/** What it is. */\nreadonly ${member};\n}`;
const optional = (member: string): string =>
  `export interface Props {\n/**\n * What it is.\n *\n * @default - none\n */\nreadonly ${member};\n}`;

const BAD: readonly (readonly [name: string, code: string, violation: string])[] = [
  [
    'a prop that is not readonly',
    'export interface Props {\n/** Its size. */\nsize: number;\n}',
    'Props.size: is not readonly',
  ],
  [
    'a prop without documentation',
    'export interface Props { readonly size: number; }',
    'Props.size: is not documented',
  ],
  [
    'an optional prop without default',
    documented('size?: number'),
    'Props.size: is optional, but does not say its @default',
  ],
  ['a required prop with default', optional('size: number'), 'Props.size: is required, but says a @default'],
  [
    'an interface with methods and no I',
    'export interface Runner { run(): void; }',
    'Runner: has methods, so its name begins with I',
  ],
  [
    'a struct that extends an interface',
    'export interface IThing { readonly a: string; }\nexport interface Props extends IThing {}',
    'Props: is a struct, but extends IThing',
  ],
  [
    'a struct that extends Omit',
    "export interface Base {\n/** a */\nreadonly a: string;\n}\nexport interface Props extends Omit<Base, 'a'> {}",
    "Props: extends Omit<Base, 'a'>, a type that is computed",
  ],
  [
    'a generic class',
    'export class Box<T> { constructor(private readonly item: T) { void this.item; } }',
    'Box: is generic',
  ],
  ['a generic interface', 'export interface IBox<T> { readonly item: T; }', 'IBox: is generic'],
  ['a generic method', 'export class Box { put<T>(item: T): void { void item; } }', 'Box.put: is generic'],
  ['a readonly list', documented('sizes: readonly number[]'), 'Props.sizes: is a readonly list; write T[]'],
  [
    'a ReadonlyArray that is optional',
    optional('sizes?: ReadonlyArray<number>'),
    'Props.sizes: is a readonly list; write T[]',
  ],
  ['a list of unions', documented('sizes: (Thing | string)[]'), 'Props.sizes: is Thing | string, a union of types'],
  ['a regular expression', documented('pattern: RegExp'), 'Props.pattern: is a RegExp, which only JavaScript knows'],
  ['a map', documented('sizes: Map<string, number>'), 'Props.sizes: is a Map, which only JavaScript knows'],
  ['a function', documented('callback: () => void'), 'Props.callback: is a function'],
  ['an optional function', optional('callback?: (size: number) => string'), 'Props.callback: is a function'],
  ['Pick', documented("part: Pick<Thing, 'size'>"), "Props.part: is Pick<Thing, 'size'>, a type that is computed"],
  [
    'Partial in a list',
    documented('parts: Partial<Thing>[]'),
    'Props.parts: is Partial<Thing>, a type that is computed',
  ],
  ['an indexed type', documented("size: Thing['size']"), "Props.size: is Thing['size'], a type that is computed"],
  ['a union of classes', documented('item: Thing | Construct'), 'Props.item: is Construct | Thing, a union of types'],
  [
    'a union of text and number',
    documented('size: string | number'),
    'Props.size: is number | string, a union of types',
  ],
  ['an intersection', documented('item: Thing & { readonly name: string }'), 'Props.item: is an intersection of types'],
  ['a tuple', documented('range: [number, number]'), 'Props.range: is a tuple'],
  ['a nameless type', documented('range: { readonly from: number }'), 'Props.range: has a type without a name'],
  [
    'a type that is not exported',
    documented('item: Hidden'),
    'Props.item: is a Hidden, which the entry point does not export',
  ],
  [
    'a parameter that is not exported',
    'export class Box { put(item: Hidden): void { void item; } }',
    'Box.put(item): is a Hidden, which the entry point does not export',
  ],
  [
    'a result that is a function',
    'export class Box { take(): () => number { return () => 1; } }',
    'Box.take: is a function',
  ],
  [
    'a parameter of the constructor',
    'export class Box { constructor(sizes: readonly number[]) { void sizes; } }',
    'Box.constructor(sizes): is a readonly list; write T[]',
  ],
  [
    'a member of a base that is not exported',
    'class Base { put(pattern: RegExp): void { void pattern; } }\nexport class Box extends Base {}',
    'Box.put(pattern): is a RegExp, which only JavaScript knows',
  ],
  [
    'an exported function',
    'export function make(): Thing { return new Thing(); }',
    'make: is neither class, interface nor enum, and no other language would see it',
  ],
  [
    'an exported constant',
    'export const Best = 3;',
    'Best: is neither class, interface nor enum, and no other language would see it',
  ],
  ['an alias of a union', 'export type Item = Thing | string;', 'Item: is an alias of more than words'],
  ['an enum member', 'export enum Colour { red = 1 }', 'Colour.red: is not named in CONSTANT_CASE'],
  ['a class in lower case', 'export class box {}', 'box: is not named in PascalCase'],
  ['a method in upper case', 'export class Box { Put(): void { return; } }', 'Box.Put: is not named in camelCase'],
  ['a prop with underscores', documented('max_size: number'), 'Props.max_size: is not named in camelCase'],
  [
    'a constant in camelCase',
    'export class Box { static readonly best: number = 1; }',
    'Box.best: is not named in CONSTANT_CASE',
  ],
  [
    'an underscore without @internal',
    'export class Box { _put(): void { return; } }',
    'Box._put: is not named in camelCase',
  ],
  [
    'a method named as a getter',
    'export class Box { getSize(): number { return 1; } }',
    'Box.getSize: is named as a getter or setter of Java',
  ],
  [
    'an overloaded method',
    'export class Box { put(a: string): void; put(a: number): void; put(a: never): void { void a; } }',
    'Box.put: is overloaded',
  ],
  [
    'a static and a member of one name',
    'export class Box { static make(): void { return; } make(): void { return; } }',
    'Box.make: is both static and of the instance',
  ],
  ['a member named as its class', 'export class Box { readonly box: number = 1; }', 'Box.box: is named as its class'],
  [
    'an import that is not named from',
    'export class Box extends Construct { static imported(scope: Construct, id: string): Box { return new Box(scope, id); } }',
    'Box.imported: makes one, so it is named fromXxx',
  ],
  [
    'an optional member made required',
    'export interface IBox { readonly item?: Construct; }\nexport class Box extends Construct implements IBox { readonly item: Construct = this; }',
    'Box.item: changes its type in an override',
  ],
  [
    '@internal without an underscore',
    'export class Box {\n/** @internal */\nput(): void { return; }\n}',
    'Box.put: is internal, so its name begins with _',
  ],
  [
    'an override that narrows',
    'export interface IBox { readonly item: Construct | undefined; }\nexport class Box extends Construct implements IBox { readonly item: Construct = this; }',
    'Box.item: changes its type in an override',
  ],
];

describe('the rules of jsii', () => {
  let good: readonly string[] | undefined;
  let bad: readonly (readonly string[])[] = [];

  beforeAll(() => {
    [good, ...bad] = violationsOf([GOOD, ...BAD.map(([, code]) => code)]);
  }, 60_000);

  it('accept what jsii accepts', () => {
    expect(good).toEqual([]);
  });

  it.each(BAD.map(([name, , violation], index) => ({ name, violation, index })))(
    'see $name',
    ({ violation, index }) => {
      expect(bad[index]).toContain(violation);
    },
  );

  it('hold on the root entry', () => {
    const file = path.join(ROOT, 'lib', 'index.ts');
    const program = ts.createProgram([file], OPTIONS);
    expect(program.getSyntacticDiagnostics(program.getSourceFile(file))).toEqual([]);
    expect(jsiiViolations(program, file)).toEqual([]);
  }, 60_000);
});
