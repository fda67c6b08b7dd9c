import { longestGapInDays } from '../../../../../lib/compliance/rules/secretsmanager/shared/rotation-schedule';

describe('longestGapInDays', () => {
  it.each([
    ['rate(30 days)', 30],
    ['rate(1 day)', 1],
    ['rate( 12 hours )', 0.5],
    ['rate(365 days)', 365],
    ['cron(0 4 * * ? *)', 1],
    ['cron(0 4 1 * ? *)', 31],
    ['cron(0 4 1,15 * ? *)', 17],
    ['cron(0 4 1 */2 ? *)', 62],
    ['cron(0 4 1 1/3 ? *)', 92],
    ['cron(0 4 1 JAN,JUL ? *)', 184],
    ['cron(0 12 1 1 ? *)', 366],
    ['cron(0 4 L * ? *)', 31],
    ['cron(0 4 ? * SUN *)', 7],
    ['cron(0 4 ? * 2-6 *)', 3],
    ['cron(0 4 ? * SAT-SUN *)', 6],
    ['cron(0 4 ? * 2#1 *)', 35],
    ['cron(0 4 ? * 6L *)', 35],
    ['cron(0 4 ? 1 2#1 *)', 371],
    ['cron(0 4 15W * ? *)', 32],
    ['cron(0 4 LW * ? *)', 33],
    ['cron(0 4 29 2 ? *)', 1461],
    ['cron(0 4 31 * ? *)', 61],
    ['CRON(0 4 1 * ? *)', 31],
    ['cron(0 4 1 * ? 2027)', Infinity],
    ['cron(0 4 30 2 ? *)', Infinity],
  ])('%s leaves up to %d days', (schedule, days) => {
    expect(longestGapInDays(schedule)).toBe(days);
  });

  it.each([
    '',
    'daily',
    'cron(0 4 1 *)',
    'cron(0 4 32 * ? *)',
    'cron(0 4 1 13 ? *)',
    'cron(0 4 ? * 8 *)',
    'cron(0 4 x * ? *)',
    'cron(0 4 1/0 * ? *)',
    'rate(ten days)',
  ])('does not read "%s"', (schedule) => {
    expect(longestGapInDays(schedule)).toBeUndefined();
  });
});
