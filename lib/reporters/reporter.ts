import type { Colors } from 'picocolors/types';
import type { Assessment } from '../compliance/engine/assessment';

export interface ReporterOptions extends ReportSurroundings {
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

/** What only some reporters need of the world around the run. */
export interface ReportSurroundings {
  /** When the run started; ISO 8601, UTC. */
  readonly startedAt: string;
  /** The folder that relative paths of the assessment start from; absolute. */
  readonly root: string;
  /** The root of the repository, which CI systems know paths from; absolute. Default: `root`. */
  readonly repository?: string;
  /** The text of a source file, for code frames; undefined where it cannot be read. */
  readonly readSource: (file: string) => string | undefined;
}

/** A pure function of an assessment. The text ends with a line break. */
export type Reporter = (assessment: Assessment, options: ReporterOptions) => string;
