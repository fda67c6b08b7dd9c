import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Condition, PolicyDocument, PolicyText, Principal, Statement } from '../../model/policy-document';
import { grantsAction, isPublicPrincipal } from '../../model/policy-match';
import { isUnknown } from '../../model/value';
import { both, every, some, type Truth } from '../truth';
import type { CarriedPolicy } from './carried-policies';

/** What a resource policy has to refuse over plain HTTP. */
export interface ClearTextScope {
  /** Prefix of the actions: `s3`, `sqs`. */
  readonly service: string;
  /** Actions that have to be denied: `['sns:Publish']`. Every action of the service when left out. */
  readonly actions?: readonly string[];
  /**
   * Each says whether a `Resource` element covers one part of the resource: the bucket, its objects. A statement without
   * `Resource` covers all. `Resource` is not looked at when left out.
   */
  readonly resources?: readonly ((resource: PolicyText) => Truth)[];
}

/** Keys that leave out only what AWS services do for themselves; a Deny with them still stops every caller. */
const SERVICE_KEYS: ReadonlySet<string> = new Set(['aws:principalisawsservice', 'aws:viaawsservice']);

/**
 * Says whether the Deny statements of a resource policy stop everyone who comes over plain HTTP: `Principal` is `*`,
 * `aws:SecureTransport` is `false`, and each action and resource is covered by one statement at least. Another condition
 * beside it narrows the Deny, which then does not count. `NumericLessThan` of `s3:TlsVersion` is no substitute: requests
 * over plain HTTP have no such key.
 */
export function deniesClearText(document: PolicyDocument, scope: ClearTextScope): Truth {
  const denied = every(scope.actions ?? anyActions(scope.service), (action) =>
    every(scope.resources ?? [() => true], (covers) =>
      some(document.statements, (statement) =>
        both(
          deniesOverHttp(statement, action, covers),
          scope.actions === undefined ? leavesServiceAlone(statement, scope.service) : true,
        ),
      ),
    ),
  );
  return denied === false ? (document.unknowns[0] ?? false) : denied;
}

/** Demands of the policies of a resource that one of them denies plain HTTP. Without policies it fails. */
export function requireDenialOfClearText(
  policies: readonly CarriedPolicy[],
  what: string,
  scope: ClearTextScope,
  path = policies[0]?.path ?? 'policy',
): Outcome {
  const expected =
    'a Deny statement for Principal "*", all actions and the whole resource where aws:SecureTransport is "false"';
  let open: Outcome | undefined;
  for (const { path: place, document } of policies) {
    if (isUnknown(document)) {
      open ??= undecided(place, document, expected);
      continue;
    }
    const denied = deniesClearText(document, scope);
    if (denied === true) return pass(place);
    if (denied !== false)
      open ??= unknown({
        path: place,
        message: `whether ${what} refuses plain HTTP depends on ${denied.expression}, which is not known before Terraform runs`,
        observed: denied,
        expected,
      });
    else if (document.invalid !== undefined)
      open ??= unknown({ path: place, message: `the policy cannot be judged: ${document.invalid}`, expected });
  }
  if (open !== undefined) return open;
  const message =
    policies.length === 0
      ? `${what} has no policy that refuses plain HTTP`
      : policies.some(({ document }) => !isUnknown(document) && document.statements.some(isAboutTransport))
        ? `the policy refuses plain HTTP to ${what} only for some callers, actions or resources`
        : `the policy does not refuse plain HTTP to ${what}`;
  return fail({ path, message, expected });
}

/** Two actions with nothing in common stand for all of a service. */
function anyActions(service: string): readonly string[] {
  return [`${service}:Q7x`, `${service}:Zy`];
}

/** True where `NotAction` leaves out nothing of the service. */
function leavesServiceAlone(statement: Statement, service: string): Truth {
  return every(statement.notActions ?? [], (pattern) => {
    const [prefix] = (isUnknown(pattern) ? pattern.knownPrefix : pattern).toLowerCase().split(':');
    if (isUnknown(pattern) && !pattern.knownPrefix.includes(':')) return pattern;
    return prefix !== undefined && !/[*?]/.test(prefix) && prefix !== service;
  });
}

function deniesOverHttp(statement: Statement, action: string, covers: (resource: PolicyText) => Truth): Truth {
  const { effect, notResources, resources } = statement;
  if (effect === 'Allow' || notResources !== undefined) return false;
  return both(
    effect === 'Deny' ? true : effect,
    some(statement.principals, isEveryone),
    grantsAction({ ...statement, effect: 'Allow' }, action),
    resources === undefined ? true : some(resources, covers),
    every(statement.conditions, holdsOverHttp),
  );
}

/** Everyone, signed in or not; every service is not everyone. */
function isEveryone(principal: Principal): Truth {
  const { type } = principal;
  if (!isUnknown(type) && type !== 'AWS' && type !== '*') return false;
  return both(isUnknown(type) ? type : true, isPublicPrincipal(principal));
}

function holdsOverHttp({ operator, key, values }: Condition): Truth {
  if (isUnknown(key)) return key;
  const name = key.toLowerCase();
  if (name === 's3:tlsversion')
    return isUnknown(operator) ? operator : /^NumericLessThan(?:Equals)?IfExists$/i.test(operator);
  if (name !== 'aws:securetransport' && !SERVICE_KEYS.has(name)) return false;
  return both(
    isUnknown(operator) ? operator : /^Bool(?:IfExists)?$/i.test(operator),
    some(values, (value) => (isUnknown(value) ? value : value.toLowerCase() === 'false')),
  );
}

function isAboutTransport({ effect, conditions }: Statement): boolean {
  return (
    effect === 'Deny' && conditions.some(({ key }) => !isUnknown(key) && key.toLowerCase() === 'aws:securetransport')
  );
}
