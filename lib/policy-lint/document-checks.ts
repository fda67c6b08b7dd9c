import type { PolicyText, Statement } from '../compliance/model/policy-document-types';
import { isUnknown } from '../compliance/model/value';
import type { LintContext } from './lint-context';
import { quoted } from './near-name';
import { hasVariable } from './policy-variables';

const CURRENT = '2012-10-17';
const VERSIONS: readonly string[] = [CURRENT, '2008-10-17'];

/** Reports what concerns the document as a whole. */
export function checkDocument(context: LintContext): void {
  const { document } = context;
  if (document.invalid !== undefined) {
    context.report('error', 'invalid-structure', {}, `${document.invalid}, so that AWS refuses the policy`);
  } else if (document.statements.length === 0 && document.unknowns.length === 0) {
    context.report(
      'warning',
      'empty-element',
      {},
      'the policy has no statements, so that it does nothing; write one, or remove the policy',
    );
  }
  checkVersion(context);
  checkSize(context);
}

function checkVersion(context: LintContext): void {
  const { version, unknowns, statements } = context.document;
  if (isUnknown(version)) {
    context.leave({}, version);
    return;
  }
  if (version === CURRENT || (version === undefined && unknowns.length > 0)) return;
  if (version !== undefined && !VERSIONS.includes(version)) {
    context.report(
      'error',
      'invalid-version',
      {},
      `AWS has no policy version ${quoted(version)} and refuses the policy; write "${CURRENT}"`,
      version,
    );
    return;
  }
  const index = statements.findIndex(usesVariables);
  if (index !== -1) {
    const message = `policy variables such as \${aws:username} are plain text in a policy ${version === undefined ? 'without Version' : `of version ${version}`}, so that the statement matches nothing; write "Version": "${CURRENT}"`;
    context.report('error', 'variable-without-version', { statement: index }, message);
  } else if (version === undefined) {
    context.report(
      'warning',
      'missing-version',
      {},
      `the policy has no Version and is read as of 2008, without policy variables; write "Version": "${CURRENT}"`,
    );
  }
}

function usesVariables({ resources, notResources, conditions }: Statement): boolean {
  const texts: readonly PolicyText[] = [
    ...(resources ?? []),
    ...(notResources ?? []),
    ...conditions.flatMap(({ values }) => values),
  ];
  return texts.some((text) => !isUnknown(text) && hasVariable(text));
}

function checkSize(context: LintContext): void {
  const { size } = context.options;
  if (size === undefined) return;
  const { characters, limit, usual } = size;
  if (characters > limit) {
    const message = `the policy has ${String(characters)} characters and AWS takes ${String(limit)} of its kind; split it, or say it shorter`;
    context.report('error', 'policy-size', {}, message, String(characters));
  } else if (usual !== undefined && characters > usual) {
    const message = `the policy has ${String(characters)} characters and AWS takes ${String(usual)} of its kind unless the account has asked for more; split it, say it shorter, or ask for a higher quota`;
    context.report('warning', 'policy-size', {}, message, String(characters));
  }
}
