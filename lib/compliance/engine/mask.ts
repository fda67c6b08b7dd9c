/** What stands in a report instead of a secret. */
export const MASK = '(masked)';
