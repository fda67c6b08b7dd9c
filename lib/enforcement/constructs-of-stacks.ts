import type { TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from '../core/guardrails-error';
import { shown } from '../core/texts';

/** Known by their symbols, which cdktf and cdktn share: no class of either is asked for. */
const APP = Symbol.for('cdktf/App');
const STACK = Symbol.for('cdktf/TerraformStack');
const ELEMENT = Symbol.for('cdktf/TerraformElement');
const RESOURCE = Symbol.for('cdktf/TerraformResource');
const PROVIDER = Symbol.for('cdktf/TerraformProvider');

/** An entry of the manifest while it is made: CDKTF writes the annotations into it. */
export interface StackEntry {
  readonly name: string;
  readonly synthesizedStackPath: string;
  annotations: readonly StackAnnotation[];
}

export interface StackAnnotation {
  readonly constructPath: string;
  readonly level: string;
  readonly message: string;
  readonly stacktrace?: readonly string[];
}

/** The part of an `App`, of cdktf or cdktn, that enforcement needs. */
export interface AppConstruct extends IConstruct {
  readonly outdir: string;
  readonly skipValidation?: boolean;
  readonly manifest: {
    readonly stacks: Readonly<Record<string, StackEntry>>;
    /** What `synth` does last, where nothing has failed. */
    writeToFile: () => void;
  };
  synth: () => void;
}

/** A resource of a provider as its module makes it. */
export interface ResourceConstruct extends TerraformElement {
  readonly terraformResourceType: string;
}

export function isApp(construct: unknown): construct is AppConstruct {
  return has(construct, APP);
}

export function isStack(construct: unknown): construct is TerraformStack {
  return has(construct, STACK);
}

export function isElement(construct: unknown): construct is TerraformElement {
  return has(construct, ELEMENT);
}

export function isResource(construct: unknown): construct is ResourceConstruct {
  return has(construct, RESOURCE);
}

/** Throws GuardrailsError unless the scope is a construct: JavaScript can leave it out, or pass something else. */
export function requireConstruct(scope: unknown, code: GuardrailsErrorCode): void {
  if (Construct.isConstruct(scope)) return;
  throw new GuardrailsError(code, `the scope is ${shown(scope)}, allowed are constructs; pass the app or a stack`);
}

/** The app at the top of a tree; undefined where something else is. */
export function appOf(construct: IConstruct): AppConstruct | undefined {
  const { root } = construct.node;
  return isApp(root) ? root : undefined;
}

/** The stacks at and below a scope. */
export function stacksIn(scope: IConstruct): readonly TerraformStack[] {
  return scope.node.findAll().filter(isStack);
}

/** The stack that holds a construct. */
export function stackOf(construct: IConstruct): TerraformStack | undefined {
  return construct.node.scopes.reverse().find(isStack);
}

/** What Terraform calls an element: `aws_db_instance.main`, `provider.aws.eu`, `var.x`. */
export function addressOf(element: TerraformElement): string | undefined {
  const { terraformResourceType, alias, _elementType } = element as unknown as {
    readonly terraformResourceType?: unknown;
    readonly alias?: unknown;
    readonly _elementType?: unknown;
  };
  if (has(element, PROVIDER)) {
    if (typeof terraformResourceType !== 'string') return undefined;
    return `provider.${terraformResourceType}${typeof alias === 'string' && alias !== '' ? `.${alias}` : ''}`;
  }
  if (isResource(element)) return `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  return typeof _elementType === 'string' ? `${_elementType}.${element.friendlyUniqueId}` : undefined;
}

/** The elements of a stack, without those of stacks below it. */
export function elementsOf(stack: IConstruct): readonly TerraformElement[] {
  const found: TerraformElement[] = [];
  const pending: IConstruct[] = [stack];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (isElement(each)) found.push(each);
    pending.push(...each.node.children.filter((child) => !isStack(child)).reverse());
  }
  return found;
}

function has(construct: unknown, symbol: symbol): boolean {
  return typeof construct === 'object' && construct !== null && symbol in construct;
}
