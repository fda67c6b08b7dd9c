import type { Assessment, Suppression } from '../compliance/engine/assessment';
import { canonicalJson, sortedByJson } from './canonical-json';
import type { SuppressionEvidence } from './evidence';

/** Every decision that accepts a finding, and those that are expired or accept nothing. */
export function suppressionEvidence({ findings, suppressionProblems }: Assessment): readonly SuppressionEvidence[] {
  const inForce = new Map<string, { readonly suppression: Suppression; readonly findings: Set<string> }>();
  for (const { id, suppressed } of findings) {
    if (suppressed === null) continue;
    const key = canonicalJson(suppressed);
    const known = inForce.get(key);
    if (known === undefined) inForce.set(key, { suppression: suppressed, findings: new Set([id]) });
    else known.findings.add(id);
  }
  const problems = suppressionProblems.map(({ suppression, state }) => evidenceOf(suppression, state, []));
  const accepting = [...inForce.values()].map(({ suppression, findings: ids }) =>
    evidenceOf(suppression, 'inForce', [...ids].sort()),
  );
  return sortedByJson([...accepting, ...problems]);
}

function evidenceOf(
  { rule, reason, owner, ticket, expires }: Suppression,
  state: SuppressionEvidence['state'],
  findings: readonly string[],
): SuppressionEvidence {
  return {
    rule,
    reason,
    ...(owner === undefined ? {} : { owner }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(expires === undefined ? {} : { expires }),
    state,
    findings,
  };
}
