import { findAction, serviceTable } from '../../../../iam-data';
import { coversResources } from '../../../reading/policies/pattern-text';
import { serviceOf } from './named-services';
import { ROLES, type ResourceKind } from './resource-coverage';

const known = new Map<string, readonly ResourceKind[]>();

/**
 * The kinds of resources that a call of the action works on; empty where AWS does not document them. What it only uses,
 * such as the document of a command, is none of them.
 */
export function kindsOf(action: string): readonly ResourceKind[] {
  let kinds = known.get(action);
  if (kinds === undefined) {
    kinds =
      serviceOf(action) === 'iam' ? [iamKindOf(action)] : action === 'sts:AssumeRole' ? [ROLES] : documented(action);
    known.set(action, kinds);
  }
  return kinds;
}

function iamKindOf(action: string): ResourceKind {
  const name = /SAMLProvider|Group|Role|User(?!ToGroup)|Policy/.exec(action.replace('AddUserToGroup', 'Group'))?.[0];
  const kind = name === 'SAMLProvider' ? 'saml-provider' : (name ?? 'user').toLowerCase();
  return { service: 'iam', samples: [`${kind}/q7x`, `${kind}/zk/yw`] };
}

function documented(action: string): readonly ResourceKind[] {
  const types = (findAction(action)?.resourceTypes ?? []).filter(({ name }) => name !== 'document');
  const required = types.filter((type) => type.required);
  const table = serviceTable(serviceOf(action));
  return (required.length === 0 ? types : required).flatMap(({ name }) =>
    (table?.resourceTypes.get(name)?.arnFormats ?? []).map(kindOfFormat),
  );
}

/** `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}` as a kind. */
function kindOfFormat(format: string): ResourceKind {
  const [, , service = '', , , ...path] = format.split(':');
  const sample = (text: string): string => path.join(':').replace(/\$\{\w+\}/g, text);
  return { service, samples: [sample('q7x'), sample('zkyw')] };
}

/** What identifiers that AWS assigns begin with: `i-*` is every instance. */
const ASSIGNED = /(?<=[:/])(?:i|mi|j|lt|df)-(?=[*?]*\*[*?]*$)/;

/** True where an ARN pattern matches every resource of a kind. */
export function coversKindOf(pattern: string, { service, samples }: ResourceKind): boolean {
  return coversResources(pattern.replace(ASSIGNED, ''), service, samples);
}

/** True where a path such as `role*` may match resources of a kind, by the text before its first wildcard. */
export function mayBeOfKind(path: string, { samples: [sample] }: ResourceKind): boolean {
  const kind = /^[\w-]*[:/]/.exec(sample)?.[0] ?? '';
  const fixed = /^[^*?]*/.exec(path)?.[0] ?? '';
  return fixed.startsWith(kind) || (fixed !== path && kind.startsWith(fixed));
}
