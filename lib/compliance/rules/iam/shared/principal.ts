import type { Block } from '../../../model/block';
import type { PolicyText, Statement } from '../../../model/policy-document';
import { matchesWildcard } from '../../../model/policy-match';
import { isUnknown, toText, Unknown, type Value } from '../../../model/value';
import { policyAt } from '../../../reading/policies/carried-policies';
import { arnFields, OPAQUE } from '../../../reading/policies/pattern-text';
import { attachedPolicies } from './attached-policies';
import { isCertainReference } from './certain-reference';

/** Attributes of resources that give policies to principals, and the types of these. */
const HOLDERS: Readonly<Record<string, readonly (readonly [attribute: string, type: string])[]>> = {
  aws_iam_role_policy: [['role', 'aws_iam_role']],
  aws_iam_user_policy: [['user', 'aws_iam_user']],
  aws_iam_group_policy: [['group', 'aws_iam_group']],
  aws_iam_role_policy_attachment: [['role', 'aws_iam_role']],
  aws_iam_user_policy_attachment: [['user', 'aws_iam_user']],
  aws_iam_group_policy_attachment: [['group', 'aws_iam_group']],
  aws_iam_policy_attachment: [
    ['roles', 'aws_iam_role'],
    ['users', 'aws_iam_user'],
    ['groups', 'aws_iam_group'],
  ],
};

/**
 * The principals of the configuration that have a policy, where it tells all of them; undefined where others may have
 * it too.
 */
export function holdersOf(carrier: Block): readonly Block[] | undefined {
  if (carrier.type === 'aws_iam_role') return [carrier];
  if (carrier.selector !== 'aws_iam_policy') return holdersBy(carrier);
  const holders: Block[] = [];
  for (const { block, path } of carrier.configuration.referrers(carrier)) {
    const own =
      block.selector === 'aws_iam_role' && path.startsWith('managed_policy_arns')
        ? [block]
        : attachedPolicies(block).length > 0
          ? holdersBy(block)
          : undefined;
    if (own === undefined) return undefined;
    holders.push(...own);
  }
  return holders.length === 0 ? undefined : holders;
}

function holdersBy(block: Block): readonly Block[] | undefined {
  const holders: Block[] = [];
  for (const [attribute, type] of holdingAttributes(block)) {
    const value = block.get(attribute);
    if (value === undefined) continue;
    const { blocks, unknown } = block.configuration.link(value, [type], ['name']);
    if (blocks.length === 0 || unknown !== undefined) return undefined;
    holders.push(...blocks);
  }
  return holders.length === 0 ? undefined : holders;
}

function holdingAttributes({ selector }: Block): (typeof HOLDERS)[string] {
  return Object.hasOwn(HOLDERS, selector) ? (HOLDERS[selector] ?? []) : [];
}

/** A boundary that forbids nothing. */
const GRANTS_ALL = /^arn:[^:]*:iam::aws:policy\/AdministratorAccess$/;

/** The statements of a principal's permissions boundary, or what hides them; undefined without a boundary. */
export function boundaryOf(principal: Block): readonly Statement[] | Unknown | undefined {
  const arn = toText(principal.get('permissions_boundary'));
  if (arn === undefined || arn === '' || GRANTS_ALL.test(String(arn))) return undefined;
  const { blocks } = principal.configuration.link(arn, ['aws_iam_policy'], ['arn']);
  const [policy] = blocks;
  if (policy === undefined || blocks.length > 1 || (isUnknown(arn) && !isCertainReference(arn)))
    return isUnknown(arn) ? arn : new Unknown(`the policy ${arn}`);
  const [carried] = policyAt(policy, 'policy');
  if (carried === undefined) return new Unknown(`the policy ${policy.address}`);
  const { document } = carried;
  if (isUnknown(document)) return document;
  if (document.invalid !== undefined) return new Unknown(`the policy ${policy.address}`);
  return document.unknowns[0] ?? document.statements;
}

/** Tells whether a `Resource` element is, or matches, a principal itself or a managed policy that it has. */
export type IsItself = (resource: PolicyText) => boolean;

/** By references and by names, whatever partition and account an ARN names: IAM works on its own account only. */
export function itself(principal: Block, managed: readonly Block[]): IsItself {
  let targets: readonly { readonly block: Block; readonly path: string | undefined }[] | undefined;
  return (resource) => {
    targets ??= [principal, ...managed].map((block) => ({ block, path: pathOf(block) }));
    return targets.some(({ block, path }) => {
      if (isUnknown(resource) && resource.isReference)
        return resource.references[0]?.address === block.address && resource.references[0].attribute === 'arn';
      const [, , service, , account, ...rest] = arnFields(textWith(resource, block));
      if (service !== 'iam' || account === 'aws' || path === undefined) return false;
      return matchesWildcard(rest.join(':'), path);
    });
  };
}

/** Stands for the name of a block that the configuration does not tell. */
const NAME = '\uE001';

function pathOf(block: Block): string | undefined {
  const kind = /^aws_iam_(role|user|group|policy)$/.exec(block.type)?.[1];
  const path = block.get('path') ?? '/';
  if (kind === undefined || typeof path !== 'string') return undefined;
  const name: Value = block.get('name');
  return `${kind}${path}${typeof name === 'string' && name !== '' ? name : NAME}`;
}

/** The text of a resource, with the name of the block where it refers to it. */
function textWith(resource: PolicyText, block: Block): string {
  if (!isUnknown(resource)) return resource;
  return resource.parts
    .map((part) => {
      if (!isUnknown(part)) return part;
      const [reference] = part.references;
      const isName =
        part.isReference && reference?.address === block.address && /^(?:name|id)$/.test(reference.attribute);
      const name = block.get('name');
      return isName ? (typeof name === 'string' ? name : NAME) : OPAQUE;
    })
    .join('');
}
