import { isUnknown } from '../compliance/model/value';
import { readAction, type ActionReading } from './action-reading';
import type { LintPlace } from './finding';
import type { LintContext, LintedStatement } from './lint-context';
import { quoted } from './near-name';

/** Actions that the trust policy of a role may have. */
const TRUST_ACTIONS = /^sts:(?:assumerole\w*|tagsession|setsourceidentity|setcontext)$/i;

/** Services whose actions the policies of another one may have: directory buckets are buckets, too. */
const FURTHER_SERVICE: ReadonlyMap<string, string> = new Map([['s3', 's3express']]);

/** Told of as an empty element. */
const EMPTY: ActionReading = { isEvery: false, actions: [] };

/**
 * Reports actions that do not exist or that the policy may not have.
 *
 * @returns what each action of the statement means; undefined where one is not known, and with `NotAction`
 */
export function checkActions(
  context: LintContext,
  { statement, index: at }: LintedStatement,
): readonly ActionReading[] | undefined {
  const readings: ActionReading[] = [];
  let isKnown = true;
  for (const element of ['Action', 'NotAction'] as const) {
    const list = element === 'Action' ? statement.actions : statement.notActions;
    for (const [index, action] of (list ?? []).entries()) {
      const place = { statement: at, element, index };
      if (isUnknown(action)) {
        context.leave(place, action);
        isKnown = false;
        continue;
      }
      const reading = action === '' ? EMPTY : readAction(action);
      readings.push(reading);
      const { problem } = reading;
      if (problem !== undefined) context.report(problem.level, problem.code, place, problem.message, action);
      if (problem?.level !== 'error') checkSupport(context, place, action);
    }
  }
  return isKnown && statement.notActions === undefined ? readings : undefined;
}

function checkSupport(context: LintContext, place: LintPlace, action: string): void {
  const { kind, service } = context.options;
  if (kind === 'trust' && isNoTrustAction(action)) {
    context.report(
      'error',
      'unsupported-action',
      place,
      `a trust policy is about assuming its role, so that AWS refuses ${quoted(action)}; write sts:AssumeRole or one like it`,
      action,
    );
  }
  if (kind !== 'resource' || service === undefined) return;
  const prefix = action.split(':')[0]?.toLowerCase() ?? '';
  if (action.includes(':') && !prefix.includes('*') && prefix !== service && prefix !== FURTHER_SERVICE.get(service)) {
    context.report(
      'error',
      'unsupported-action',
      place,
      `the policy belongs to a resource of ${service}, which knows no ${quoted(action)}; remove it, or write an action of ${service}`,
      action,
    );
  }
}

function isNoTrustAction(action: string): boolean {
  return action === '*' ? false : /[*?]/.test(action) ? !/^(?:sts:|\*)/i.test(action) : !TRUST_ACTIONS.test(action);
}
