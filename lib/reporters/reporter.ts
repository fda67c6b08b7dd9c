import type { Colors } from 'picocolors/types';
import type { Assessment } from '../compliance/engine/assessment';

export interface ReporterOptions {
  /** What `createColors` of picocolors returns: colours, or functions that leave text as it is. */
  readonly colors: Colors;
  /** Columns to wrap at. */
  readonly width: number;
  /** Report passes, and suppressed findings in full. Default: false. */
  readonly all?: boolean;
  /** For people: only failing findings and the summary. Default: false. */
  readonly quiet?: boolean;
  /** For people: how many findings to show; the worst ones. Default: all. */
  readonly maxFindings?: number | undefined;
}

/** A pure function of an assessment. The text ends with a line break. */
export type Reporter = (assessment: Assessment, options: ReporterOptions) => string;
