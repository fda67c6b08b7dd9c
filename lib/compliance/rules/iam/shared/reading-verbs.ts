import { findAction, type ActionEntry } from '../../../../iam-data';

/** Verbs that actions which read begin with. `IsAuthorized` reads, `IssueCertificate` does not: letter case counts. */
export const READING_VERBS =
  /^(?:Get|List|Describe|View|Search|Query|BatchGet|BatchDescribe|Lookup|Read|Check(?!o|p)|Scan|Select|Preview|Head|Discover|Estimate|Count|Filter|Simulate|Download|Is[A-Z])/;

/** The same for names that are not spelled as AWS spells them, less what only letter case tells apart. */
const READING_IN_ANY_CASE =
  /^(?:Get|List|Describe|View|Search|Query|BatchGet|BatchDescribe|Lookup|Read|Check(?!o|p)|Scan|Select|Preview|Head|Discover|Estimate|Count|Filter|Simulate|Download)/i;

/** True where the verb of an action, or of a pattern, is one of reading. IAM does not look at letter case. */
export function readsByVerb(service: string, name: string): boolean {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const isRespelled = capital !== name || (name.length > 1 && name === name.toUpperCase());
  if (!isRespelled) return READING_VERBS.test(name);
  const documented = /[*?]/.test(name) ? undefined : findAction(`${service}:${name}`);
  if (documented !== undefined) return READING_VERBS.test(documented.name) || reads(documented);
  return READING_VERBS.test(capital) || READING_IN_ANY_CASE.test(name);
}

/** True for an action that AWS documents to do nothing but read or list. */
export function reads({ accessLevel }: ActionEntry): boolean {
  return accessLevel === 'Read' || accessLevel === 'List';
}
