import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { isOpen, shown } from './prop-checks';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 24 * 60;
const WEEK = 7 * DAY;
const SHORTEST = 30;

/** A span of minutes; the end may lie in the next day or week. */
interface Span {
  readonly start: number;
  readonly length: number;
}

function spanOf(start: number, end: number, cycle: number): Span {
  return { start, length: (end - start + cycle) % cycle };
}

function minutesOf(hours: string, minutes: string): number {
  return Number(hours) * 60 + Number(minutes);
}

function dailySpan(text: string): Span | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) return undefined;
  const [, h1 = '', m1 = '', h2 = '', m2 = ''] = match;
  return spanOf(minutesOf(h1, m1), minutesOf(h2, m2), DAY);
}

function weeklySpan(text: string): Span | undefined {
  const match = /^([a-z]{3}):([01]\d|2[0-3]):([0-5]\d)-([a-z]{3}):([01]\d|2[0-3]):([0-5]\d)$/.exec(text.toLowerCase());
  if (match === null) return undefined;
  const [, d1 = '', h1 = '', m1 = '', d2 = '', h2 = '', m2 = ''] = match;
  const [first, last] = [DAYS.indexOf(d1), DAYS.indexOf(d2)];
  if (first < 0 || last < 0) return undefined;
  return spanOf(first * DAY + minutesOf(h1, m1), last * DAY + minutesOf(h2, m2), WEEK);
}

function overlaps(daily: Span, weekly: Span): boolean {
  return DAYS.some((_, day) => {
    const start = day * DAY + daily.start;
    const after = (start - weekly.start + WEEK) % WEEK;
    const before = (weekly.start - start + WEEK) % WEEK;
    return after < weekly.length || before < daily.length;
  });
}

function requireSpan(
  value: unknown,
  name: string,
  example: string,
  read: (text: string) => Span | undefined,
  construct: IConstruct,
): Span | undefined {
  if (isOpen(value)) return undefined;
  const span = typeof value === 'string' ? read(value) : undefined;
  if (span !== undefined && span.length >= SHORTEST) return span;
  throw new GuardrailsError(
    'DB_WINDOW_INVALID',
    `${name} is ${shown(value)}, allowed is a span of ${SHORTEST} minutes and more in UTC; write it as in ${example}`,
    construct,
  );
}

/**
 * Throws for windows that are malformed, too short, or in each other's way.
 *
 * @throws GuardrailsError DB_WINDOW_INVALID
 */
export function requireWindows(backupWindow: unknown, maintenanceWindow: unknown, construct: IConstruct): void {
  const daily = requireSpan(backupWindow, 'backupWindow', '03:00-04:00', dailySpan, construct);
  const weekly = requireSpan(maintenanceWindow, 'maintenanceWindow', 'sun:04:30-sun:05:30', weeklySpan, construct);
  if (daily === undefined || weekly === undefined || !overlaps(daily, weekly)) return;
  throw new GuardrailsError(
    'DB_WINDOW_INVALID',
    `backupWindow ${shown(backupWindow)} overlaps maintenanceWindow ${shown(maintenanceWindow)}, which RDS refuses; move one of them`,
    construct,
  );
}
