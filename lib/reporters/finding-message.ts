import type { Finding, Suppression } from '../compliance/engine/assessment';
import { shorten, showValue, visible } from './visible-text';

const LONGEST_MESSAGE = 300;
const LONGEST_VALUE = 80;

/** What is wrong, with what was found and what would pass, on one line that is safe to print. */
export function messageOf(finding: Finding): string {
  if (finding.verdict === 'pass') return shorten(visible(finding.title), LONGEST_MESSAGE);
  const message = shorten(visible(finding.message), LONGEST_MESSAGE);
  const details = [gotOf(finding), expectedOf(finding)].filter((part) => part !== undefined).join(', ');
  const path = shorten(visible(finding.path), LONGEST_VALUE);
  const place = message.includes(path) || details.includes(path) ? '' : path;
  const aside = [place, details].filter((part) => part !== '').join(': ');
  return aside === '' ? message : `${message} (${aside})`;
}

/** Why a finding is accepted, by whom and until when, on one line that is safe to print. */
export function decisionOf({ reason, owner, ticket, expires }: Suppression): string {
  const terms = [owner, ticket, expires === undefined ? undefined : `until ${expires}`].filter(
    (term) => term !== undefined,
  );
  return shorten(visible(terms.length === 0 ? reason : `${reason} (${terms.join(', ')})`), LONGEST_MESSAGE);
}

function gotOf({ observed, verdict, message }: Finding): string | undefined {
  if (observed === null || observed === undefined) return undefined;
  if (verdict !== 'unknown') return `got ${showValue(observed, LONGEST_VALUE)}`;
  const expression = typeof observed === 'string' ? observed : JSON.stringify(observed);
  return message.includes(expression) ? undefined : `got ${shorten(visible(expression), LONGEST_VALUE)}`;
}

function expectedOf({ expected }: Finding): string | undefined {
  return expected === null ? undefined : `expected ${shorten(visible(expected), LONGEST_VALUE)}`;
}
