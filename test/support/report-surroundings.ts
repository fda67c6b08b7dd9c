import type { ReportSurroundings } from '../../lib/reporters/reporter';

/** A place and a time that are the same in every run. */
export const SURROUNDINGS: ReportSurroundings = {
  startedAt: '2026-01-31T12:00:00.000Z',
  root: '/project',
  readSource: () => undefined,
};
