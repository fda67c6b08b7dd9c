import Ajv from 'ajv';
import { Testing, TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { loadJson } from '../../../lib/compliance';
import { withDynamicBlocks } from '../../../lib/compliance/schema/dynamic-blocks';
import { snakeCase } from '../../../lib/compliance/schema/argument-schema';
import { synthesizeStack } from '../../../lib/testing/synthesize';
import { AWS, assessSchema, judgeResource, problemsOf } from './judge-schema';
import { bindings, sampleOf } from './provider-builds';

type Body = Readonly<Record<string, unknown>>;

function propertiesOf(selector: string): readonly string[] {
  return Object.keys(AWS.block(selector)?.schema.properties as object);
}

describe('the schemas', () => {
  it('are there for every resource and data source of the bindings, and for the provider', () => {
    const selectors = bindings().map(({ selector }) => selector);
    expect(new Set(selectors).size).toBeGreaterThan(2000);
    expect([...AWS.selectors].sort()).toEqual([...selectors, 'provider.aws'].sort());
    expect(AWS).toMatchObject({ provider: 'hashicorp/aws', version: '6.25.0', package: '@cdktf/provider-aws' });
  });

  it('are JSON Schemas of draft 7, with dynamic blocks and without', () => {
    const ajv = new Ajv({
      formats: { 'terraform-expression': true, 'terraform-number': true, 'terraform-boolean': true },
    });
    for (const { selector } of sampleOf(120)) {
      const { schema = {} } = AWS.block(selector) ?? {};
      expect([selector, ajv.validateSchema(schema)]).toEqual([selector, true]);
      expect([selector, ajv.validateSchema(withDynamicBlocks(schema))]).toEqual([selector, true]);
    }
  });

  it('know no selector that objects inherit', () => {
    for (const name of ['constructor', '__proto__', 'toString']) expect(AWS.block(name)).toBeUndefined();
  });
});

describe('what the bindings write', () => {
  const sample = sampleOf(230);

  it.each(['required', 'everything'] as const)('has no finding with %s', (extent) => {
    const stack = new TerraformStack(Testing.app(), 'sample');
    sample.forEach((binding, index) => {
      binding.build(stack, `b${String(index)}`, extent);
    });
    const { findings, summary } = assessSchema([synthesizeStack(stack)]);
    const incomplete = findings.filter(({ message }) => message.includes('has to name every field'));
    // The bindings leave out the fields of objects within attributes; terraform refuses that as well.
    expect(findings.filter((finding) => !incomplete.includes(finding))).toEqual([]);
    expect(new Set(incomplete.map(({ address }) => address.split('.')[0])).size).toBeLessThan(4);
    expect(summary.pass).toBeGreaterThan(220);
  });
});

describe('every misspelling of an argument', () => {
  it.each(['aws_db_instance', 'aws_security_group', 'aws_iam_role'])('of %s is found, and what was meant', (type) => {
    const names = propertiesOf(type).filter((name) => name !== '//');
    expect(names.length).toBeGreaterThan(10);
    const required: Body = { instance_class: 'c', assume_role_policy: '{}' };
    const known = Object.fromEntries(Object.entries(required).filter(([name]) => names.includes(name)));
    expect(problemsOf(type, known)).toEqual([]);
    for (const name of names) {
      const spellings = [`${name}x`, name.slice(0, -1), name.slice(1), `${name}_`, name.toUpperCase(), camelCase(name)];
      for (const spelling of spellings) {
        if (names.includes(spelling) || spelling === '//') continue;
        const findings = judgeResource(type, { ...known, [spelling]: 'x' });
        expect([spelling, findings.map(({ path, verdict }) => [path, verdict])]).toEqual([
          spelling,
          [[spelling, 'fail']],
        ]);
      }
      const [finding] = judgeResource(type, { ...known, [`${name}x`]: true });
      expect(`${name}x: ${String(finding?.expected)}`).toBe(`${name}x: ${name}`);
    }
  });
});

describe('any change to what the bindings write', () => {
  const bodies = sampleOf(60).flatMap(bodyOf);

  it('that breaks it is found where it is', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.constantFrom(...CHANGES), (which, where, change) => {
        const [selector, body] = bodies[which % bodies.length] ?? ['', {}];
        const places = placesOf(body);
        const place = places[where % places.length] ?? [];
        const changed = structuredClone(body);
        const path = change(changed, place);
        if (path === undefined) return;
        const paths = findingPaths(selector, changed);
        expect([selector, path, paths.includes(path)]).toEqual([selector, path, true]);
      }),
      { numRuns: 400 },
    );
  });

  it('that writes an expression instead of a value is none', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (which, where) => {
        const [selector, body] = bodies[which % bodies.length] ?? ['', {}];
        const values = placesOf(body).filter((place) => typeof valueAt(body, place) !== 'object');
        const place = values[where % values.length];
        if (place === undefined) return;
        const changed = structuredClone(body);
        const owner = valueAt(changed, place.slice(0, -1)) as Record<string, unknown>;
        owner[String(place.at(-1))] = '${var.value}';
        expect([selector, place, findingPaths(selector, changed)]).toEqual([selector, place, []]);
      }),
      { numRuns: 200 },
    );
  });
});

