import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isApp, stackOf, stacksIn } from './constructs-of-stacks';
import { EnforcementMode } from './enforcement-mode';
import type { HeldProps } from './enforcement-settings';
import { forEachStack } from './later-stacks';
import type { Remediation } from './remediation';

/** By stack: what came of each argument, by rule, address and attribute. */
const remediations = new WeakMap<IConstruct, Map<string, Remediation>>();
const scopes = new WeakSet<IConstruct>();

/** Mends what can be mended in the stacks at and below a scope, whenever one is synthesised. */
export function remediateStacks(scope: IConstruct, held: () => HeldProps): void {
  if (scopes.has(scope)) return;
  scopes.add(scope);
  forEachStack(scope, (stack) => {
    attend(stack, held);
  });
}

/** What was mended, or left, at and below a scope. */
export function remediatedIn(scope: IConstruct): Remediation[] {
  const own = scope.node.path;
  const isWithin = (path: string): boolean => isApp(scope) || path === own || path.startsWith(`${own}/`);
  const around = isApp(scope) ? undefined : stackOf(scope);
  return [...new Set([...(around === undefined ? [] : [around]), ...stacksIn(scope)])]
    .flatMap((each) => [...(remediations.get(each)?.values() ?? [])])
    .filter(({ constructPath }) => isWithin(constructPath));
}

function attend(stack: TerraformStack, held: () => HeldProps): void {
  const { Aspects } = require('cdktf') as typeof import('cdktf');
  Aspects.of(stack).add({
    visit: (node) => {
      if (node !== stack || held().props.mode !== EnforcementMode.REMEDIATE) return;
      const { remediateStack } = require('./remediate-stack') as typeof import('./remediate-stack');
      const known = remediations.get(stack) ?? new Map<string, Remediation>();
      remediations.set(stack, known);
      for (const each of remediateStack(stack, held())) {
        known.set(`${each.rule}\n${each.address}\n${each.attribute}`, each);
      }
    },
  });
}
