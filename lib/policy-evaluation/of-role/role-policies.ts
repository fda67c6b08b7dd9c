import type { Block, NestedBlock } from '../../compliance/model/block';
import { readPolicy, type PolicyDocument } from '../../compliance/model/policy-document';
import { hasUnknown, isUnknown, toList, toText, Unknown, type Value } from '../../compliance/model/value';
import { policyFromJson, type NamedPolicy } from '../named-policy';

/** The policies that limit and permit a role, as far as the configuration gives them. */
export interface RolePolicies {
  readonly identityPolicies: readonly NamedPolicy[];
  readonly permissionsBoundary: NamedPolicy | undefined;
}

/** Blocks that give a policy to roles: the attribute that names the roles, and the one that holds the policy. */
const INLINE = { type: 'aws_iam_role_policy', roles: 'role' } as const;
const ATTACHMENTS = [
  { type: 'aws_iam_role_policy_attachment', roles: 'role', policies: 'policy_arn' },
  { type: 'aws_iam_role_policy_attachments_exclusive', roles: 'role_name', policies: 'policy_arns' },
  { type: 'aws_iam_policy_attachment', roles: 'roles', policies: 'policy_arn' },
] as const;

/**
 * Every policy of a role of a configuration: inline, attached, and its boundary.
 *
 * A policy of AWS or of another configuration is there without its text. One that is given to a role that is not known
 * may be this role's: its statements have an unknown effect.
 */
export function rolePolicies(role: Block): RolePolicies {
  const policies = new Map<string, NamedPolicy>();
  const add = (policy: NamedPolicy, holder: Unknown | undefined): void => {
    const key = `${policy.name}${holder === undefined ? '' : ' perhaps'}`;
    if (!policies.has(key)) policies.set(key, holder === undefined ? policy : perhaps(policy, holder));
  };
  for (const item of role.nested('inline_policy'))
    for (const policy of inlinePolicy(role, item)) add(policy, undefined);
  for (const arn of listAt(role, 'managed_policy_arns')) add(managedPolicy(role, arn), undefined);
  for (const block of role.configuration.ofType(INLINE.type)) {
    const held = holds(block, INLINE.roles, role);
    const document = held === false ? undefined : read(block, 'policy');
    if (held !== false && document !== undefined) add({ name: block.address, document }, holderOf(held));
  }
  for (const { type, roles, policies: attribute } of ATTACHMENTS) {
    for (const block of role.configuration.ofType(type)) {
      const held = holds(block, roles, role);
      if (held === false) continue;
      for (const arn of listAt(block, attribute)) add(managedPolicy(block, arn), holderOf(held));
    }
  }
  const boundary = role.get('permissions_boundary');
  return {
    identityPolicies: [...policies.values()],
    permissionsBoundary: boundary === undefined ? undefined : managedPolicy(role, boundary),
  };
}

function holderOf(held: true | Unknown): Unknown | undefined {
  return held === true ? undefined : held;
}

/** Whether an attribute names the role; unknown where it may. */
function holds(block: Block, attribute: string, role: Block): boolean | Unknown {
  const named = names(block, attribute, role);
  const number = [block.get('count'), block.get('for_each')].find(hasUnknown);
  // There may be none of it.
  return named === true && number !== undefined ? new Unknown(`the number of ${block.address}`) : named;
}

function names(block: Block, attribute: string, role: Block): boolean | Unknown {
  const value = block.get(attribute);
  const { blocks, unknown } = block.configuration.link(value, ['aws_iam_role'], ['name']);
  if (blocks.includes(role)) {
    const isCertain = everyPart(value, (part) => !isUnknown(part) || part.isReference);
    return isCertain && unknown === undefined ? true : (unknown ?? new Unknown(`${block.address}.${attribute}`));
  }
  if (unknown === undefined || !hasUnknown(value)) return false;
  return unknown;
}

function everyPart(value: Value, test: (part: Value) => boolean): boolean {
  const parts = toList(value);
  return isUnknown(parts) ? test(parts) : parts.every(test);
}

function listAt(block: Block, attribute: string): readonly Value[] {
  const list = toList(block.get(attribute));
  return isUnknown(list) ? [list] : list;
}

function read(block: Block, path: string): PolicyDocument | Unknown | undefined {
  return readPolicy(block.get(path), block.configuration, { block, path });
}

function inlinePolicy(role: Block, item: NestedBlock): readonly NamedPolicy[] {
  const name = `${role.address} ${item.path}`;
  if (item.unknown !== undefined) return [{ name, document: item.unknown }];
  const path = `${item.path}.policy`;
  const document = readPolicy(item.get('policy'), role.configuration, { block: role, path });
  return document === undefined ? [] : [{ name, document }];
}

const ADMINISTRATOR = /^arn:[^:]*:iam::aws:policy\/AdministratorAccess$/;

/** A managed policy by its ARN; without its text where it is not of the configuration. */
function managedPolicy(block: Block, arn: Value): NamedPolicy {
  const text = toText(arn) ?? new Unknown(`${block.address} has no ARN of a policy`);
  if (typeof text === 'string' && ADMINISTRATOR.test(text)) {
    return policyFromJson(text, {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
  }
  const { blocks } = block.configuration.link(text, ['aws_iam_policy'], ['arn']);
  const [policy, another] = blocks;
  const isCertain = !isUnknown(text) || (text.isReference && text.references.length === 1);
  if (policy !== undefined && another === undefined && isCertain) {
    const document = read(policy, 'policy') ?? new Unknown(`${policy.address}.policy`);
    return { name: policy.address, document };
  }
  return { name: String(text), document: new Unknown(`the policy ${String(text)}`) };
}

/** The policy of a role that may be another one. */
function perhaps({ name, document }: NamedPolicy, holder: Unknown): NamedPolicy {
  if (isUnknown(document)) return { name, document };
  const statements = document.statements.map((statement) => ({ ...statement, effect: holder }));
  return { name: `${name} (given to ${String(holder)})`, document: { ...document, statements } };
}
