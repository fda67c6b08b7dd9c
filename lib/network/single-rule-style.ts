import { TerraformResource, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { attributeAt, type Attributes, finalAttributes } from '../core/final-attributes';
import { GuardrailsError } from '../core/guardrails-error';
import { resolveTokens } from '../core/tokens';
import type { ISecurityGroup } from './security-group-ref';

const LEGACY_RULE = 'aws_security_group_rule';
const GROUPS = ['aws_security_group', 'aws_default_security_group'];

const watched = new WeakMap<TerraformStack, Set<ISecurityGroup>>();

/** Something in the stack that writes rules of a group in another style. */
interface OtherStyle {
  /** Address of the resource. */
  readonly address: string;
  /** Id of the group, as it stands in the JSON. */
  readonly target: string;
  readonly how: string;
}

/**
 * Fails the synthesis of the group's stack where `aws_security_group_rule` or inline blocks write rules of the group
 * too: Terraform would take away again and again what the other style has written.
 */
export function watchRuleStyle(group: ISecurityGroup): void {
  const stack = TerraformStack.of(group);
  const known = watched.get(stack);
  if (known !== undefined) {
    known.add(group);
    return;
  }
  const groups = new Set([group]);
  watched.set(stack, groups);
  stack.node.addValidation({ validate: () => mixtures(stack, groups) });
}

function mixtures(stack: TerraformStack, groups: ReadonlySet<ISecurityGroup>): string[] {
  const others = [...otherStyles(stack, groups), ...overridden(stack)];
  if (others.length === 0) return [];
  const byId = new Map([...groups].map((group) => [String(resolveTokens(stack, group.securityGroupId)), group]));
  return others.flatMap(({ address, target, how }) => {
    const group = byId.get(target);
    if (group === undefined) return [];
    const problem = `${address} ${how} this group, whose rules are resources of their own: each would undo the other's; use connections, addIngressRule or addEgressRule instead`;
    return [new GuardrailsError('SG_RULES_MIXED', problem, group).message];
  });
}

/** Secured groups are left out: that they have no inline rules is a guarantee of theirs. */
function otherStyles(stack: TerraformStack, groups: ReadonlySet<ISecurityGroup>): readonly OtherStyle[] {
  return stack.node.findAll().flatMap((each: IConstruct): readonly OtherStyle[] => {
    if (!TerraformResource.isTerraformResource(each)) return [];
    const { terraformResourceType: type } = each;
    const isGroup = GROUPS.includes(type);
    if ((type !== LEGACY_RULE && !isGroup) || groups.has(each.node.scope as ISecurityGroup)) return [];
    const attributes = finalAttributes(each);
    if (attributes === undefined) return [];
    const address = `${type}.${each.friendlyUniqueId}`;
    if (!isGroup) return legacyRule(address, attributes);
    const inline = ['ingress', 'egress'].find((name) => isWritten(attributes, name));
    if (inline === undefined) return [];
    return targetsOf(type, address, attributes).map((target) => ({
      address,
      target,
      how: `keeps inline ${inline} rules of`,
    }));
  });
}

/** A default group goes by two ids: its own, and that of its VPC's attribute. */
function targetsOf(type: string, address: string, attributes: Attributes): readonly string[] {
  const own = `\${${address}.id}`;
  const vpc = type === 'aws_default_security_group' ? attributeAt(attributes, 'vpc_id') : undefined;
  const reference = typeof vpc === 'string' ? /^\$\{(.+)\.id\}$/.exec(vpc)?.[1] : undefined;
  return reference === undefined ? [own] : [own, `\${${reference}.default_security_group_id}`];
}

function isWritten(attributes: Attributes, block: string): boolean {
  const dynamic = attributeAt(attributes, 'dynamic') ?? [];
  return (
    attributeAt(attributes, block) !== undefined ||
    (Array.isArray(dynamic) ? (dynamic as unknown[]) : [dynamic]).some(
      (each) => typeof each === 'object' && each !== null && Object.hasOwn(each, block),
    )
  );
}

function legacyRule(address: string, attributes: Attributes): readonly OtherStyle[] {
  const target = attributeAt(attributes, 'security_group_id');
  return typeof target === 'string' ? [{ address, target, how: 'writes a rule of' }] : [];
}

/** Rules that exist only in an override of the stack. */
function overridden(stack: TerraformStack): readonly OtherStyle[] {
  const { rawOverrides = {} } = stack as unknown as { readonly rawOverrides?: Attributes };
  const rules = attributeAt(rawOverrides, `resource.${LEGACY_RULE}`);
  if (typeof rules !== 'object' || rules === null) return [];
  return Object.entries(rules as Attributes).flatMap(([name, attributes]) => {
    const resolved = resolveTokens(stack, attributes);
    return typeof resolved === 'object' && resolved !== null
      ? legacyRule(`${LEGACY_RULE}.${name}`, resolved as Attributes)
      : [];
  });
}
