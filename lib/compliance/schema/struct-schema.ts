import type { JsonSchema } from '../engine/rule';
import { argumentSchema, blocks, readArgument, refer, type Argument, type Definitions } from './argument-schema';
import type { JsiiAssembly } from './jsii-assembly';

/** What decides how a block is read. */
export interface BodyOptions {
  /** Arguments that Terraform itself reads, such as `lifecycle`. */
  readonly metaArguments: Readonly<Record<string, JsonSchema>>;
  /** Leave out arguments of which the documentation says that the provider may refuse them. */
  readonly withoutDoubtful: boolean;
  /** Attributes that hold objects have to name every field, `null` where it is not set. */
  readonly wholeObjects: boolean;
}

/** A JSON Schema (draft 7) of the block that a struct configures; nested structs are its definitions. */
export function structSchema(assembly: JsiiAssembly, struct: string, options: BodyOptions): JsonSchema {
  return new StructSchemas(assembly, options).root(struct);
}

class StructSchemas implements Definitions {
  private readonly definitions = new Map<string, JsonSchema>();

  constructor(
    private readonly assembly: JsiiAssembly,
    private readonly options: BodyOptions,
  ) {}

  root(struct: string): JsonSchema {
    const all = this.argumentsOf(struct);
    const known = this.options.withoutDoubtful ? all.filter((each) => !each.isDoubtful || each.isRequired) : all;
    const body = this.bodyOf(known, this.options.metaArguments);
    return { type: 'object', ...body, definitions: Object.fromEntries(this.definitions) };
  }

  body(struct: string): JsonSchema {
    return this.define(this.nameOf(struct), () => this.bodyOf(this.argumentsOf(struct)));
  }

  blocks(struct: string): JsonSchema {
    const mayBeEmpty = this.argumentsOf(struct).every(({ isRequired }) => !isRequired);
    return this.define(`${this.nameOf(struct)}.blocks`, () => blocks(this.body(struct), mayBeEmpty));
  }

  namedFields(struct: string): readonly string[] {
    if (!this.options.wholeObjects) return [];
    return this.argumentsOf(struct)
      .filter(({ isRequired }) => !isRequired)
      .map(({ name }) => name);
  }

  /** Name of a struct within its package: `dbInstance.DbInstanceTimeouts`. */
  private nameOf(struct: string): string {
    return struct.slice(this.assembly.name.length + 1);
  }

  private argumentsOf(struct: string): readonly Argument[] {
    return (this.assembly.types[struct]?.properties ?? []).map(readArgument);
  }

  /** Defined once, and before it is made: structs may hold themselves. */
  private define(name: string, make: () => JsonSchema): JsonSchema {
    if (!this.definitions.has(name)) {
      this.definitions.set(name, {});
      this.definitions.set(name, make());
    }
    return refer(name);
  }

  /** Keywords of the body of a block. They say nothing of what is no object. */
  private bodyOf(list: readonly Argument[], metaArguments: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
    const properties: Record<string, JsonSchema> = { '//': {}, ...metaArguments };
    for (const each of list) properties[each.name] = argumentSchema(each, this);
    const required = list.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    return { properties, additionalProperties: false, ...(required.length > 0 ? { required } : {}) };
  }
}
