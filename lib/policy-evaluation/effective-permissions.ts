import type { PolicyText, Statement } from '../compliance/model/policy-document-types';
import { matchesWildcard } from '../compliance/model/policy-match';
import { isUnknown, Unknown } from '../compliance/model/value';
import { literalAtoms, matchAtoms, ANY_TEXT, ANY_CHARACTER, type Atom } from './glob';
import type { NamedPolicy } from './named-policy';

/** A statement with the policy that holds it. */
export interface HeldStatement {
  readonly policy: string;
  readonly statement: Statement;
}

/** One permission of a role: an Allow for one resource pattern, or for all but some, and what takes from it. */
export interface EffectivePermission extends HeldStatement {
  readonly actions: readonly PolicyText[];
  /** The actions are what is left out: `NotAction`. */
  readonly isNotAction: boolean;
  /** One pattern; all that are left out for `NotResource`. */
  readonly resources: readonly PolicyText[];
  /** The resources are what is left out: `NotResource`. */
  readonly isNotResource: boolean;
  /** Statements that deny a part of it, or all of it under a condition. */
  readonly except: readonly HeldStatement[];
  /** Statements of the boundary that it needs; undefined where the role has no boundary or one allows all of it. */
  readonly onlyWithin: readonly HeldStatement[] | undefined;
}

export interface EffectivePermissions {
  readonly permissions: readonly EffectivePermission[];
  /** Policies, and parts of them, whose text is not known. */
  readonly unknowns: readonly { readonly policy: string; readonly unknown: Unknown }[];
}

/**
 * What is left of the identity policies of a role after its denies and its boundary. An Allow that a Deny without
 * conditions covers, or that the boundary has no part in, is left out.
 */
export function effectivePermissions(
  identityPolicies: readonly NamedPolicy[],
  permissionsBoundary: NamedPolicy | undefined,
): EffectivePermissions {
  const bounding = permissionsBoundary === undefined ? [] : [permissionsBoundary];
  const all = [...identityPolicies, ...bounding].flatMap(held);
  const denies = all.filter(({ statement }) => statement.effect !== 'Allow');
  const within =
    permissionsBoundary === undefined
      ? undefined
      : held(permissionsBoundary).filter(({ statement }) => statement.effect !== 'Deny');
  const isBoundaryHidden = bounding.some(({ document }) => isUnknown(document) || document.unknowns.length > 0);
  const permissions = identityPolicies
    .flatMap(held)
    .filter(({ statement }) => statement.effect !== 'Deny')
    .flatMap(split)
    .flatMap((granted) => limited(granted, denies, isBoundaryHidden ? undefined : within));
  return { permissions, unknowns: [...identityPolicies, ...bounding].flatMap(hiddenParts) };
}

type Granted = Omit<EffectivePermission, 'except' | 'onlyWithin'>;

function held({ name, document }: NamedPolicy): readonly HeldStatement[] {
  return isUnknown(document) ? [] : document.statements.map((statement) => ({ policy: name, statement }));
}

function hiddenParts({ name, document }: NamedPolicy): EffectivePermissions['unknowns'] {
  if (isUnknown(document)) return [{ policy: name, unknown: document }];
  const refused = document.invalid === undefined ? [] : [new Unknown(`AWS refuses it: ${document.invalid}`)];
  return [...refused, ...document.unknowns].map((unknown) => ({ policy: name, unknown }));
}

function split({ policy, statement }: HeldStatement): readonly Granted[] {
  const { actions, notActions, resources, notResources } = statement;
  const common = { policy, statement, actions: actions ?? notActions ?? [], isNotAction: actions === undefined };
  if (resources === undefined && notResources !== undefined) {
    return [{ ...common, resources: notResources, isNotResource: true }];
  }
  return (resources ?? ['*']).map((resource) => ({ ...common, resources: [resource], isNotResource: false }));
}

function limited(
  granted: Granted,
  denies: readonly HeldStatement[],
  within: readonly HeldStatement[] | undefined,
): readonly EffectivePermission[] {
  const except = denies.filter(({ statement }) => overlaps(statement, granted));
  if (except.some(({ statement }) => statement.effect === 'Deny' && coversAll(statement, granted))) return [];
  if (within === undefined) return [{ ...granted, except, onlyWithin: undefined }];
  const needed = within.filter(({ statement }) => overlaps(statement, granted));
  if (needed.length === 0) return [];
  const isWhole = needed.some(({ statement }) => statement.effect === 'Allow' && coversAll(statement, granted));
  return [{ ...granted, except, onlyWithin: isWhole ? undefined : needed }];
}

/** True where the statement holds for everything that is granted, whatever the request. */
function coversAll({ actions, resources, conditions }: Statement, granted: Granted): boolean {
  if (conditions.length > 0 || actions === undefined || resources === undefined) return false;
  const everyAction = actions.includes('*');
  const namesActions =
    everyAction ||
    (!granted.isNotAction && granted.actions.every((action) => actions.some((each) => covers(each, action, true))));
  const everyResource = resources.includes('*');
  return (
    namesActions &&
    (everyResource ||
      (!granted.isNotResource && granted.resources.every((one) => resources.some((each) => covers(each, one, false)))))
  );
}

function covers(pattern: PolicyText, other: PolicyText, ignoresCase: boolean): boolean {
  if (isUnknown(pattern) || isUnknown(other)) return String(pattern) === String(other) && !String(other).includes('(');
  if (pattern.includes('${') || (pattern.includes('?') && other.includes('*'))) return pattern === other;
  return ignoresCase ? matchesWildcard(pattern.toLowerCase(), other.toLowerCase()) : matchesWildcard(pattern, other);
}

/** False only where nothing can be both. */
function overlaps({ actions, resources }: Statement, granted: Granted): boolean {
  const sharesAction =
    actions === undefined ||
    granted.isNotAction ||
    granted.actions.some((action) => actions.some((each) => mayMeet(lowered(each), lowered(action))));
  const sharesResource =
    resources === undefined ||
    granted.isNotResource ||
    granted.resources.some((one) => resources.some((each) => mayMeet(each, one)));
  return sharesAction && sharesResource;
}

function lowered(text: PolicyText): PolicyText {
  return isUnknown(text) ? text : text.toLowerCase();
}

/** False only where no text matches both patterns. */
export function mayMeet(pattern: PolicyText, other: PolicyText): boolean {
  const wild = new Unknown('*');
  const open = literalAtoms(other).map((atom): Atom => (atom === '*' || atom === '?' || atom === '$' ? wild : atom));
  const atoms = literalAtoms(pattern).map((atom): Atom => {
    if (atom === '*') return ANY_TEXT;
    if (atom === '?') return ANY_CHARACTER;
    return atom === '$' ? wild : atom;
  });
  // Behind a variable anything may stand.
  return matchAtoms(untilVariable(atoms, wild), untilVariable(open, wild)) !== false;
}

function untilVariable(atoms: readonly Atom[], wild: Unknown): readonly Atom[] {
  const at = atoms.findIndex((atom, index) => atom === wild && atoms[index + 1] === '{');
  return at === -1 ? atoms : atoms.slice(0, at + 1);
}
