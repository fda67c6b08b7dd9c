import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { isOpen, requireOneOf, shown } from './prop-checks';

/** Days that Performance Insights can keep its history. */
const INSIGHTS_RETENTIONS: readonly number[] = [7, ...Array.from({ length: 23 }, (_, i) => 31 * (i + 1)), 731];

/** Days that the advanced mode of Database Insights keeps, at least. */
export const ADVANCED_RETENTION = 465;

/**
 * Throws for retentions and modes that RDS refuses, alone and together.
 *
 * @throws GuardrailsError DB_INSIGHTS_INVALID
 */
export function requireInsights(days: unknown, mode: unknown, construct: IConstruct): void {
  const code = 'DB_INSIGHTS_INVALID';
  requireOneOf(days, INSIGHTS_RETENTIONS, { code, name: 'performanceInsightsRetentionDays' }, construct);
  requireOneOf(mode, ['standard', 'advanced'], { code, name: 'databaseInsightsMode' }, construct);
  if (mode !== 'advanced' || isOpen(days) || (days as number) >= ADVANCED_RETENTION) return;
  throw new GuardrailsError(
    code,
    `performanceInsightsRetentionDays is ${shown(days)} with databaseInsightsMode advanced, allowed are ${ADVANCED_RETENTION} and more; leave it out`,
    construct,
  );
}
