import { visible } from '../reporters/visible-text';
import type { Change, EvidenceDiff } from './diff-evidence';

const SECTIONS = ['controls', 'rules', 'findings', 'suppressions', 'tags', 'names', 'context'] as const;

/** The differences for people: a section each, a line for each change. */
export function diffText(diff: EvidenceDiff): string {
  const sections = SECTIONS.filter((name) => diff[name].length > 0).map((name) =>
    [`${name} (${String(diff[name].length)})`, ...diff[name].map(lineOf)].join('\n'),
  );
  const verdict = diff.changed ? '' : 'no control, rule, finding, suppression, tag or name changed\n';
  return `${sections.map((section) => `${section}\n\n`).join('')}${verdict}`.replace(/\n+$/, '\n');
}

function lineOf({ id, old, new: next, about }: Change): string {
  const sign = old === null ? '+' : next === null ? '-' : '~';
  const state = old === null ? (next ?? '') : next === null ? old : `${old} -> ${next}`;
  return visible(`  ${sign} ${id}: ${state}${about === '' ? '' : `  ${about}`}`);
}
