import { contentOf, type Statement } from '../../../model/policy-document';
import { grantsAction } from '../../../model/policy-match';
import { isUnknown, type Unknown } from '../../../model/value';
import { both, every, not, some, type Truth } from '../../../reading/truth';
import { ESCALATION_METHODS, PASS_ROLE, type EscalationMethod } from './escalation-methods';
import { deniesOf, opens, type Holder } from './escalation-scope';
import { mayName, namedServices, serviceOf } from './named-services';
import { passesTo, unlistedMethods } from './passed-roles';

/** What statements, taken together, let their holder do. */
export interface Escalation {
  /** The ways that are open for sure. */
  readonly methods: readonly EscalationMethod[];
  /** Set where a further way depends on an expression. */
  readonly unknown: Unknown | undefined;
  /** True where ways are open but for a boundary that is not known, which is then what is unknown. */
  readonly isBounded?: boolean;
}

/** Statements that are judged together. */
export interface EscalationSubject extends Holder {
  readonly statements: readonly Statement[];
  /** Statements of the permissions boundary, or what hides them; undefined without a boundary. */
  readonly boundary?: readonly Statement[] | Unknown | undefined;
}

/** Stands for all actions of a service: only a pattern that covers the service matches it. */
function anyActionOf(service: string): string {
  return `${service}:q7x-zkyw`;
}

const SERVICES = new Set(ESCALATION_METHODS.flatMap(({ actions }) => actions.map(serviceOf)));

/** The services that a method needs actions of. */
const SERVICES_OF_METHODS = ESCALATION_METHODS.map(
  (method) => [method, [...new Set(method.actions.map(serviceOf))]] as const,
);

const found = new WeakMap<object, { readonly now: number; readonly escalation: Escalation }>();

/**
 * Finds the ways to more privileges that the statements open to whoever has them, principals that a Deny spares by name
 * included. `now` is the time to judge date conditions at.
 */
export function findEscalation(statements: readonly Statement[], now: number): Escalation {
  const content = contentOf(statements);
  const known = found.get(content);
  if (known?.now === now) return known.escalation;
  const escalation = findEscalationOf({ statements, isSpared: () => true }, now);
  found.set(content, { now, escalation });
  return escalation;
}

/** The same for a holder that is known: its boundary counts, and what it may do to itself. */
export function findEscalationOf(subject: EscalationSubject, now: number): Escalation {
  const { statements, boundary } = subject;
  const allows = statements.filter(
    (statement) => statement.effect !== 'Deny' && isOfInterest(statement) && !isOver(statement, now),
  );
  const methods: EscalationMethod[] = [];
  let unknown: Unknown | undefined;
  if (allows.length === 0) return { methods, unknown };
  const grants = new Grants(subject, allows, now);
  for (const method of methodsOver(allows)) {
    const open = both(
      every(method.actions, (action) => grants.holds(action, method)),
      method.opens === undefined || not(grants.holdsAll(method.opens)),
    );
    if (open === true) methods.push(method);
    else if (isUnknown(open)) unknown ??= open;
  }
  if (!methods.some(({ actions }) => actions.includes(PASS_ROLE))) {
    const unlisted = grants.unlisted(now);
    methods.push(...unlisted.methods);
    unknown ??= unlisted.unknown;
  }
  if (isUnknown(boundary) && methods.length > 0) return { methods: [], unknown: boundary, isBounded: true };
  return { methods, unknown };
}

/** What the statements grant, within the boundary. */
class Grants {
  private readonly held = new Map<string, Truth>();
  private readonly denies: readonly Statement[];
  private readonly bounds: readonly Statement[] | undefined;

  constructor(
    private readonly subject: EscalationSubject,
    private readonly allows: readonly Statement[],
    now: number,
  ) {
    const { statements, boundary } = subject;
    const known = isUnknown(boundary) ? undefined : boundary;
    this.denies = [...statements, ...(known ?? [])].filter(({ effect }) => effect === 'Deny');
    this.bounds = known?.filter((statement) => statement.effect !== 'Deny' && !isOver(statement, now));
  }

  holds(action: string, { actions }: EscalationMethod): Truth {
    return action === PASS_ROLE
      ? this.passes(actions.filter((each) => each !== PASS_ROLE).map(serviceOf))
      : this.decide(action, action, () => true);
  }

  holdsAll(service: string): Truth {
    return this.decide(anyActionOf(service), anyActionOf(service), () => true);
  }

  unlisted(now: number): Escalation {
    if (this.decide(PASS_ROLE, PASS_ROLE, () => true) === false) return { methods: [], unknown: undefined };
    const { bounds } = this;
    const isLeft = (action: string): boolean =>
      bounds === undefined || bounds.some((bound) => mayName(bound, action) && leaves(bound, action));
    const allows = this.subject.statements.filter((statement) => !isOver(statement, now));
    const found = unlistedMethods(allows, this.denies, (services) => this.passes(services));
    return { ...found, methods: found.methods.filter(({ actions }) => actions.every(isLeft)) };
  }

  private passes(services: readonly string[]): Truth {
    if (this.decide(PASS_ROLE, PASS_ROLE, () => true) === false) return false;
    return this.decide(`${PASS_ROLE} ${services.join(' ')}`, PASS_ROLE, (statement) => passesTo(statement, services));
  }

  private decide(key: string, action: string, applies: (statement: Statement) => Truth): Truth {
    let truth = this.held.get(key);
    if (truth === undefined) {
      const denies = deniesOf(this.denies, action);
      const grants = (statement: Statement): Truth => {
        const open = opens(statement, action, denies, this.subject);
        return open === false ? false : both(open, applies(statement));
      };
      truth = both(some(this.allows, grants), this.bounds === undefined || some(this.bounds, grants));
      this.held.set(key, truth);
    }
    return truth;
  }
}

/** False where a statement of a boundary leaves nothing of an action; a pattern may be left in part. */
function leaves(bound: Statement, action: string): boolean {
  return /[*?]/.test(action) || grantsAction(bound, action) !== false;
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

/** True where a date condition ended before the time of judgement. */
function isOver({ conditions }: Statement, now: number): boolean {
  return conditions.some(({ operator, key, values }) => {
    if (isUnknown(operator) || isUnknown(key) || !/^aws:(?:currenttime|epochtime)$/i.test(key)) return false;
    if (!/^(?:Date|Numeric)(?:LessThan(?:Equals)?|Equals)(?:IfExists)?$/i.test(operator)) return false;
    return values.length > 0 && values.every((value) => !isUnknown(value) && timeOf(value) < now);
  });
}

function timeOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}
