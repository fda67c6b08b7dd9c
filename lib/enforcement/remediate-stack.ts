import type { TerraformStack } from 'cdktf';
import type { Finding } from '../compliance/engine/assessment';
import { maskText } from '../compliance/engine/redact';
import { SecuredConstruct } from '../core/secured-construct';
import { visible } from '../reporters/visible-text';
import { isResource, type ResourceConstruct } from './constructs-of-stacks';
import { creationOf } from './element-traces';
import type { EnforcementProps } from './enforcement-props';
import { effectiveSettings, type HeldProps } from './enforcement-settings';
import { finalStacks } from './judged-stack';
import { judge } from './judgement';
import type { Remediation } from './remediation';
import { safeFix, type SafeValue } from './remediations';

const INFO = '@cdktf/info';

type Json = Readonly<Record<string, unknown>>;

/** Mends the findings about a stack that can be mended, and says what it did and what it left. */
export function remediateStack(stack: TerraformStack, held: HeldProps): readonly Remediation[] {
  const stacks = finalStacks([stack]);
  const judgement = judge(stacks, effectiveSettings(held));
  const done = new Set<string>();
  return judgement.assessment.findings.flatMap((finding) => {
    const construct = judgement.constructOf(finding);
    if (finding.suppressed !== null || finding.verdict === 'pass' || !isResource(construct)) return [];
    const fix = safeFix(finding.rule, construct.terraformResourceType);
    const attributes = stacks[0]?.input.configuration.block(finding.address)?.raw ?? {};
    return (fix?.set ?? []).flatMap((safe) => {
      const key = `${finding.rule}\n${finding.address}\n${safe.attribute}`;
      const before = valueAt(attributes, safe.attribute);
      if (before === safe.value || done.has(key) || !isAbout(finding, safe)) return [];
      done.add(key);
      const skipReason = reasonToSkip(construct, attributes, safe, held.props);
      if (skipReason === undefined) write(stack, construct, safe);
      return [announced(construct, finding, { safe, before, skipReason })];
    });
  });
}

/** Some rules ask for more than one thing. */
function isAbout({ path }: Finding, { attribute }: SafeValue): boolean {
  return path === '' || rootOf(path) === rootOf(attribute);
}

function rootOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}

function reasonToSkip(
  construct: ResourceConstruct,
  attributes: Json,
  { attribute, replaces = false }: SafeValue,
  { remediateByReplacement = false }: EnforcementProps,
): string | undefined {
  const owner = construct.node.scopes.find((scope) => scope !== construct && scope instanceof SecuredConstruct);
  if (owner !== undefined)
    return `it belongs to ${owner.constructor.name} ${owner.node.path}; change the props of that`;
  const obstacle = obstacleAt(attributes, attribute);
  if (obstacle !== undefined) return obstacle;
  return replaces && !remediateByReplacement
    ? 'Terraform would replace a resource that exists already; set remediateByReplacement where none was deployed'
    : undefined;
}

/** What keeps an override of the path from meaning what it says. */
function obstacleAt(attributes: Json, path: string): string | undefined {
  const [root = path, ...rest] = path.split('.');
  const { dynamic } = attributes;
  const dynamics: readonly unknown[] = Array.isArray(dynamic) ? dynamic : [dynamic];
  if (dynamics.some((each) => isRecord(each) && Object.hasOwn(each, root)))
    return `${root} is a dynamic block; correct what it is made from`;
  let current: unknown = own(attributes, root);
  for (const key of rest) {
    if (isExpression(current)) break;
    if (current === undefined || current === null) return undefined;
    if (!isRecord(current)) return `${root} is a list of blocks; correct it where it is written`;
    current = own(current, key);
  }
  return isExpression(current) ? `${path} is an expression; correct what it comes to` : undefined;
}

function write(stack: TerraformStack, construct: ResourceConstruct, { attribute, value }: SafeValue): void {
  const path = ['resource', construct.terraformResourceType, construct.friendlyUniqueId];
  const { rawOverrides } = stack as unknown as { readonly rawOverrides?: unknown };
  const overridden = path.reduce<unknown>(own, rawOverrides);
  const root = rootOf(attribute);
  // Overrides of the stack count last.
  if (isRecord(overridden) && Object.hasOwn(overridden, root)) stack.addOverride([...path, attribute].join('.'), value);
  else construct.addOverride(attribute, value);
}

interface Change {
  readonly safe: SafeValue;
  readonly before: unknown;
  readonly skipReason: string | undefined;
}

function announced(construct: ResourceConstruct, { rule, address }: Finding, change: Change): Remediation {
  const { safe, before, skipReason } = change;
  const source = creationOf(construct);
  const remediation: Remediation = {
    rule,
    address,
    constructPath: construct.node.path,
    attribute: safe.attribute,
    ...(before === undefined || before === null ? {} : { previousValue: maskText(JSON.stringify(before)) }),
    value: JSON.stringify(safe.value),
    applied: skipReason === undefined,
    ...(skipReason === undefined ? {} : { skipReason }),
    ...(source === undefined ? {} : { source }),
  };
  note(construct, visible(textOf(remediation)));
  return remediation;
}

const noted = new WeakMap<object, Set<string>>();

/** A synthesis that is repeated says it no second time. */
function note(construct: ResourceConstruct, text: string): void {
  const known = noted.get(construct) ?? new Set<string>();
  noted.set(construct, known);
  if (known.has(text)) return;
  known.add(text);
  construct.node.addMetadata(INFO, text);
}

function textOf({ rule, address, attribute, previousValue = 'absent', value, skipReason }: Remediation): string {
  return skipReason === undefined
    ? `${rule}: ${address}.${attribute} was ${previousValue}, set to ${value}`
    : `${rule}: ${address}.${attribute} is left as ${previousValue}, not set to ${value}: ${skipReason}`;
}

function valueAt(attributes: Json, path: string): unknown {
  return path.split('.').reduce<unknown>(own, attributes);
}

function isExpression(value: unknown): boolean {
  return typeof value === 'string' && /[$%]\{/.test(value);
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
