import type { PolicyText, Statement } from '../compliance/model/policy-document-types';
import { isUnknown } from '../compliance/model/value';
import { listOf, type LintContext, type LintedStatement } from './lint-context';
import { quoted } from './near-name';

/** Elements that more patterns than these are not compared pair by pair. */
const MOST_PATTERNS = 200;
const MOST_STATEMENTS = 100;

/** Reports patterns of an element that another one of it covers. */
export function checkRedundantPatterns(context: LintContext, { statement, index: at }: LintedStatement): void {
  for (const element of ['Action', 'NotAction', 'Resource', 'NotResource'] as const) {
    const isAction = element.endsWith('Action');
    const list = listOf(statement, element);
    if (list === undefined || list.length < 2 || list.length > MOST_PATTERNS) continue;
    const wide = list.flatMap((text, index) =>
      isUnknown(text) ? [] : [{ text: isAction ? text.toLowerCase() : text, index }],
    );
    for (const { text, index } of wide) {
      const cover = wide.find(
        (other) => other.index !== index && covers(other.text, text) && (other.text !== text || other.index < index),
      );
      if (cover === undefined) continue;
      const code = isAction ? 'redundant-action' : 'redundant-resource';
      const [written, wider] = [String(list[index]), String(list[cover.index])];
      const message =
        cover.text === text
          ? `${quoted(written)} stands twice in ${element}; remove one`
          : `${quoted(wider)} covers ${quoted(written)}; remove one of them`;
      context.report('suggestion', code, { statement: at, element, index }, message, written);
    }
  }
}

/** True where a pattern matches all that the other one does. Errs on the side of false. */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  if (!/[*?]/.test(wide)) return false;
  return matches(wide, narrow);
}

/** The wildcards of the narrower pattern are characters here that only wildcards match. */
function matches(wide: string, narrow: string): boolean {
  let [position, inWide, star, resume] = [0, 0, -1, 0];
  while (position < narrow.length) {
    const wanted = wide[inWide];
    if (wanted === '*') {
      [star, resume] = [inWide, position];
      inWide += 1;
    } else if (wanted !== undefined && (wanted === narrow[position] || (wanted === '?' && narrow[position] !== '*'))) {
      inWide += 1;
      position += 1;
    } else if (star >= 0) {
      resume += 1;
      [position, inWide] = [resume, star + 1];
    } else return false;
  }
  while (wide[inWide] === '*') inWide += 1;
  return inWide === wide.length;
}

/** Reports statements that say nothing that another one does not say. */
export function checkRedundantStatements(context: LintContext): void {
  const { statements } = context.document;
  if (statements.length < 2 || statements.length > MOST_STATEMENTS) return;
  for (const [index, statement] of statements.entries()) {
    const cover = statements.findIndex(
      (other, at) => at !== index && isCoveredBy(statement, other) && (at < index || !isCoveredBy(other, statement)),
    );
    if (cover === -1) continue;
    const message = `statement ${String(cover + 1)} of the policy covers this one; remove it`;
    context.report('suggestion', 'redundant-statement', { statement: index }, message);
  }
}

function isCoveredBy(narrow: Statement, wide: Statement): boolean {
  return (
    !isUnknown(narrow.effect) &&
    narrow.effect === wide.effect &&
    same(narrow.notActions, wide.notActions) &&
    same(narrow.notResources, wide.notResources) &&
    same(narrow.principals, wide.principals) &&
    same(narrow.notPrincipals, wide.notPrincipals) &&
    (wide.conditions.length === 0 || same(narrow.conditions, wide.conditions)) &&
    listCovers(wide.actions, narrow.actions, true) &&
    listCovers(wide.resources, narrow.resources, false)
  );
}

/** What is not known is like itself: the same expression has one value. */
function same(one: unknown, two: unknown): boolean {
  return one === two || JSON.stringify(one) === JSON.stringify(two);
}

function listCovers(
  wide: readonly PolicyText[] | undefined,
  narrow: readonly PolicyText[] | undefined,
  ignoresCase: boolean,
): boolean {
  if (wide === undefined || narrow === undefined) return wide === narrow;
  const folded = (text: PolicyText): string => (ignoresCase ? String(text).toLowerCase() : String(text));
  return (
    narrow.length > 0 &&
    narrow.every((text) =>
      wide.some((other) =>
        isUnknown(text) || isUnknown(other)
          ? other === '*' || String(text) === String(other)
          : covers(folded(other), folded(text)),
      ),
    )
  );
}
