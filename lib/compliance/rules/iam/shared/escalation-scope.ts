import type { Condition, PolicyText, Statement } from '../../../model/policy-document';
import { grantsAction, isWildcardResource, matchesWildcard } from '../../../model/policy-match';
import { isUnknown } from '../../../model/value';
import { demands, isFixedValue, isNarrowValue } from '../../../reading/policies/conditions';
import {
  arnFields,
  coversResources,
  isIdentifier,
  matchesAnything,
  testText,
  textOf,
} from '../../../reading/policies/pattern-text';
import { both, either, every, not, some, type Truth } from '../../../reading/truth';
import { coversKindOf, kindsOf, mayBeOfKind } from './action-resources';
import { coversPattern } from './denied-calls';
import { mayName, serviceOf } from './named-services';
import type { IsItself } from './principal';
import { ROLES } from './resource-coverage';

/** Services whose resources an action of another service works on. */
const RESOURCE_SERVICES: Readonly<Record<string, readonly string[]>> = {
  sts: ['iam'],
  ssm: ['ssm', 'ec2', 'ecs'],
  'ec2-instance-connect': ['ec2'],
};

/** Actions that a user may well have on themselves: on all others, a policy variable for the own user raises privileges. */
const SELF_SERVICE = /^iam:(?:CreateAccessKey|CreateLoginProfile|UpdateLoginProfile)$/;

/** Actions that raise the privileges of whoever may take them on themselves, or on a policy that they have. */
const ON_ITSELF =
  /^iam:(?:(?:Put|Attach)(?:Role|User|Group)Policy|(?:Put|Delete)(?:Role|User)PermissionsBoundary|CreatePolicyVersion|SetDefaultPolicyVersion)$/;

const OWN_USER = /\$\{aws:(?:username|userid|principaltag\/[^}]*)\}/gi;

/** Policies of AWS that grant more than any principal of an application has. */
const ADMIN_POLICY = /policy\/(?:.*\/)?(?:AdministratorAccess|IAMFullAccess|PowerUserAccess)(?:-[\w-]+)?$/;

/** Who has the policies that are judged, as far as the configuration tells. */
export interface Holder {
  /** Tells the holder, and the policies that it has, among resources; then what it may do to itself counts too. */
  readonly isItself?: IsItself | undefined;
  /** Tells the holders among the principals that a Deny spares. */
  readonly isSpared?: IsItself | undefined;
}

/** True where the statement allows the action on resources that are not fixed, and no Deny takes it back. */
export function opens(statement: Statement, action: string, denies: readonly Statement[], holder: Holder): Truth {
  const granted = mayName(statement, action) && grantsAction(statement, action);
  if (granted === false) return false;
  const open =
    statement.notResources !== undefined || some(statement.resources, (resource) => isOpen(resource, action, holder));
  if (open === false) return false;
  const resources = denies.length === 0 ? [] : openResources(statement, action, holder);
  return both(
    granted,
    open,
    not(isLimited(statement, action)),
    not(some(denies, (deny) => takesBack(deny, resources, action, holder))),
  );
}

/** Resources that leave open which one, or that may do so. */
function openResources(
  { resources, notResources }: Statement,
  action: string,
  holder: Holder,
): readonly (readonly [PolicyText, Truth])[] {
  if (notResources !== undefined) return [['*', true]];
  return (resources ?? []).flatMap((resource) => {
    const truth = isOpen(resource, action, holder);
    return truth === false ? [] : [[resource, truth] as const];
  });
}

/**
 * The Deny statements that name an action; one alone where it takes the action from everybody on every resource.
 */
export function deniesOf(denies: readonly Statement[], action: string): readonly Statement[] {
  const own = denies.filter(
    (deny) => mayName(deny, action) && grantsAction({ ...deny, effect: 'Allow' }, action) !== false,
  );
  const all = own.find(
    (deny) =>
      deny.conditions.length === 0 &&
      deny.resources?.includes('*') === true &&
      grantsAction({ ...deny, effect: 'Allow' }, action) === true,
  );
  return all === undefined ? own : [all];
}

/** True for a resource of the action that leaves open which one: any wildcard for policies and users, all of them otherwise. */
function isOpen(resource: PolicyText, action: string, { isItself }: Holder): Truth {
  if (isItself !== undefined && ON_ITSELF.test(action) && isItself(resource)) return true;
  if (isIdentifier(resource)) return false;
  const all = isWildcardResource(resource);
  const text = textOf(resource);
  if (all !== false || text === undefined) return all;
  const [, , service = '', , account = '', ...rest] = arnFields(text);
  const name = rest.join(':');
  if (account === 'aws' || !servicesOf(action).some((own) => matchesWildcard(service, own))) return false;
  if (action === 'iam:PassRole' || action === 'sts:AssumeRole')
    return coversResources(text, ROLES.service, ROLES.samples);
  if (service === 's3') return matchesAnything(name);
  const kinds = kindsOf(action);
  if (kinds.length > 0 && !kinds.some((kind) => matchesWildcard(service, kind.service) && mayBeOfKind(name, kind)))
    return false;
  if (serviceOf(action) === 'iam') return rest.length === 0 || isOpenName(name, action);
  return isEveryName(name) || rest.length === 0 || kinds.some((kind) => coversKindOf(text, kind));
}

