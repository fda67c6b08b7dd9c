import { isUnknown } from '../compliance/model/value';
import type { LintContext, LintedStatement } from './lint-context';
import { quoted } from './near-name';

/** Reports Sids that are the same, and Sids that IAM does not take. */
export function checkSids(context: LintContext): void {
  const { kind } = context.options;
  const seen = new Set<string>();
  for (const [index, { sid }] of context.document.statements.entries()) {
    const place = { statement: index, element: 'Sid' } as const;
    if (sid === undefined) continue;
    if (isUnknown(sid)) {
      context.leave(place, sid);
      continue;
    }
    if (sid === '') {
      context.report('suggestion', 'empty-element', place, 'the Sid is empty; name the statement, or remove the Sid');
      continue;
    }
    if (kind !== 'resource' && !/^[A-Za-z0-9]+$/.test(sid)) {
      context.report(
        'error',
        'sid-syntax',
        place,
        `the Sid ${quoted(sid)} has other characters than letters and digits, so that AWS refuses the policy; write ${quoted(camelCase(sid))}`,
        sid,
      );
    }
    if (seen.has(sid)) {
      const level = kind === 'resource' ? 'warning' : 'error';
      const effect = kind === 'resource' ? 'some services refuse that' : 'AWS refuses the policy';
      context.report(
        level,
        'duplicate-sid',
        place,
        `the Sid ${quoted(sid)} stands on more than one statement, and ${effect}; give each its own`,
        sid,
      );
    }
    seen.add(sid);
  }
}

function camelCase(sid: string): string {
  const words = sid.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Statement1';
}

/** Reports characters that no policy of IAM may have: what lies beyond the first 256 of Unicode, and control characters. */
export function checkCharacters(context: LintContext, { statement, index }: LintedStatement): void {
  if (context.options.kind === 'resource') return;
  const texts = [
    ...(statement.resources ?? []).map((text) => ['Resource', text] as const),
    ...(statement.notResources ?? []).map((text) => ['NotResource', text] as const),
    ...statement.conditions.flatMap(({ values }) => values.map((text) => ['Condition', text] as const)),
  ];
  for (const [element, text] of texts) {
    const character = isUnknown(text) ? undefined : /[^\t\n\r\u0020-\u00ff]/u.exec(text)?.[0];
    if (character === undefined || isUnknown(text)) continue;
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    context.report(
      'error',
      'character-not-allowed',
      { statement: index, element },
      `${quoted(text)} has the character U+${code}, which policies of IAM may not have; write it in the first 256 characters of Unicode, or match it by ?`,
      text,
    );
  }
}
