import type { Condition, PolicyText, Statement } from '../../../model/policy-document';
import { grantsAction, isWildcardResource, matchesWildcard } from '../../../model/policy-match';
import { isUnknown } from '../../../model/value';
import { demands, isFixedValue, isNarrowValue } from '../../../reading/policies/conditions';
import {
  arnFields,
  coversResources,
  isIdentifier,
  matchesAnything,
  textOf,
} from '../../../reading/policies/pattern-text';
import { both, either, every, not, some, type Truth } from '../../../reading/truth';
import { coversAllow } from './denied-calls';
import { mayName, serviceOf } from './named-services';
import type { IsItself } from './principal';
import { ROLES } from './resource-coverage';

/** Services whose resources an action of another service works on. */
const RESOURCE_SERVICES: Readonly<Record<string, readonly string[]>> = {
  sts: ['iam'],
  ssm: ['ssm', 'ec2'],
  'ec2-instance-connect': ['ec2'],
};

/** Actions that a user may well have on themselves: on all others, a policy variable for the own user raises privileges. */
const SELF_SERVICE = /^iam:(?:CreateAccessKey|CreateLoginProfile|UpdateLoginProfile)$/;

/** Actions that raise the privileges of whoever may take them on themselves, or on a policy that they have. */
const ON_ITSELF =
  /^iam:(?:(?:Put|Attach)(?:Role|User)Policy|(?:Put|Delete)(?:Role|User)PermissionsBoundary|CreatePolicyVersion|SetDefaultPolicyVersion)$/;

const OWN_USER = /\$\{aws:(?:username|userid|principaltag\/[^}]*)\}/i;

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
  return both(
    granted,
    open,
    not(isLimited(statement, action)),
    not(some(denies, (deny) => takesBack(deny, statement, action, holder))),
  );
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
  if (serviceOf(action) !== 'iam') return /^(?:[\w-]+[:/])?[*?]*\*[*?]*(?:[:/]\*)*$/.test(name) || rest.length === 0;
  if (!/^[*?]/.test(name) && !name.startsWith(`${kindOf(action)}/`)) return false;
  return OWN_USER.test(name) ? !SELF_SERVICE.test(action) : /[*?]/.test(name) || rest.length === 0;
}

function kindOf(action: string): string {
  const kind = /SAMLProvider|Group|Role|User(?!ToGroup)|Policy/.exec(action.replace('AddUserToGroup', 'Group'))?.[0];
  if (kind === 'SAMLProvider') return 'saml-provider';
  return kind === undefined ? 'user' : kind.toLowerCase();
}

/** True where conditions leave nothing to gain: a boundary is asked for, or the resource or the policy is named. */
function isLimited(statement: Statement, action: string): Truth {
  const keys = /^(?:iam:permissionsboundary|[a-z0-9-]+:resourcetag\/.+)$/;
  return either(
    demands(statement, keys, isNarrowValue),
    action.startsWith('iam:Attach') &&
      demands(statement, /^iam:policyarn$/, (text) => isFixedValue(text) && !ADMIN_POLICY.test(text)),
  );
}

/** True where a Deny covers what the statement allows: for everyone but others, or unless a boundary is set. */
function takesBack(deny: Statement, allow: Statement, action: string, holder: Holder): Truth {
  return both(
    every(deny.conditions, (condition) => asksForBoundary(condition) || sparesOthers(condition, holder)),
    grantsAction({ ...deny, effect: 'Allow' }, action),
    coversAllow(deny, allow),
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
function asksForBoundary({ operator, key }: Condition): boolean {
  if (isUnknown(key) || isUnknown(operator) || !/^iam:permissionsboundary$/i.test(key)) return false;
  return /^(?:Null|(?:String|Arn)Not\w+)$/i.test(operator);
}

function servicesOf(action: string): readonly string[] {
  const service = serviceOf(action);
  return Object.hasOwn(RESOURCE_SERVICES, service) ? (RESOURCE_SERVICES[service] ?? []) : [service];
}
