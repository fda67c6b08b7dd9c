export {
  LINT_LEVELS,
  type LintedKind,
  type LintFinding,
  type LintLevel,
  type LintPlace,
  type LintReport,
  type LintUndecided,
} from './finding';
export type { LintOptions, PolicySize } from './lint-context';
export { lintPolicy } from './lint-policy';
