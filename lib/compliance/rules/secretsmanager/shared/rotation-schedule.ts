const DAY_MS = 86_400_000;

/** Days that are looked at: eight years hold every pattern of weekdays and leap days but those of 1900 and 2100. */
const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAYS = 8 * 365 + 2;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Test of one day against a field of a cron expression. */
type Matches = (day: Day) => boolean;

interface Day {
  readonly date: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 (Sunday) to 7. */
  readonly weekday: number;
  readonly lastDate: number;
}

/**
 * The longest time between two firings of a schedule of AWS, in days: of `rate(N hours)`, `rate(N days)` or
 * `cron(minutes hours day-of-month month day-of-week year)`. Infinity where it stops firing; undefined for text that is
 * no such schedule.
 */
export function longestGapInDays(schedule: string): number | undefined {
  if (gaps.has(schedule)) return gaps.get(schedule);
  const longest = readGap(schedule.trim());
  if (gaps.size < CACHE_LIMIT) gaps.set(schedule, longest);
  return longest;
}

const CACHE_LIMIT = 1_000;
const gaps = new Map<string, number | undefined>();

function readGap(text: string): number | undefined {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day|week)s?\s*\)$/i.exec(text);
  if (rate !== null)
    return Number(rate[1]) * ({ minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7 }[(rate[2] ?? '').toLowerCase()] ?? 1);
  const fields = /^cron\((.*)\)$/i.exec(text)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [, , dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  const matches = [dateTest(dayOfMonth), listTest(month, 1, 12, MONTHS, (day) => day.month), weekdayTest(dayOfWeek)];
  const tests = matches.filter((test) => test !== undefined);
  if (tests.length < matches.length) return undefined;
  return year === '*' ? gap(tests) : /^[\d,/*-]+$/.test(year) ? Infinity : undefined;
}

function gap(tests: readonly Matches[]): number {
  calendar ??= Array.from({ length: DAYS }, (_, index) => dayAt(index));
  let longest = 0;
  let last: number | undefined;
  for (const [index, day] of calendar.entries()) {
    if (!tests.every((test) => test(day))) continue;
    if (last !== undefined) longest = Math.max(longest, index - last);
    last = index;
  }
  return longest === 0 ? Infinity : longest;
}

let calendar: readonly Day[] | undefined;

function dayAt(index: number): Day {
  const date = new Date(FIRST_DAY + index * DAY_MS);
  const lastDate = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return { date: date.getUTCDate(), month: date.getUTCMonth() + 1, weekday: date.getUTCDay() + 1, lastDate };
}

/** Day of month: `*`, `?`, numbers, ranges, steps, `L`, `LW`, `15W`. */
function dateTest(field: string): Matches | undefined {
  if (/^LW$/i.test(field)) return (day) => day.date === nearestWeekday(day, day.lastDate);
  const before = /^L-(\d+)$/i.exec(field);
  if (before !== null) return (day) => day.date === day.lastDate - Number(before[1]);
  const nearest = /^(\d+)W$/i.exec(field);
  if (nearest !== null) return (day) => day.date === nearestWeekday(day, Number(nearest[1]));
  const parts = field.split(',');
  const hasLast = parts.some((part) => /^L$/i.test(part));
  const rest = parts.filter((part) => !/^L$/i.test(part));
  const test = rest.length === 0 ? (): boolean => false : listTest(rest.join(','), 1, 31, [], (day) => day.date);
  if (test === undefined) return undefined;
  return hasLast ? (day) => day.date === day.lastDate || test(day) : test;
}

/** The weekday nearest to a date, within the month of the day. */
function nearestWeekday(day: Day, wanted: number): number {
  const weekday = ((((day.weekday - 1 + wanted - day.date) % 7) + 7) % 7) + 1;
  if (weekday === 7) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 1) return wanted >= day.lastDate ? wanted - 2 : wanted + 1;
  return wanted;
}

/** Day of week: `*`, `?`, 1 (Sunday) to 7 or names, ranges, steps, `2#1` (first Monday), `6L` (last Friday), `L`. */
function weekdayTest(field: string): Matches | undefined {
  const nth = /^(\d|[A-Z]{3})#([1-5])$/i.exec(field);
  if (nth !== null) {
    const weekday = numberOf(nth[1] ?? '', WEEKDAYS);
    return (day) => day.weekday === weekday && Math.ceil(day.date / 7) === Number(nth[2]);
  }
  const last = /^(\d|[A-Z]{3})L$/i.exec(field);
  if (last !== null) {
    const weekday = numberOf(last[1] ?? '', WEEKDAYS);
    return (day) => day.weekday === weekday && day.date > day.lastDate - 7;
  }
  return listTest(field.replace(/^L$/i, '7'), 1, 7, WEEKDAYS, (day) => day.weekday);
}

/** `*`, `?`, or a list of numbers or names, ranges and steps. */
function listTest(
  field: string,
  first: number,
  last: number,
  names: readonly string[],
  read: (day: Day) => number,
): Matches | undefined {
  if (field === '*' || field === '?') return () => true;
  const allowed = new Set<number>();
  for (const part of field.split(',')) {
    const [, from = '', to, step] = /^([A-Z]{3}|\d+|\*)(?:-([A-Z]{3}|\d+))?(?:\/(\d+))?$/i.exec(part) ?? [];
    const start = from === '*' ? first : numberOf(from, names);
    const end = to !== undefined ? numberOf(to, names) : step !== undefined || from === '*' ? last : start;
    if (start === undefined || end === undefined || start < first || end > last || Number(step) === 0) return undefined;
    const span = end >= start ? end - start : end - start + (last - first + 1);
    for (let offset = 0; offset <= span; offset += Number(step ?? 1))
      allowed.add(((start + offset - first) % (last - first + 1)) + first);
  }
  return (day) => allowed.has(read(day));
}

function numberOf(text: string, names: readonly string[]): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toUpperCase());
  return index === -1 ? undefined : index + 1;
}