/** True for a path of IAM with a wildcard, or with the own user in what a user should not have on themselves. */
function isOpenName(name: string, action: string): boolean {
  const own = name.replace(OWN_USER, 'own');
  if (own === name || /[*?]/.test(own.slice(own.lastIndexOf('/')))) return /[*?]/.test(name);
  return !SELF_SERVICE.test(action);
}

/** `function:*`: every resource of what stands before. */
function isEveryName(name: string): boolean {
  return /^(?:[\w-]+[:/])?[*?]*\*[*?]*(?:[:/]\*)*$/.test(name);
}

/** True where conditions leave nothing to gain: a boundary is asked for, or the resource or the policy is named. */
function isLimited(statement: Statement, action: string): Truth {
  return either(
    demands(statement, /^[a-z0-9-]+:resourcetag\/.+$/, isNarrowValue),
    !REMOVES_BOUNDARY.test(action) && demands(statement, BOUNDARY, isBinding),
    action.startsWith('iam:Attach') &&
      demands(statement, /^iam:policyarn$/, (text) => isFixedValue(text) && !ADMIN_POLICY.test(text)),
  );
}

const BOUNDARY = /^iam:permissionsboundary$/;

/** Which boundary is in place says nothing of who takes it away. */
const REMOVES_BOUNDARY = /^iam:Delete(?:Role|User)PermissionsBoundary$/;

/** True for a boundary that is named, and not one of AWS that leaves IAM open. */
function isBinding(text: string): boolean {
  const name = /:policy\/(.*)$/.exec(text)?.[1];
  if (name === undefined) return isFixedValue(text);
  return /^[^*?$]/.test(name) && !UNBOUND.some((policy) => matchesWildcard(name, policy));
}

/** Policies of AWS that grant all of IAM. */
const UNBOUND = ['AdministratorAccess', 'IAMFullAccess'];

/** True where a Deny covers the resources that a statement opens: for everyone but others, or unless a boundary is set. */
function takesBack(
  deny: Statement,
  resources: readonly (readonly [PolicyText, Truth])[],
  action: string,
  holder: Holder,
): Truth {
  return both(
    every(deny.conditions, (condition) => either(asksForBoundary(condition, action), sparesOthers(condition, holder))),
    grantsAction({ ...deny, effect: 'Allow' }, action),
    every(resources, ([resource, truth]) => either(not(truth), deniesOn(deny, resource, action))),
  );
}

/** True where a Deny reaches whatever of a resource pattern the action can work on. */
function deniesOn({ resources }: Statement, resource: PolicyText, action: string): Truth {
  return some(resources, (denied) => either(coversPattern(denied, resource), reachesAll(denied, action)));
}

/** True for a pattern that matches every resource of the action in any region and account. */
function reachesAll(denied: PolicyText, action: string): boolean {
  if (isUnknown(denied) || !denied.includes('*')) return false;
  if (isWildcardResource(denied) === true) return true;
  const [, , , region = '', account = ''] = arnFields(denied);
  const kinds = kindsOf(action);
  return (
    kinds.length > 0 &&
    (matchesAnything(account) || (account === '' && kinds.every(({ service }) => service === 's3'))) &&
    (matchesAnything(region) || (region === '' && kinds.every(({ service }) => /^(?:iam|s3)$/.test(service)))) &&
    kinds.every(({ service, samples }) => coversResources(denied, service, samples))
  );
}

/** True for a condition of a Deny that holds for all but principals by name, none of whom is the holder. */
function sparesOthers({ operator, key, values }: Condition, { isSpared }: Holder): Truth {
  if (isUnknown(key) || isUnknown(operator) || !/^aws:principalarn$/i.test(key)) return false;
  if (!/^(?:String|Arn)Not(?:Equals|Like)(?:IfExists)?$/i.test(operator)) return false;
  return every(values, (value) => {
    const text = textOf(value);
    if (text === undefined) return isUnknown(value) ? value : false;
    return isFixedValue(text) && isSpared?.(value) !== true;
  });
}

/** True for a condition of a Deny that holds unless a certain boundary is set. */
function asksForBoundary({ operator, key, values }: Condition, action: string): Truth {
  if (isUnknown(key) || isUnknown(operator) || !BOUNDARY.test(key.toLowerCase())) return false;
  if (!/^(?:String|Arn)Not(?:Equals|EqualsIgnoreCase|Like)(?:IfExists)?$/i.test(operator)) return false;
  return !REMOVES_BOUNDARY.test(action) && every(values, (value) => testText(value, isBinding));
}

function servicesOf(action: string): readonly string[] {
  const service = serviceOf(action);
  return Object.hasOwn(RESOURCE_SERVICES, service) ? (RESOURCE_SERVICES[service] ?? []) : [service];
}
