import type { Assessment, Finding } from './assessment';
import type { Settings } from './settings';
import { reaches } from './severity';

/** The findings that fail a run: not suppressed, and at or above `failOn`; unknown ones with `failOnUnknown`. */
export function failingFindings(
  { findings }: Pick<Assessment, 'findings'>,
  { failOn, failOnUnknown }: Pick<Settings, 'failOn' | 'failOnUnknown'>,
): readonly Finding[] {
  if (failOn === 'never') return [];
  return findings.filter(
    ({ verdict, severity, suppressed }) =>
      suppressed === null &&
      (verdict === 'fail' || (verdict === 'unknown' && failOnUnknown)) &&
      reaches(severity, failOn),
  );
}
