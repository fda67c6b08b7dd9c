import type { Condition, PolicyText, Statement } from '../../../model/policy-document';
import { grantsAction, isWildcardResource, matchesWildcard } from '../../../model/policy-match';
import { isUnknown, type Unknown } from '../../../model/value';
import { demands, isNarrowValue } from '../../../reading/policies/conditions';
import { coversAllow } from './denied-calls';
import { ESCALATION_METHODS, type EscalationMethod } from './escalation-methods';
import { mayName, namedServices, serviceOf } from './named-services';
import {
  arnFields,
  coversResources,
  isIdentifier,
  matchesAnything,
  textOf,
} from '../../../reading/policies/pattern-text';
import { ROLES } from './resource-coverage';
import { both, either, every, not, some, type Truth } from '../../../reading/truth';

/** What statements, taken together, let their holder do. */
export interface Escalation {
  /** The ways that are open for sure. */
  readonly methods: readonly EscalationMethod[];
  /** Set where a further way depends on an expression. */
  readonly unknown: Unknown | undefined;
}

/** Services whose resources an action of another service works on. */
const RESOURCE_SERVICES: Readonly<Record<string, readonly string[]>> = {
  sts: ['iam'],
  ssm: ['ssm', 'ec2'],
  'ec2-instance-connect': ['ec2'],
};

/** Actions that a user may well have on themselves: on all others, a policy variable for the own user raises privileges. */
const SELF_SERVICE = /^iam:(?:CreateAccessKey|CreateLoginProfile|UpdateLoginProfile)$/;

const OWN_USER = /\$\{aws:(?:username|userid|principaltag\/[^}]*)\}/i;

/** Stands for all actions of a service: only a pattern that covers the service matches it. */
function anyActionOf(service: string): string {
  return `${service}:q7x-zkyw`;
}

const SERVICES = new Set(ESCALATION_METHODS.flatMap(({ actions }) => actions.map(serviceOf)));

/** The services that a method needs actions of. */
const SERVICES_OF_METHODS = ESCALATION_METHODS.map(
  (method) => [method, [...new Set(method.actions.map(serviceOf))]] as const,
);

const found = new WeakMap<readonly Statement[], { readonly now: number; readonly escalation: Escalation }>();

/** Finds the ways to more privileges that the statements open. `now` is the time to judge date conditions at. */
export function findEscalation(statements: readonly Statement[], now: number): Escalation {
  const known = found.get(statements);
  if (known?.now === now) return known.escalation;
  const escalation = search(statements, now);
  found.set(statements, { now, escalation });
  return escalation;
}

function search(statements: readonly Statement[], now: number): Escalation {
  const allows = statements.filter(
    (statement) => statement.effect !== 'Deny' && isOfInterest(statement) && !isOver(statement, now),
  );
  const methods: EscalationMethod[] = [];
  let unknown: Unknown | undefined;
  if (allows.length === 0) return { methods, unknown };
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  const held = new Map<string, Truth>();
  const holds = (action: string): Truth => {
    let truth = held.get(action);
    if (truth === undefined) {
      truth = some(allows, (statement) => opens(statement, action, denies));
      held.set(action, truth);
    }
    return truth;
  };
  for (const method of methodsOver(allows)) {
    const open = both(
      every(method.actions, holds),
      method.opens === undefined || not(holds(anyActionOf(method.opens))),
    );
    if (open === true) methods.push(method);
    else if (isUnknown(open)) unknown ??= open;
  }
  return { methods, unknown };
}

/** The methods whose services the statements name; all of them where a statement may name any service. */
function methodsOver(allows: readonly Statement[]): readonly EscalationMethod[] {
  const named = new Set<string>();
  for (const statement of allows) {
    const services = namedServices(statement);
    if (services === undefined) return ESCALATION_METHODS;
    for (const service of services) named.add(service);
  }
  return SERVICES_OF_METHODS.filter(([, services]) => services.every((service) => named.has(service))).map(
    ([method]) => method,
  );
}

/** False for statements that name other services only. */
function isOfInterest(statement: Statement): boolean {
  const services = namedServices(statement);
  return services === undefined || [...services].some((service) => SERVICES.has(service));
}

/** True where the statement allows the action on resources that are not fixed, and no Deny takes it back. */
function opens(statement: Statement, action: string, denies: readonly Statement[]): Truth {
  const granted = mayName(statement, action) && grantsAction(statement, action);
  if (granted === false) return false;
  const open =
    statement.notResources !== undefined || some(statement.resources, (resource) => isOpen(resource, action));
  if (open === false) return false;
  return both(
    granted,
    open,
    not(isLimited(statement, action)),
    not(some(denies, (deny) => takesBack(deny, statement, action))),
  );
}

/** True for a resource of the action that leaves open which one: any wildcard for policies and users, all of them otherwise. */
function isOpen(resource: PolicyText, action: string): Truth {
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
    action.startsWith('iam:Attach') && demands(statement, /^iam:policyarn$/),
  );
}

/** True where a Deny covers what the statement allows: without conditions, or unless a boundary is set. */
function takesBack(deny: Statement, allow: Statement, action: string): Truth {
  if (!deny.conditions.every(asksForBoundary)) return false;
  return both(grantsAction({ ...deny, effect: 'Allow' }, action), coversAllow(deny, allow));
}

/** True for a condition of a Deny that holds unless a certain boundary is set. */
function asksForBoundary({ operator, key }: Condition): boolean {
  if (isUnknown(key) || isUnknown(operator) || !/^iam:permissionsboundary$/i.test(key)) return false;
  return /^(?:Null|(?:String|Arn)Not\w+)$/i.test(operator);
}

/** True where a date condition ended before the time of judgement. */
function isOver({ conditions }: Statement, now: number): boolean {
  return conditions.some(({ operator, key, values }) => {
    if (isUnknown(operator) || isUnknown(key) || !/^aws:(?:currenttime|epochtime)$/i.test(key)) return false;
    if (!/^DateLessThan(?:Equals)?(?:IfExists)?$/i.test(operator)) return false;
    return values.length > 0 && values.every((value) => !isUnknown(value) && timeOf(value) < now);
  });
}

function timeOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

function servicesOf(action: string): readonly string[] {
  const service = serviceOf(action);
  return Object.hasOwn(RESOURCE_SERVICES, service) ? (RESOURCE_SERVICES[service] ?? []) : [service];
}
