import type { TerraformStack } from 'cdktf';
import type { IConstruct, Node } from 'constructs';
import { isStack, stacksIn } from './constructs-of-stacks';
import { onElement } from './element-traces';

/**
 * Calls back once for each stack at or below a scope: for those that are there now, and for those of later as soon as
 * they hold an element. CDKTF runs neither aspects nor, outside of `app.synth()`, validations of an app.
 */
export function forEachStack(scope: IConstruct, attend: (stack: TerraformStack) => void): void {
  const attended = new WeakSet<IConstruct>();
  const once = (stack: TerraformStack): void => {
    if (attended.has(stack)) return;
    attended.add(stack);
    attend(stack);
  };
  for (const stack of stacksIn(scope)) once(stack);
  // Listeners live as long as the process: they must not keep an app alive.
  const held = new WeakRef({ scope, once });
  holders.set(scope, [...(holders.get(scope) ?? []), held.deref()]);
  onElement(scope, ({ scopes }: Node) => {
    const target = held.deref();
    const start = target === undefined ? -1 : scopes.indexOf(target.scope);
    if (target === undefined || start < 0) return;
    for (const each of scopes.slice(start)) if (isStack(each)) target.once(each);
  });
}

/** What listens lives as long as its scope. */
const holders = new WeakMap<IConstruct, readonly unknown[]>();
