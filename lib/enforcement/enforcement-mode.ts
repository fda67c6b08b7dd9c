/** What becomes of findings at synthesis. */
export enum EnforcementMode {
  /** Findings fail the synthesis. */
  ENFORCE = 'enforce',
  /** Findings become warnings of their constructs; the synthesis goes on. */
  WARN = 'warn',
  /** What a rule can set safely is set on the provider's resources; findings that are left fail the synthesis. */
  REMEDIATE = 'remediate',
}
