import { callsOf, nameInModule } from './instance-address';
import { isJson, type ConfiguredModule, type ConfiguredResource, type Json, type ShownExpression } from './show-json';

/** A chain of variables and outputs that is longer leads nowhere. */
const LONGEST_CHAIN = 20;

/** Whole reference to a variable. */
const VARIABLE = /^\$\{var\.([\w-]+)\}$/;

const RESOURCE = /^(data\.)?([\w-]+)\.([\w-]+)((?:\[[^\]]*\])?(?:\.[\s\S]*)?)$/;
const NO_RESOURCE = new Set(['local', 'each', 'count', 'path', 'terraform', 'self']);

/** Writes expressions of any module so that they mean the same in the root module. */
export class ModuleExpressions {
  private readonly resources = new Map<string, ConfiguredResource>();

  constructor(private readonly root: ConfiguredModule) {
    this.index(root, '');
  }

  /** How a resource of a module is written; undefined where the plan does not say. */
  resource(module: string, mode: string, type: string, name: string): ConfiguredResource | undefined {
    return this.resources.get([...callsOf(module), mode, type, name].join('\n'));
  }

  /** Terraform JSON of an expression; undefined where nothing is said of it. */
  text(expression: unknown, module: string, depth = 0): unknown {
    if (!isExpression(expression)) return undefined;
    const { constant_value: written, references = [] } = expression;
    if (written !== undefined && (module === '' || !mentions(written))) return written;
    const variable = typeof written === 'string' ? VARIABLE.exec(written)?.[1] : undefined;
    if (variable !== undefined && depth < LONGEST_CHAIN) return this.argument(module, variable, depth + 1);
    return this.unknownOf(references, module, depth);
  }

  /** An expression of which only what it refers to is known. */
  unknownOf(references: readonly string[], module: string, depth = 0): string {
    const targets = [...new Set(mostSpecific(references).flatMap((each) => this.targets(each, module, depth)))];
    const [only] = targets;
    return only !== undefined && targets.length === 1 ? `\${${only}}` : `\${unknown(${targets.join(', ')})}`;
  }

  private argument(module: string, variable: string, depth: number): unknown {
    const { outer, call } = this.callOf(module);
    const text = this.text(call?.expressions?.[variable], outer, depth);
    return text ?? '${unknown()}';
  }

  /** The resources that a reference of a module leads to, as the root module would write them. */
  private targets(reference: string, module: string, depth: number): readonly string[] {
    if (depth >= LONGEST_CHAIN) return [];
    const [root = '', name = '', output] = reference.replace(/\[[^\]]*\]/g, '').split('.');
    if (root === 'var') {
      const { outer, call } = this.callOf(module);
      const expression = call?.expressions?.[name];
      const references = isExpression(expression) ? (expression.references ?? []) : [];
      return mostSpecific(references).flatMap((each) => this.targets(each, outer, depth + 1));
    }
    if (root === 'module') {
      const inner = `${module === '' ? '' : `${module}.`}module.${name}`;
      const expression: unknown = this.moduleAt(inner)?.outputs?.[output ?? '']?.expression;
      const references = isExpression(expression) ? (expression.references ?? []) : [];
      return mostSpecific(references).flatMap((each) => this.targets(each, inner, depth + 1));
    }
    const [, data = '', type = '', label = '', rest = ''] = RESOURCE.exec(reference) ?? [];
    return type === '' || NO_RESOURCE.has(root) ? [] : [`${data}${type}.${nameInModule(module, label)}${rest}`];
  }

  private callOf(module: string) {
    const calls = callsOf(module);
    const outer = calls
      .slice(0, -1)
      .map((name) => `module.${name}`)
      .join('.');
    return { outer, call: this.moduleAt(outer)?.module_calls?.[calls.at(-1) ?? ''] };
  }

  private moduleAt(module: string): ConfiguredModule | undefined {
    let current: ConfiguredModule | undefined = this.root;
    for (const name of callsOf(module)) current = current?.module_calls?.[name]?.module;
    return current;
  }

  private index(module: ConfiguredModule, path: string): void {
    for (const resource of module.resources ?? [])
      this.resources.set([...callsOf(path), resource.mode, resource.type, resource.name].join('\n'), resource);
    for (const [name, call] of Object.entries(module.module_calls ?? {}))
      if (call.module !== undefined) this.index(call.module, `${path === '' ? '' : `${path}.`}module.${name}`);
  }
}

/** Leaves out `aws_kms_key.k` beside `aws_kms_key.k.arn`. */
function mostSpecific(references: readonly string[]): readonly string[] {
  return references.filter(
    (each) =>
      !references.some((other) => other !== each && (other.startsWith(`${each}.`) || other.startsWith(`${each}[`))),
  );
}

function isExpression(value: unknown): value is ShownExpression {
  if (!isJson(value)) return false;
  const { references } = value;
  if (references === undefined) return Object.hasOwn(value, 'constant_value');
  return Array.isArray(references) && references.every((each) => typeof each === 'string');
}

/** True where a value holds an expression. */
function mentions(value: unknown): boolean {
  if (typeof value === 'string') return /[$%]\{/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value as Json).some(mentions);
}
