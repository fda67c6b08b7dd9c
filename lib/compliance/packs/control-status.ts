import type { AssessedRule, Assessment } from '../engine/assessment';
import type { StandardControl } from './standard-controls';

/**
 * What came of a control, the worst of its rules first. `partly`: everything that was judged passes, but not all that the
 * control asks for was judged. `notEvaluated`: no rule of it judged anything.
 */
export const CONTROL_STATUSES = ['fail', 'unknown', 'suppressed', 'partly', 'pass', 'notEvaluated'] as const;

/** See {@link CONTROL_STATUSES}. */
export type ControlStatus = (typeof CONTROL_STATUSES)[number];

/** What came of a rule: `unknown` where it is undecided somewhere, or threw. */
export type RuleStatus = Exclude<ControlStatus, 'partly'>;

/** What the rules of a run say, asked by rule and by control. */
export class Statuses {
  private readonly ran: ReadonlyMap<string, AssessedRule>;
  private readonly threw: ReadonlySet<string>;

  constructor({ rules, errors }: Pick<Assessment, 'rules' | 'errors'>) {
    this.ran = new Map(rules.map((rule) => [rule.id, rule]));
    this.threw = new Set(errors.map(({ rule }) => rule));
  }

  /** True where the rule was selected; it may have thrown. */
  hasRun(rule: string): boolean {
    return this.ran.has(rule);
  }

  hasThrown(rule: string): boolean {
    return this.threw.has(rule);
  }

  ofRule(id: string): RuleStatus {
    return this.worst([id]);
  }

  ofControl({ rules, coverage }: Pick<StandardControl, 'rules' | 'coverage'>): ControlStatus {
    const worst = this.worst(rules);
    if (worst !== 'pass') return worst;
    const isWhole = rules.every((id) => this.ran.has(id)) && (coverage === undefined || coverage.status === 'decided');
    return isWhole ? 'pass' : 'partly';
  }

  private worst(ids: readonly string[]): RuleStatus {
    const own = ids.flatMap((id) => this.ran.get(id) ?? []);
    if (own.some(({ fail }) => fail > 0)) return 'fail';
    if (own.some(({ unknown }) => unknown > 0) || ids.some((id) => this.threw.has(id))) return 'unknown';
    if (own.some(({ suppressed }) => suppressed > 0)) return 'suppressed';
    return own.some(({ pass }) => pass > 0) ? 'pass' : 'notEvaluated';
  }
}