type Path = readonly (string | number)[];
/** Breaks a body at a place, and returns the path of what is broken; undefined where it does not apply. */
type Change = (body: object, place: Path) => string | undefined;

const CHANGES: readonly Change[] = [
  function addUnknownArgument(body, place) {
    const owner = valueAt(body, place);
    if (typeof owner !== 'object' || owner === null || Array.isArray(owner) || isFree(place, owner)) return undefined;
    (owner as Record<string, unknown>).no_such_argument = 'x';
    return pathOf([...place, 'no_such_argument']);
  },
  function writeObjectForValue(body, place) {
    if (typeof valueAt(body, place) === 'object' || place.length === 0 || isFree(place)) return undefined;
    const owner = valueAt(body, place.slice(0, -1)) as Record<string, unknown>;
    owner[String(place.at(-1))] = [{ wrong: true }];
    return pathOf(place);
  },
  function writeTextForList(body, place) {
    if (!Array.isArray(valueAt(body, place)) || place.length === 0) return undefined;
    const owner = valueAt(body, place.slice(0, -1)) as Record<string, unknown>;
    owner[String(place.at(-1))] = 'text';
    return pathOf(place);
  },
];

/** A map takes any key, and what the bindings do not describe takes anything. */
function isFree(place: Path, owner: object = {}): boolean {
  return place.includes('anything') || Object.hasOwn(owner, 'key') || Object.hasOwn(owner, 'anything');
}

function findingPaths(selector: string, body: object): readonly string[] {
  const isData = selector.startsWith('data.');
  const section = { [selector.replace('data.', '')]: { main: body } };
  const { findings } = assessSchema([loadJson(isData ? { data: section } : { resource: section })]);
  return findings.map(({ path }) => path);
}

/** The body that the bindings write for everything they take, where it is whole. */
function bodyOf(binding: ReturnType<typeof sampleOf>[number]): readonly (readonly [selector: string, body: object])[] {
  const stack = new TerraformStack(Testing.app(), 'one');
  binding.build(stack, 'main', 'everything');
  const json = JSON.parse(Testing.synth(stack)) as Readonly<
    Record<string, Readonly<Record<string, Record<string, object>>>>
  >;
  const [section, type] = binding.selector.startsWith('data.')
    ? [json.data, binding.selector.slice('data.'.length)]
    : [json.resource, binding.selector];
  const body = section?.[type]?.main;
  return body === undefined || findingPaths(binding.selector, body).length > 0 ? [] : [[binding.selector, body]];
}

/** Every place in a body: the body itself, its arguments, and what they hold. */
function placesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => placesOf((value as Record<string | number, unknown>)[key], [...path, key]))];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

function pathOf(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${key}`))
    .join('')
    .slice(1);
}

function camelCase(name: string): string {
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  expect(snakeCase(camel).replaceAll('_', '')).toBe(name.replaceAll('_', ''));
  return camel;
}
