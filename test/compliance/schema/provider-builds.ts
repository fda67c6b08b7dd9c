import path from 'node:path';
import type { TerraformStack } from 'cdktf';
import type { JsiiAssembly, JsiiClass, JsiiType } from '../../../lib/compliance/schema/jsii-assembly';
import { readAssembly } from '../../../lib/compliance/schema/jsii-assembly';

/** Folder of the bindings that the tests run on. */
export const PACKAGE = path.dirname(require.resolve('@cdktf/provider-aws/package.json'));

/** A resource or data source of the bindings that can be made with any configuration. */
export interface Binding {
  /** `aws_db_instance`, `data.aws_vpc`. */
  readonly selector: string;
  /** Makes the construct with what it requires, or with everything that it takes. */
  build(stack: TerraformStack, id: string, extent: 'required' | 'everything'): void;
}

interface LocatedClass extends JsiiClass {
  readonly name: string;
  readonly locationInModule: { readonly filename: string };
}

let assembly: JsiiAssembly | undefined;

export function awsAssembly(): JsiiAssembly {
  return (assembly ??= readAssembly(path.join(PACKAGE, '.jsii')));
}

/** Every resource and data source of the bindings. */
export function bindings(): readonly Binding[] {
  const { types } = awsAssembly();
  return Object.values(types).flatMap((each) => {
    const isData = each.base === 'cdktf.TerraformDataSource';
    if (!isData && each.base !== 'cdktf.TerraformResource') return [];
    const type = / (aws_\w+)\}/.exec(each.docs?.summary ?? '')?.[1] ?? '';
    return [bindingOf(each as LocatedClass, isData ? `data.${type}` : type)];
  });
}

/** Some of the bindings, evenly spread and always the same. */
export function sampleOf(count: number): readonly Binding[] {
  const all = bindings();
  const step = all.length / count;
  return Array.from({ length: count }, (_, index) => all[Math.floor(index * step)]).filter(
    (each) => each !== undefined,
  );
}

function bindingOf(definition: LocatedClass, selector: string): Binding {
  const struct = definition.initializer?.parameters?.find(({ name }) => name === 'config')?.type.fqn ?? '';
  const folder = /^src\/(.+)\/index\.ts$/.exec(definition.locationInModule.filename)?.[1] ?? '';
  return {
    selector,
    build(stack, id, extent) {
      const module = require(path.join(PACKAGE, 'lib', folder)) as Record<
        string,
        new (stack: TerraformStack, id: string, config: object) => unknown
      >;
      const Construct = module[definition.name];
      if (Construct === undefined) throw new Error(`${definition.name} is not in ${folder}`);
      new Construct(stack, id, structValue(struct, extent === 'required' ? 0 : DEEPEST, selector.startsWith('data.')));
    },
  };
}

/** Optional arguments deeper than this are left out: some structs branch widely. */
const DEEPEST = 3;

function structValue(fqn: string, depth: number, isData = true): object {
  const properties = awsAssembly().types[fqn]?.properties ?? [];
  return Object.fromEntries(
    properties
      .filter(({ optional }) => optional !== true || depth > 0)
      .filter(({ name, optional }) => isData || optional !== true || name !== 'id')
      .map(({ name, type }) => [name, valueOf(type, depth - 1)]),
  );
}

function valueOf(type: JsiiType, depth: number): unknown {
  if (type.primitive === 'string') return 'text';
  if (type.primitive === 'number') return 5;
  if (type.primitive === 'boolean') return true;
  if (type.primitive !== undefined) return { anything: 1 };
  if (type.fqn !== undefined) return structValue(type.fqn, depth);
  if (type.union !== undefined) {
    const [first] = type.union.types.filter(({ fqn }) => fqn !== 'cdktf.IResolvable');
    return first === undefined ? undefined : valueOf(first, depth);
  }
  const element = type.collection === undefined ? undefined : valueOf(type.collection.elementtype, depth);
  return type.collection?.kind === 'map' ? { key: element } : [element, element];
}
